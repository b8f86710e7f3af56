// The most a part can do: the utilisation law turned round.
//
//   throughput <= servers / demand      for every resource a request of the operation occupies
//
// Source: asymptotic bounds of operational analysis (Denning and Buzen 1978).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/spec/samples.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

/// An upper bound on one replica's throughput, and what sets it.
struct CapacityBound {
  double perSecond = 0;
  std::string resource;  ///< "cores of app", "connections of orders-db", ...
};

/// For an operation of a part ("" for a cache's look-ups), when `absent` parts refuse: look-ups in
/// an absent cache are misses (where the step says so), all others are taken for hits. Nothing when
/// no resource bounds it.
std::optional<CapacityBound> capacityBound(const SystemSpec& system, const SampleFiles& samples,
                                           const std::string& part, const std::string& operation,
                                           const std::vector<PartRef>& absent);

}  // namespace headroom

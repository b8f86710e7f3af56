// The traffic equations: how often each operation is visited, from how often each is called.
//
//   v = e + P^T v      v: visits per second, e: visits from outside, P: expected calls per visit
//
// Source: Jackson 1957, for open networks; solved with Eigen's sparse LU.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/spec/scenario_spec.h"
#include "models/topology/call_graph.h"

namespace headroom {

/// Visits per second of each vertex, given the flows' rates; every look-up counted as a miss,
/// retries not counted. Nothing when conditional calls form a cycle that multiplies requests
/// without bound.
std::optional<std::map<std::string, double>> visitRates(const SystemSpec& system,
                                                        const CallGraphIndex& index,
                                                        const std::map<std::string, double>& flows);

/// One cache's demand from one key set, look-ups per second.
struct CacheDemand {
  std::string cache;
  std::string keys;
  double rate = 0;
};

/// Demands of all caches at these flow rates, by cache and key set, while nothing is refused and
/// nothing fails: what only fallbacks look up is asked for at rate 0.
std::vector<CacheDemand> cacheDemands(const SystemSpec& system,
                                      const std::map<std::string, double>& flows);

}  // namespace headroom

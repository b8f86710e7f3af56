// Visits every limit of a system, with its part and its JSON pointer.
#pragma once

#include <functional>
#include <string>

#include "models/spec/scenario_spec.h"

namespace headroom {

/// Where a limit stands.
struct LimitPlace {
  const std::string& part;
  std::string pointer;
  bool isStep = false;  ///< Among the steps of an operation or of a fallback.
};

/// Calls visit(limit, place) for every limit: of each part those asked on arrival, by part, then
/// those among steps.
void forEachLimit(const SystemSpec& system,
                  const std::function<void(const LimitSpec&, const LimitPlace&)>& visit);

/// The same limits, to be changed.
void changeLimits(SystemSpec& system, const std::function<void(LimitSpec&)>& change);

}  // namespace headroom

// Visits every step and every distribution of a system, with its JSON pointer.
#pragma once

#include <functional>
#include <string>

#include "models/spec/scenario_spec.h"

namespace headroom {

struct StepVisitor {
  std::function<void(const CallStepSpec&, const std::string& part, const std::string& pointer)>
      call;
  std::function<void(const CacheStepSpec&, const std::string& part, const std::string& pointer)>
      cache;
  std::function<void(const LimitStepSpec&, const std::string& part, const std::string& pointer)>
      limit;
  std::function<void(const DistributionSpec&, const std::string& part, const std::string& pointer)>
      distribution;
};

/// In the order of names, then of steps. Unset members are not called.
void walkSystem(const SystemSpec& system, const StepVisitor& visitor);

/// Every distribution, to be replaced.
void changeDistributions(SystemSpec& system,
                         const std::function<void(DistributionSpec&, const std::string&)>& change);

}  // namespace headroom

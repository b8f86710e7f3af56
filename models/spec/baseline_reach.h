// What a baseline's load test comes past: the operation measured, and all that it calls.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "models/spec/scenario_spec.h"

namespace headroom {

/// Look-ups in a cache are taken for hits and misses alike, a choice for all of its options. Parts
/// in `without` refuse, so that nothing of them, nor behind them, is reached.
struct BaselineReach {
  std::map<std::string, std::set<std::string>> operations;   ///< By part; of a cache none.
  std::map<std::string, std::set<std::string>> callees;      ///< By caller: parts it calls.
  std::set<std::string> keys;                                ///< Key sets asked for.
  std::map<std::string, const DistributionSpec*> durations;  ///< By JSON pointer.
  bool reaches(const std::string& part, const std::string& operation) const;
};

/// The operation is "" for a cache. Dangling names are passed over: they are reported elsewhere.
BaselineReach reachOf(const SystemSpec& system, const std::string& part,
                      const std::string& operation, const std::vector<PartRef>& without);
BaselineReach reachOf(const SystemSpec& system, const std::string& part,
                      const BaselineSpec& baseline);

/// Key sets that look-ups in a cache ask for, sorted.
std::set<std::string> keysLookedUpIn(const SystemSpec& system, const std::string& cache);

/// The flow whose client a load test plays: of those that come past the operation the least
/// patient, of equals the first by name. nullptr when no flow does.
const std::pair<const std::string, FlowSpec>* clientOf(const SystemSpec& system,
                                                       const std::string& part,
                                                       const std::string& operation);

/// Takes out every limit that is on for a span of the run or by a monitor, and monitors and rules:
/// changes made during a scenario, which a load test is not.
void dropTimedLimits(SystemSpec& system);

/// Calls visit(part, index, baseline) for every baseline, by part and in the document's order.
void forEachBaseline(
    const SystemSpec& system,
    const std::function<void(const std::string&, std::size_t, const BaselineSpec&)>& visit);
/// "/system/parts/app/baselines/0".
std::string baselinePointer(const std::string& part, std::size_t index);
/// "app browse without product-cache": what was measured, in words.
std::string baselineName(const std::string& part, const BaselineSpec& baseline);

}  // namespace headroom

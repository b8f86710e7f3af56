// Rules about who requests are: attributes and segments, and whom limits mean.
#include <fmt/format.h>

#include "models/spec/check_match.h"
#include "models/spec/each_limit.h"

namespace headroom {
namespace {

/// Curves of flows are filed as the segment "flow=browse".
const std::string kFlowCurves = "flow=";

void checkAttributeNames(const AttributesSpec& attributes, const std::string& at,
                         Findings& findings) {
  if (attributes.contains(kForEachFlow))
    findings.error(
        "E_ID", at + "/attributes/" + kForEachFlow,
        fmt::format("found the name \"{}\", by which limits mean the flow itself (\"for_each\"); "
                    "allowed: any other",
                    kForEachFlow));
}

}  // namespace

void checkSegments(const ScenarioSpec& scenario, const MatchCheck& matches, Findings& findings) {
  const SystemSpec& system = scenario.system;
  for (const auto& [name, flow] : system.flows)
    checkAttributeNames(flow.attributes, "/system/flows" + pointerToken(name), findings);
  for (std::size_t i = 0; i < scenario.workload.size(); ++i)
    checkAttributeNames(scenario.workload[i].attributes, fmt::format("/workload/{}", i), findings);
  for (const auto& [name, rule] : system.segments) {
    const std::string at = "/system/segments" + pointerToken(name);
    if (name.starts_with(kFlowCurves))
      findings.error("E_ID", at,
                     fmt::format("found the name \"{}\"; allowed: names that do not begin with "
                                 "\"{}\", as those of the flows' own curves do",
                                 name, kFlowCurves));
    matches.segment(rule, at);
  }
  forEachLimit(system, [&](const LimitSpec& limit, const LimitPlace& place) {
    if (limit.match) matches.match(*limit.match, place.pointer + "/match");
    if (limit.forEach && *limit.forEach != kForEachFlow)
      matches.attribute(*limit.forEach, place.pointer + "/for_each");
  });
}

}  // namespace headroom

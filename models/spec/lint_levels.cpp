// Rules by criticality where every request has the same.
#include <fmt/format.h>

#include <set>

#include "models/spec/check.h"

namespace headroom {
namespace {

bool isByLevel(const LimiterSpec& limiter) {
  return std::holds_alternative<CriticalitySheddingSpec>(limiter);
}

bool isByLevel(const std::optional<QueueSpec>& queue) {
  return queue && queue->discipline == Discipline::priority;
}

}  // namespace

void lintLevels(const ScenarioSpec& scenario, Findings& findings) {
  std::set<Criticality> levels;
  for (const WorkloadSpec& workload : scenario.workload) {
    const auto flow = scenario.system.flows.find(workload.flow.name);
    if (flow != scenario.system.flows.end()) levels.insert(flow->second.criticality);
  }
  if (levels.size() != 1) return;
  const std::string level =
      EnumNames<Criticality>::names()[static_cast<std::size_t>(*levels.begin())];
  const auto warn = [&](const std::string& at) {
    findings.warning("one-criticality", at,
                     fmt::format("goes by criticality, and all requests are {}", level));
  };
  for (const auto& [name, part] : scenario.system.parts) {
    const std::string at = "/system/parts" + pointerToken(name);
    const QueueSpec* queue = queueOf(part);
    if (queue != nullptr && queue->discipline == Discipline::priority)
      warn(at + "/queue/discipline");
    const auto& limits = limitsOf(part);
    for (std::size_t i = 0; i < limits.size(); ++i) {
      if (isByLevel(limits[i].limiter)) warn(fmt::format("{}/limits/{}", at, i));
      if (isByLevel(limits[i].queue)) warn(fmt::format("{}/limits/{}/queue/discipline", at, i));
    }
  }
}

}  // namespace headroom

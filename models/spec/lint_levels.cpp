// Rules by criticality where every request has the same.
#include <fmt/format.h>

#include <set>

#include "models/spec/check.h"
#include "models/spec/each_limit.h"
#include "models/spec/profiles.h"

namespace headroom {
namespace {

bool isByLevel(const LimiterSpec& limiter) {
  return std::holds_alternative<CriticalitySheddingSpec>(limiter);
}

bool isByLevel(const std::optional<QueueSpec>& queue) {
  return queue && queue->discipline == Discipline::priority;
}

/// Of all kinds of requests of the flows that the workload has.
std::set<Criticality> levelsOf(const ScenarioSpec& scenario) {
  std::set<std::string> used;
  for (const WorkloadSpec& workload : scenario.workload) used.insert(workload.flow.name);
  std::set<Criticality> levels;
  for (const Profile& profile : profilesOf(scenario))
    if (used.contains(profile.flow)) levels.insert(criticalityOf(scenario.system, profile));
  return levels;
}

}  // namespace

void lintLevels(const ScenarioSpec& scenario, Findings& findings) {
  const std::set<Criticality> levels = levelsOf(scenario);
  if (levels.size() != 1) return;
  const std::string level =
      EnumNames<Criticality>::names()[static_cast<std::size_t>(*levels.begin())];
  const auto warn = [&](const std::string& at) {
    findings.warning("one-criticality", at,
                     fmt::format("goes by criticality, and all requests are {}", level));
  };
  for (const auto& [name, part] : scenario.system.parts) {
    const QueueSpec* queue = queueOf(part);
    if (queue != nullptr && queue->discipline == Discipline::priority)
      warn("/system/parts" + pointerToken(name) + "/queue/discipline");
  }
  forEachLimit(scenario.system, [&](const LimitSpec& limit, const LimitPlace& place) {
    if (isByLevel(limit.limiter)) warn(place.pointer);
    if (isByLevel(limit.queue)) warn(place.pointer + "/queue/discipline");
  });
}

}  // namespace headroom

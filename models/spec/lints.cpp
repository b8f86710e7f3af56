// Doubtful but legal: said once, with a name that a document can silence.
#include <fmt/format.h>

#include "models/spec/check.h"
#include "models/spec/each_limit.h"
#include "models/spec/walk.h"
#include "models/topology/call_graph.h"

namespace headroom {
namespace {

void lintReach(const SystemSpec& system, Findings& findings) {
  for (const std::string& name : unreachableParts(system, buildCallGraph(system)))
    findings.warning("unreachable-part", "/system/parts" + pointerToken(name),
                     fmt::format("no flow reaches \"{}\"", name));
}

void lintFlows(const ScenarioSpec& scenario, Findings& findings) {
  if (scenario.workload.empty()) return;
  for (const auto& [name, flow] : scenario.system.flows) {
    bool used = false;
    for (const WorkloadSpec& w : scenario.workload) used = used || w.flow.name == name;
    if (!used)
      findings.warning("idle-flow", "/system/flows" + pointerToken(name),
                       fmt::format("the workload has no \"{}\"", name));
  }
}

/// A pool that no call uses, and pools that together want more than the database has.
void lintPools(const SystemSpec& system, Findings& findings) {
  std::map<std::string, std::int64_t> wanted;
  for (const auto& [name, part] : system.parts) {
    const auto* pools = poolsOf(part);
    if (pools == nullptr) continue;
    const auto* instance = std::get_if<InstanceSpec>(&part.body);
    const std::int64_t replicas = instance != nullptr ? instance->replicas : 1;
    for (const auto& [callee, pool] : *pools) {
      wanted[callee] += pool.size * replicas;
      bool called = false;
      StepVisitor visitor;
      visitor.call = [&](const CallStepSpec& s, const std::string& caller, const std::string&) {
        called = called || (caller == name && s.call.name.rfind(callee + ".", 0) == 0);
      };
      visitor.cache = [&](const CacheStepSpec& s, const std::string& caller, const std::string&) {
        called = called || (caller == name && s.cache.name == callee);
      };
      walkSystem(system, visitor);
      forEachLimit(system, [&](const LimitSpec& limit, const LimitPlace& place) {
        called = called || (place.part == name && limit.isKeptIn(callee));
      });
      if (!called)
        findings.warning("unused-pool",
                         "/system/parts" + pointerToken(name) + "/pools" + pointerToken(callee),
                         fmt::format("\"{}\" never calls \"{}\"", name, callee));
    }
  }
  for (const auto& [callee, sum] : wanted) {
    const auto part = system.parts.find(callee);
    const auto* database =
        part == system.parts.end() ? nullptr : std::get_if<DatabaseSpec>(&part->second.body);
    if (database != nullptr && sum > database->connections)
      findings.warning(
          "connection-budget", "/system/parts" + pointerToken(callee) + "/connections",
          fmt::format("callers' pools want {} connections together, the database has {}", sum,
                      database->connections));
  }
}

void lintConditions(const SystemSpec& system, Findings& findings) {
  forEachLimit(system, [&findings](const LimitSpec& limit, const LimitPlace& place) {
    if (limit.when && limit.when->part && limit.when->part->name == place.part)
      findings.warning("limit-on-itself", place.pointer + "/when",
                       "a limit of a part that is on while the part itself is down refuses nobody");
  });
}

void lintLimiterStores(const SystemSpec& system, Findings& findings) {
  forEachLimit(system, [&findings](const LimitSpec& limit, const LimitPlace& place) {
    if (limit.keptIn && !limit.keptIn->timeout)
      findings.warning(
          "patient-limiter", place.pointer + "/kept_in",
          "without a \"timeout\" requests wait at the door as long as the store hangs");
  });
}

/// No run is long enough for a mean without variance, and no interval around it holds.
void lintTails(const SystemSpec& system, Findings& findings) {
  StepVisitor visitor;
  visitor.distribution = [&findings](const DistributionSpec& d, const std::string&,
                                     const std::string& at) {
    const auto* pareto = std::get_if<ParetoSpec>(&d.law);
    if (pareto == nullptr || pareto->max || pareto->shape > 2) return;
    findings.warning(
        "heavy-tail", at,
        fmt::format("a pareto of shape {:.4g} has no {}: means over runs settle too slowly for "
                    "any interval; a \"max\", or percentiles instead of means, would tell more",
                    pareto->shape, pareto->shape > 1 ? "variance" : "mean"));
  };
  walkSystem(system, visitor);
}

}  // namespace

const std::vector<std::string>& lintNames() {
  static const std::vector<std::string> names = {"baseline-above-capacity",
                                                 "confusable-names",
                                                 "connection-budget",
                                                 "heavy-tail",
                                                 "idle-flow",
                                                 "limit-finer-than-monitored",
                                                 "limit-on-itself",
                                                 "matches-nobody",
                                                 "normalised-probabilities",
                                                 "one-criticality",
                                                 "patient-limiter",
                                                 "rule-outpaces-monitor",
                                                 "rule-without-effect",
                                                 "stale-baseline",
                                                 "unreachable-part",
                                                 "unused-pool"};
  return names;
}

void lintSystem(const ScenarioSpec& scenario, Findings& findings) {
  lintReach(scenario.system, findings);
  lintFlows(scenario, findings);
  lintPools(scenario.system, findings);
  lintConditions(scenario.system, findings);
  lintLimiterStores(scenario.system, findings);
  lintTails(scenario.system, findings);
  lintLevels(scenario, findings);
  lintMonitors(scenario, findings);
}

}  // namespace headroom

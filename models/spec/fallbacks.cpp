#include "models/spec/fallbacks.h"

#include <fmt/format.h>

#include "models/spec/each_limit.h"
#include "models/spec/walk.h"

namespace headroom {

bool hasFallback(const SystemSpec& system) {
  bool any = false;
  const auto look = [&any](const std::optional<StepList>& list) { any = any || list.has_value(); };
  forEachLimit(system,
               [&look](const LimitSpec& limit, const LimitPlace&) { look(limit.fallback); });
  StepVisitor visitor;
  visitor.call = [&](const CallStepSpec& s, const auto&, const auto&) { look(s.fallback); };
  visitor.cache = [&](const CacheStepSpec& s, const auto&, const auto&) { look(s.fallback); };
  walkSystem(system, visitor);
  return any;
}

void checkFallbacks(const SystemSpec& system, Findings& findings) {
  for (const auto& [name, part] : system.parts) {
    const bool hasSteps = std::holds_alternative<GatewaySpec>(part.body) ||
                          std::holds_alternative<InstanceSpec>(part.body);
    const std::vector<LimitSpec>& limits = limitsOf(part);
    for (std::size_t i = 0; i < limits.size() && !hasSteps; ++i)
      if (limits[i].fallback)
        findings.error(
            "E_RULE", fmt::format("/system/parts{}/limits/{}/fallback", pointerToken(name), i),
            fmt::format("found a \"fallback\" at a part of kind {}, which does no steps; allowed: "
                        "at a gateway or an instance, or a fallback of the call to this part",
                        kindOf(part)));
  }
  if (hasFallback(system)) return;
  for (const auto& [name, flow] : system.flows)
    if (flow.degradedCountsAs != DegradedCounts::success)
      findings.error("E_RULE", "/system/flows" + pointerToken(name) + "/degraded_counts_as",
                     "nothing answers degraded: no limit, call or look-up has a \"fallback\"; "
                     "allowed: with at least one");
}

}  // namespace headroom

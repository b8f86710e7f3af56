#include "studies/level_check.h"

#include <algorithm>
#include <cmath>

#include "models/analytic/capacity_bound.h"
#include "models/spec/baseline_reach.h"
#include "models/spec/fingerprint.h"
#include "studies/load_test.h"
#include "studies/tipping_point.h"

namespace headroom {
namespace {

/// Where the search begins: at the measured rate, or at what the resources allow if that is less.
TippingSearch searchFrom(const LoadedVariant& system, const BaselineLevel& level) {
  TippingSearch search;
  search.start = level.measured();
  const auto bound = capacityBound(system.spec.system, system.samples, level.part,
                                   level.baseline.operation, level.baseline.without);
  if (bound) search.start = std::min(search.start, bound->perSecond);
  return search;
}

std::vector<BaselineLevel> levelsOf(const LoadedVariant& system) {
  std::vector<BaselineLevel> levels;
  forEachBaseline(system.spec.system, [&](const std::string& part, std::size_t index,
                                          const BaselineSpec& baseline) {
    BaselineLevel level;
    level.part = part;
    level.index = index;
    level.pointer = baselinePointer(part, index);
    level.name = baselineName(part, baseline);
    level.baseline = baseline;
    level.fingerprint = fingerprintOf(system.spec.system, system.samples, part, baseline);
    levels.push_back(std::move(level));
  });
  return levels;
}

/// One more test, a little beyond the tipping point: what stands in the way of more.
void lookBeyond(const LoadTest& test, BaselineLevel& level) {
  const double tip = level.simulated.median;
  if (std::isinf(tip)) return;
  const LoadTestRun run = test.run(tip > 0 ? tip * 1.05 : level.measured(), 0);
  level.beyond = run.reason;
  level.mainCause = run.mainCause;
}

}  // namespace

bool BaselineLevel::holds() const { return std::fabs(deviation()) <= baseline.tolerance.value; }

std::vector<BaselineLevel> checkLevels(const LoadedVariant& system, const LevelPlan& plan) {
  std::vector<BaselineLevel> levels = levelsOf(system);
  std::vector<LoadTest> tests;
  std::vector<TippingSearch> searches;
  for (const BaselineLevel& level : levels) {
    tests.emplace_back(system, level.part, level.index);
    searches.push_back(searchFrom(system, level));
  }
  const auto found = tippingPoints(
      searches, plan.replications, plan.jobs,
      [&](std::size_t q, double rate, int replication) {
        if (plan.checkpoint) plan.checkpoint();
        return tests[q].run(rate, replication).sustained;
      },
      plan.progress);
  for (std::size_t q = 0; q < levels.size(); ++q) {
    levels[q].simulated = found[q];
    lookBeyond(tests[q], levels[q]);
  }
  return levels;
}

}  // namespace headroom

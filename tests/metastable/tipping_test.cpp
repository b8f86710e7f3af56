// A published cluster's tipping point: the bundled scenario, its trigger varied.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "studies/replicate.h"
#include "tests/metastable/cases/retry_loop.h"
#include "tests/support/scenario.h"

namespace headroom::metastable {
namespace {

constexpr int kRuns = 60;
#ifdef __SANITIZE_ADDRESS__
constexpr int kFewRuns = 3;
#else
constexpr int kFewRuns = 20;
#endif

/// How many of `runs` runs are stuck in the last 30 s after a trigger of this rate.
int stuckAt(double rate, int runs) {
  LoadOptions options;
  for (const char* stage : {"1", "2"})
    options.overrides.push_back(
        {fmt::format("/workload/0/stages/{}/target", stage), fmt::format("\"{:.6g}/s\"", rate)});
  options.variants = {"trigger of 36"};  // The one that changes nothing.
  const LoadedScenario scenario =
      test::loadBundled("metastable/replicated-database.scenario.json", options);
  ReplicationPlan plan;
  plan.replications = runs;
  int stuck = 0;
  replicate(scenario, plan, [&](ReplicationRun&& run) {
    stuck += run.outcome.measurements[0].value.value() < 15.15 ? 1 : 0;
  });
  return stuck;
}

#ifndef __SANITIZE_ADDRESS__
/// An independent simulation of the same model, 40 seeds each.
TEST(TippingPoint, RunsAreStuckAsOftenAsInAnIndependentSimulation) {
  const std::pair<double, int> reference[] = {{34.5, 9}, {35, 15}, {35.7, 24}, {37, 32}};
  for (const auto& [rate, stuckOf40] : reference) {
    const int stuck = stuckAt(rate, kRuns);
    EXPECT_GT(fisherExact(stuck, kRuns, stuckOf40, 40), 0.001)
        << rate << "/s: " << stuck << " of " << kRuns;
  }
}

/// Measured, one run each: 34.5/s recovers, 35.7/s is stuck.
TEST(TippingPoint, HalfOfTheRunsAreStuckWithinFivePercentOfTheMeasuredFlip) {
  double low = 30.3;
  double high = 40;
  while (high - low > 0.3) {
    const double middle = (low + high) / 2;
    (2 * stuckAt(middle, kRuns) < kRuns ? low : high) = middle;
  }
  const double flip = (34.5 + 35.7) / 2;
  EXPECT_NEAR((low + high) / 2, flip, 0.05 * flip);
}
#endif

TEST(TippingPoint, SmallTriggersPassAndLargeOnesDoNot) {
  EXPECT_LE(stuckAt(31.3, kFewRuns), kFewRuns / 5);
  EXPECT_GE(stuckAt(40, kFewRuns), kFewRuns * 4 / 5);
}

}  // namespace
}  // namespace headroom::metastable

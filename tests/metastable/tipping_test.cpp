// A published cluster's tipping point.
#include <gtest/gtest.h>

#include "tests/metastable/cases/cluster.h"
#include "tests/metastable/cases/retry_loop.h"

namespace headroom::metastable {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr int kFewRuns = 6;
#else
constexpr int kRuns = 60;
constexpr int kFewRuns = 20;

/// An independent simulation of the same model, 40 seeds each.
TEST(TippingPoint, RunsAreStuckAsOftenAsInAnIndependentSimulation) {
  const std::pair<double, int> reference[] = {{34.5, 9}, {35, 15}, {35.7, 24}, {37, 32}};
  for (const auto& [rate, stuckOf40] : reference) {
    const int stuck = stuckAfter({}, rate, kRuns, 1);
    EXPECT_GT(fisherExact(stuck, kRuns, stuckOf40, 40), 0.001)
        << rate << "/s: " << stuck << " of " << kRuns;
  }
}

/// Measured, one run each: 34.5/s recovers, 35.7/s is stuck.
TEST(TippingPoint, HalfOfTheRunsAreStuckWithinFivePercentOfTheMeasuredFlip) {
  const double flip = (34.5 + 35.7) / 2;
  EXPECT_NEAR(tippingRate({}, kRuns, 0.3, 1), flip, 0.05 * flip);
}
#endif

TEST(TippingPoint, SmallTriggersPassAndLargeOnesDoNot) {
  EXPECT_LE(stuckAfter({}, 31.3, kFewRuns, 1), kFewRuns / 5);
  EXPECT_GE(stuckAfter({}, 40, kFewRuns, 1), kFewRuns * 4 / 5);
}

}  // namespace
}  // namespace headroom::metastable

#include "studies/intervals.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/math.h"
#include "sim/random.h"

namespace headroom::test {
namespace {

TEST(Intervals, StudentsQuantilesAreTheTables) {
  EXPECT_NEAR(studentQuantile(0.975, 1), 12.7062, 1e-4);
  EXPECT_NEAR(studentQuantile(0.975, 19), 2.09302, 1e-5);
  EXPECT_NEAR(studentQuantile(0.995, 9), 3.24984, 1e-5);
  EXPECT_NEAR(studentQuantile(0.975, 1e6), 1.95997, 1e-4);
}

TEST(Intervals, WilsonIsTheFormulaAndStaysWithinZeroAndOne) {
  const Interval most = wilsonInterval(38, 40);
  EXPECT_NEAR(most.low, 0.83496, 1e-5);
  EXPECT_NEAR(most.high, 0.98618, 1e-5);
  EXPECT_EQ(wilsonInterval(0, 20).low, 0);
  EXPECT_NEAR(wilsonInterval(0, 20).high, 0.16113, 1e-5);
  EXPECT_EQ(wilsonInterval(20, 20).high, 1);
  EXPECT_EQ(wilsonInterval(0, 0), (Interval{0, 1}));
}

TEST(Intervals, SeventyThreeRunsShowNinetyFivePercent) {
  EXPECT_EQ(trialsToShow(0.95), 73u);
  EXPECT_GE(wilsonInterval(73, 73).low, 0.95);
  EXPECT_LT(wilsonInterval(72, 72).low, 0.95);
}

TEST(Intervals, OneValueTellsNoInterval) {
  const MeanEstimate one = meanEstimate({3.5});
  EXPECT_EQ(one.mean, 3.5);
  EXPECT_TRUE(std::isinf(one.halfWidth));
  EXPECT_EQ(meanEstimate({0.1, 0.1, 0.1}).deviation, 0);
}

TEST(Intervals, MeansOfNormalValuesAreCoveredAsOftenAsPromised) {
  sim::Stream stream{sim::Key{sim::saltOf("coverage")}};
  int covered = 0;
  constexpr int kRounds = 4000;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> values;
    for (int i = 0; i < 5; ++i) values.push_back(7 + 2 * sim::normalQuantile(stream.nextUnit()));
    covered += meanEstimate(values).interval().contains(7) ? 1 : 0;
  }
  // Four standard errors of a share of 95 % over 4000 rounds: 1.4 %.
  EXPECT_NEAR(static_cast<double>(covered) / kRounds, 0.95, 0.014);
}

}  // namespace
}  // namespace headroom::test

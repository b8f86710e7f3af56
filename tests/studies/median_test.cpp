#include "studies/median.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random.h"

namespace headroom {
namespace {

TEST(Median, OfNineLiesBetweenTheSecondAndTheEighth) {
  const MedianEstimate m = medianEstimate({9, 8, 7, 6, 5, 4, 3, 2, 1});
  EXPECT_EQ(m.median, 5);
  EXPECT_EQ(m.interval, (Interval{2, 8}));
  EXPECT_DOUBLE_EQ(m.confidence, 1 - 2 * 10.0 / 512);
}

TEST(Median, OfFewValuesTheIntervalIsAllOfThemAndSaysSo) {
  const MedianEstimate m = medianEstimate({3, 1, 2, 5, 4});
  EXPECT_EQ(m.interval, (Interval{1, 5}));
  EXPECT_DOUBLE_EQ(m.confidence, 1 - 2.0 / 32);
}

TEST(Median, OfOneValueThereIsNoInterval) {
  const MedianEstimate m = medianEstimate({7});
  EXPECT_EQ(m.median, 7);
  EXPECT_FALSE(m.interval);
  EXPECT_EQ(m.confidence, 0);
}

TEST(Median, OfAnEvenNumberIsTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(medianEstimate({1, 2, 4, 100}).median, 3);
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(medianEstimate({1, infinite, infinite, infinite}).median, infinite);
}

TEST(Median, TheIntervalCoversTheTrueMedianAsOftenAsItSays) {
  // A skewed law, exponential with median log 2: nothing is assumed of it.
  sim::Stream stream{sim::Key{sim::saltOf("coverage of the median")}};
  int covered = 0;
  double confidence = 0;
  constexpr int kTrials = 4000;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<double> values;
    for (int i = 0; i < 15; ++i) values.push_back(-std::log(stream.nextUnit()));
    const MedianEstimate m = medianEstimate(std::move(values));
    covered += m.interval->contains(std::log(2.0)) ? 1 : 0;
    confidence = m.confidence;
  }
  EXPECT_GE(confidence, 0.95);
  EXPECT_NEAR(covered / double{kTrials}, confidence, 0.013);  // Four standard errors.
}

}  // namespace
}  // namespace headroom

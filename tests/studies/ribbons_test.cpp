// Bands of several runs, held against sorting by hand.
#include "studies/ribbons.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace headroom::test {
namespace {

Series seriesOf(std::vector<double> flow, std::vector<double> part) {
  Series series;
  series.interval = std::chrono::seconds{1};
  series.intervals = flow.size();
  series.columns.push_back({"", "flow=f", "goodput", "rate", "", "1/s", std::move(flow)});
  series.columns.push_back({"app", "", "inside", "mean", "", "1", std::move(part)});
  return series;
}

TEST(Ribbons, OfFewRunsTheLowestTheMiddleAndTheHighest) {
  RibbonCollector collector{3};
  collector.add(seriesOf({1, 10}, {0, 0}));
  collector.add(seriesOf({3, 30}, {0, 0}));
  collector.add(seriesOf({2, 20}, {0, 0}));
  const Ribbons ribbons = collector.finish();
  EXPECT_EQ(ribbons.runs, 3U);
  EXPECT_EQ(ribbons.columns[0].low, (std::vector<double>{1, 10}));
  EXPECT_EQ(ribbons.columns[0].median, (std::vector<double>{2, 20}));
  EXPECT_EQ(ribbons.columns[0].high, (std::vector<double>{3, 30}));
}

TEST(Ribbons, OfManyRunsOneInTwentyLiesOutsideOnEitherSide) {
  RibbonCollector collector{101};
  for (int i = 0; i <= 100; ++i) collector.add(seriesOf({static_cast<double>(i)}, {0}));
  const Ribbon ribbon = collector.finish().columns[0];
  EXPECT_EQ(ribbon.low[0], 5);
  EXPECT_EQ(ribbon.median[0], 50);
  EXPECT_EQ(ribbon.high[0], 95);
}

TEST(Ribbons, RunsWithNothingToSayDoNotCount) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  RibbonCollector collector{2};
  collector.add(seriesOf({nan, nan}, {0, 0}));
  collector.add(seriesOf({7}, {0}));  // Was stopped after its first interval.
  const Ribbon ribbon = collector.finish().columns[0];
  EXPECT_EQ(ribbon.low[0], 7);
  EXPECT_EQ(ribbon.high[0], 7);
  EXPECT_TRUE(std::isnan(ribbon.median[1]));
}

TEST(Ribbons, BeyondTheBudgetOnlyFlowsAreKept) {
  RibbonCollector collector{2, 7};
  for (int i = 0; i < 2; ++i) collector.add(seriesOf({1, 2}, {3, 4}));
  const Ribbons ribbons = collector.finish();
  EXPECT_EQ(ribbons.columns[0].low.size(), 2U);
  EXPECT_TRUE(ribbons.columns[1].low.empty());
}

}  // namespace
}  // namespace headroom::test

#include "studies/tipping_point.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random.h"

namespace headroom {
namespace {

TEST(TippingPoint, IsFoundToThePrecisionWhereverTheSearchBegins) {
  for (const double truth : {100.0, 73.4, 20.0, 131.0, 640.0}) {
    TippingSearch search;
    search.start = 100;
    const double found = tippingPoint([&](double x) { return x <= truth; }, search);
    EXPECT_NEAR(found, truth, truth * search.precision) << truth;
  }
}

TEST(TippingPoint, IsInfiniteWhenEverythingHoldsAndZeroWhenNothingDoes) {
  TippingSearch search;
  search.start = 10;
  double most = 0;
  double least = 10;
  EXPECT_TRUE(
      std::isinf(tippingPoint([&](double x) { return most = std::max(most, x), true; }, search)));
  EXPECT_EQ(most, 80);  // It looks as far as it says, and no further.
  EXPECT_EQ(tippingPoint([&](double x) { return least = std::min(least, x), false; }, search), 0);
  EXPECT_DOUBLE_EQ(least, 10.0 / 256);
}

/// Each replication has a tipping point of its own around 50.
double truthOf(int replication) {
  const sim::Key key =
      sim::derive(sim::Key{1}, sim::saltOf("truth"), static_cast<std::uint64_t>(replication));
  return 45 + 10 * sim::unitInterval(key.bits);
}

TEST(TippingPoint, OfSeveralReplicationsIsTheMedianOfTheirOwn) {
  std::vector<double> truths;
  for (int r = 0; r < 9; ++r) truths.push_back(truthOf(r));
  std::sort(truths.begin(), truths.end());
  TippingSearch search;
  search.start = 400;
  const auto holds = [](std::size_t, double x, int replication) {
    return x <= truthOf(replication);
  };
  const MedianEstimate found = tippingPoints({search}, 9, 1, holds, {}).front();
  ASSERT_EQ(found.values.size(), 9U);
  for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(found.values[i], truths[i], truths[i] * 0.005);
  EXPECT_NEAR(found.median, truths[4], truths[4] * 0.005);
}

TEST(TippingPoint, IsTheSameOnAnyNumberOfThreads) {
  const std::vector<TippingSearch> questions{{.start = 10}, {.start = 50}, {.start = 90}};
  const auto holds = [](std::size_t q, double x, int replication) {
    return x <= truthOf(replication) + static_cast<double>(q);
  };
  const auto one = tippingPoints(questions, 7, 1, holds, {});
  const auto four = tippingPoints(questions, 7, 4, holds, {});
  for (std::size_t q = 0; q < questions.size(); ++q) EXPECT_EQ(one[q].values, four[q].values);
}

TEST(TippingPoint, ProgressEndsAtAll) {
  double last = 0;
  tippingPoints(
      {{.start = 1}, {.start = 2}}, 3, 2, [](std::size_t, double x, int) { return x < 1.5; },
      [&](double share) {
        EXPECT_GT(share, last);
        last = share;
      });
  EXPECT_EQ(last, 1);
}

}  // namespace
}  // namespace headroom

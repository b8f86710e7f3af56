// Two kinds of runs are told apart; one kind, however spread, is not taken for two.
#include "studies/modes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "sim/math.h"
#include "sim/random.h"

namespace headroom::test {
namespace {

using Draw = std::function<double(sim::Stream&)>;

double normal(sim::Stream& s) { return 100 + 10 * sim::normalQuantile(s.nextUnit()); }
double uniform(sim::Stream& s) { return s.nextUnit(); }
double exponential(sim::Stream& s) { return -sim::log(s.nextUnit()); }

/// In how many of 1000 samples of `size` two modes are seen.
int seen(std::size_t size, const Draw& draw) {
  sim::Stream stream{sim::Key{sim::saltOf("modes")}};
  int count = 0;
  for (int round = 0; round < 1000; ++round) {
    std::vector<double> values;
    for (std::size_t i = 0; i < size; ++i) values.push_back(draw(stream));
    count += twoModes(values).has_value() ? 1 : 0;
  }
  return count;
}

TEST(Modes, OneKindOfRunsIsSeldomTakenForTwo) {
  for (const std::size_t size : {10U, 20U, 40U, 100U}) {
    EXPECT_LT(seen(size, normal), 10) << size;
    EXPECT_LT(seen(size, uniform), 10) << size;
    EXPECT_LT(seen(size, exponential), 60) << size << ": a tail's last value may stand alone";
  }
}

TEST(Modes, SurvivalAndCollapseAreToldApartWhateverTheirShares) {
  for (const double share : {0.1, 0.5, 0.9}) {
    const auto draw = [share](sim::Stream& s) {
      const bool collapsed = s.nextUnit() < share;
      return collapsed ? 20 + 3 * sim::normalQuantile(s.nextUnit()) : 500 + normal(s) / 10;
    };
    // Samples of twenty without one of the rarer kind: 0.9^20 = 12 %.
    EXPECT_GT(seen(20, draw), 800) << share;
  }
}

TEST(Modes, BothAreDescribed) {
  const auto modes = twoModes({500, 12, 502, 10, 498, 11, 500});
  ASSERT_TRUE(modes.has_value());
  EXPECT_DOUBLE_EQ(modes->low, 11);
  EXPECT_DOUBLE_EQ(modes->high, 500);
  EXPECT_EQ(modes->lowCount, 3u);
  EXPECT_EQ(modes->highCount, 4u);
  EXPECT_DOUBLE_EQ(modes->split, 255);
}

TEST(Modes, ASmallStepIsNoMatterOfSurvival) {
  EXPECT_FALSE(twoModes({1, 1, 1, 0.9998, 0.9998, 1, 0.9998}).has_value());
}

TEST(Modes, NeverIsAKindOfItsOwn) {
  const double never = std::numeric_limits<double>::infinity();
  const auto modes = twoModes({7, never, 8});
  ASSERT_TRUE(modes.has_value());
  EXPECT_DOUBLE_EQ(modes->low, 7.5);
  EXPECT_TRUE(std::isinf(modes->high));
  EXPECT_EQ(modes->highCount, 1u);
  EXPECT_FALSE(twoModes({never, never}).has_value());
}

TEST(Modes, FewValuesTellNothing) {
  EXPECT_FALSE(twoModes({1, 1, 100, 100}).has_value());
  EXPECT_FALSE(twoModes({}).has_value());
}

}  // namespace
}  // namespace headroom::test

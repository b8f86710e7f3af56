#include "models/traffic/load_curve.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/traffic/arrival_process.h"

namespace headroom {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// 100/s held 10 s, ramp to 300/s over 10 s, jump to 50/s, held 10 s.
LoadCurve curve() {
  WorkloadSpec spec;
  spec.startRate = Rate{100};
  spec.stages = {{Rate{100}, seconds{10}, ""},
                 {Rate{300}, seconds{10}, ""},
                 {Rate{50}, Duration::zero(), ""},
                 {Rate{50}, seconds{10}, ""}};
  return LoadCurve{spec};
}

TEST(LoadCurve, HoldsRampsAndJumps) {
  const LoadCurve c = curve();
  EXPECT_DOUBLE_EQ(c.rateAt(seconds{5}), 100);
  EXPECT_DOUBLE_EQ(c.rateAt(seconds{15}), 200);
  EXPECT_DOUBLE_EQ(c.rateAt(seconds{20}), 50);
  EXPECT_DOUBLE_EQ(c.total(), 1000 + 2000 + 500);
  EXPECT_EQ(c.end(), seconds{30});
  EXPECT_DOUBLE_EQ(c.cumulative(seconds{15}), 1000 + 750);
}

TEST(LoadCurve, TimeOfIsTheInverse) {
  const LoadCurve c = curve();
  std::size_t hint = 0;
  for (double n = 0.5; n < 3500; n += 7.3)
    EXPECT_NEAR(c.cumulative(c.timeOf(n, hint)), n, 1e-5) << n;
  EXPECT_EQ(c.timeOf(3500, hint), kNever);
}

TEST(ArrivalProcess, ConstantArrivalsAreEvenlySpacedFromZero) {
  WorkloadSpec spec;
  spec.startRate = Rate{10};
  spec.stages = {{Rate{10}, seconds{2}, ""}};
  const LoadCurve c{spec};
  ArrivalProcess process{{.kind = Arrivals::constant}, sim::Key{1}};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(process.next(c), milliseconds{100 * i});
  EXPECT_EQ(process.next(c), kNever);
}

struct Gaps {
  double mean = 0, variance = 0;
  int count = 0;
};

Gaps gapsOf(ArrivalLaw law) {
  WorkloadSpec spec;
  spec.startRate = Rate{100};
  spec.stages = {{Rate{100}, seconds{1000}, ""}};
  const LoadCurve c{spec};
  ArrivalProcess process{std::move(law), sim::Key{3}};
  Gaps gaps;
  double sum = 0;
  double squares = 0;
  for (Time last = process.next(c), at; (at = process.next(c)) != kNever; last = at) {
    const double gap = toSeconds(at - last);
    sum += gap;
    squares += gap * gap;
    ++gaps.count;
  }
  gaps.mean = sum / gaps.count;
  gaps.variance = squares / gaps.count - gaps.mean * gaps.mean;
  return gaps;
}

TEST(ArrivalProcess, PoissonGapsVaryAsTheirMean) {
  const Gaps gaps = gapsOf({.kind = Arrivals::poisson});
  EXPECT_NEAR(gaps.mean, 0.01, 0.0001);
  EXPECT_NEAR(gaps.variance / (gaps.mean * gaps.mean), 1, 0.03);
}

TEST(ArrivalProcess, UniformGapsVaryByAThird) {
  const Gaps gaps = gapsOf({.kind = Arrivals::uniform});
  EXPECT_NEAR(gaps.mean, 0.01, 0.0001);
  EXPECT_NEAR(gaps.variance / (gaps.mean * gaps.mean), 1.0 / 3, 0.01);
}

TEST(ArrivalProcess, RenewalGapsHaveTheRateOfTheCurveAndTheShapeOfTheirLaw) {
  const Gaps gaps = gapsOf({.kind = Arrivals::renewal,
                            .gaps = sim::Erlang{4, seconds{7}},  // Whose mean does not matter.
                            .meanGap = 7});
  EXPECT_NEAR(gaps.mean, 0.01, 0.0001);
  EXPECT_NEAR(gaps.variance / (gaps.mean * gaps.mean), 0.25, 0.01);
}

TEST(ArrivalProcess, ABatchArrivesAtOneInstantAndTheRateCountsItsRequests) {
  const Gaps gaps = gapsOf({.kind = Arrivals::poisson, .batch = 4});
  EXPECT_NEAR(gaps.mean, 0.01, 0.0002);
  // Three gaps of none, and one exponential of mean 4: E[gap^2] = 2 * 16 / 4.
  EXPECT_NEAR(gaps.variance / (gaps.mean * gaps.mean), 7, 0.2);
}

}  // namespace
}  // namespace headroom

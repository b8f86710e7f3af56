#include "sim/distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace headroom::sim {
namespace {

using std::chrono::milliseconds;
constexpr std::size_t kDraws = 200'000;

std::vector<double> drawsOf(const Distribution& distribution) {
  std::vector<double> values;
  for (std::size_t i = 0; i < kDraws; ++i)
    values.push_back(toSeconds(draw(distribution, derive(Key{17}, 3, i))));
  return values;
}

/// Largest distance to the distribution function; sqrt(n) D < 2.8 has p = 3e-7 (Kolmogorov).
void expectLaw(const Distribution& distribution, const std::function<double(double)>& cdf) {
  std::vector<double> values = drawsOf(distribution);
  std::sort(values.begin(), values.end());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double f = cdf(values[i]);
    distance = std::max({distance, std::fabs(f - static_cast<double>(i) / kDraws),
                         std::fabs(f - static_cast<double>(i + 1) / kDraws)});
  }
  EXPECT_LT(distance * std::sqrt(static_cast<double>(kDraws)), 2.8);
}

/// Mean and squared coefficient of variation, as drawn, are those the law says of itself.
void expectMoments(const Distribution& distribution, double tolerance) {
  const std::vector<double> values = drawsOf(distribution);
  double mean = 0;
  for (const double v : values) mean += v / kDraws;
  double variance = 0;
  for (const double v : values) variance += (v - mean) * (v - mean) / kDraws;
  EXPECT_NEAR(mean / meanSeconds(distribution), 1, tolerance);
  EXPECT_NEAR(variance / (mean * mean), squaredCoefficientOfVariation(distribution),
              10 * tolerance * (0.1 + squaredCoefficientOfVariation(distribution)));
}

double normalCdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

TEST(Distribution, ConstantIsConstant) {
  EXPECT_EQ(draw(Constant{milliseconds{3}}, Key{1}), milliseconds{3});
  EXPECT_EQ(squaredCoefficientOfVariation(Constant{milliseconds{3}}), 0);
}

TEST(Distribution, Exponential) {
  const Exponential d{milliseconds{5}};
  expectLaw(d, [](double x) { return 1 - std::exp(-x / 0.005); });
  expectMoments(d, 0.01);
}

TEST(Distribution, Uniform) {
  const Uniform d{milliseconds{2}, milliseconds{6}};
  expectLaw(d, [](double x) { return std::clamp((x - 0.002) / 0.004, 0.0, 1.0); });
  expectMoments(d, 0.01);
}

TEST(Distribution, ErlangOfThree) {
  const Erlang d{3, milliseconds{6}};
  expectLaw(d, [](double x) {
    const double y = x / 0.002;
    return 1 - std::exp(-y) * (1 + y + y * y / 2);
  });
  expectMoments(d, 0.01);
  expectMoments(Erlang{40, milliseconds{6}}, 0.01);
}

TEST(Distribution, LognormalByMeanAndP99GivesBothBack) {
  const Lognormal d = lognormalFromMeanAndP99(0.0015, 0.006);
  EXPECT_NEAR(meanSeconds(d), 0.0015, 1e-12);
  EXPECT_NEAR(normalCdf((std::log(0.006) - d.mu) / d.sigma), 0.99, 1e-12);
  EXPECT_LT(d.sigma, 2.3264);  // The smaller of the two solutions.
  expectLaw(d, [d](double x) { return normalCdf((std::log(x) - d.mu) / d.sigma); });
  expectMoments(d, 0.02);
}

TEST(Distribution, Hyperexponential) {
  const Hyperexponential d{{{0.9, milliseconds{2}}, {0.1, milliseconds{40}}}};
  expectLaw(d, [](double x) { return 1 - 0.9 * std::exp(-x / 0.002) - 0.1 * std::exp(-x / 0.04); });
  expectMoments(d, 0.03);
}

TEST(Distribution, ParetoWithAndWithoutACap) {
  expectLaw(Pareto{2.5, milliseconds{1}}, [](double x) { return 1 - std::pow(0.001 / x, 2.5); });
  const Pareto capped{0.9, milliseconds{1}, milliseconds{500}};
  const double mass = 1 - std::pow(0.001 / 0.5, 0.9);
  expectLaw(capped, [mass](double x) { return (1 - std::pow(0.001 / x, 0.9)) / mass; });
  expectMoments(capped, 0.03);
  EXPECT_TRUE(std::isinf(meanSeconds(Pareto{1, milliseconds{1}})));
}

TEST(Distribution, EmpiricalIsLinearBetweenQuantiles) {
  const auto sorted = std::make_shared<const std::vector<Duration>>(
      std::vector<Duration>{milliseconds{1}, milliseconds{2}, milliseconds{4}, milliseconds{8}});
  expectMoments(Empirical{sorted}, 0.01);
  std::size_t atEnds = 0;
  for (const double v : drawsOf(Empirical{sorted})) {
    ASSERT_GE(v, 0.001);
    ASSERT_LE(v, 0.008);
    atEnds += v == 0.001 || v == 0.008 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(atEnds) / kDraws, 0.25, 0.01);
}

// Variants of a scenario that differ in a speed share random numbers only if this holds.
TEST(Distribution, AnExponentialOfTwiceTheMeanIsTwiceAsLong) {
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const Key key = derive(Key{23}, 1, i);
    const Duration once = draw(Exponential{milliseconds{5}}, key);
    const Duration twice = draw(Distribution{Exponential{milliseconds{10}}}, key);
    EXPECT_LE(std::abs((twice - 2 * once).count()), 1) << i;
  }
}

TEST(Distribution, NoDrawIsLongerThanTheClockHolds) {
  const Lognormal endless{100, 1};
  EXPECT_EQ(draw(endless, derive(Key{1}, 1)).count(), 4'600'000'000'000'000'000);
}

TEST(Distribution, TheSameKeyDrawsTheSame) {
  const Distribution d = Erlang{9, milliseconds{5}};
  EXPECT_EQ(draw(d, Key{5}), draw(d, Key{5}));
  EXPECT_NE(draw(d, Key{5}), draw(d, Key{6}));
}

}  // namespace
}  // namespace headroom::sim

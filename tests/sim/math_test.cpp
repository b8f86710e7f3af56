#include "sim/math.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>

#include "sim/random.h"

namespace headroom::sim {
namespace {

/// Distance in units in the last place.
double ulps(double a, double b) {
  return std::fabs(
      static_cast<double>(std::bit_cast<std::int64_t>(a) - std::bit_cast<std::int64_t>(b)));
}

TEST(Math, LogIsWithinTwoUlpOfLibm) {
  Stream stream{Key{1}};
  double worst = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = i % 2 == 0 ? stream.nextUnit() : std::exp((stream.nextUnit() - 0.5) * 1000);
    if (std::fabs(std::log(x)) > 1e-3) worst = std::max(worst, ulps(log(x), std::log(x)));
  }
  EXPECT_LE(worst, 2);
  EXPECT_EQ(log(1), 0);
  EXPECT_NEAR(log(5e-324), std::log(5e-324), 1e-12);
}

TEST(Math, ExpIsWithinThreeUlpOfLibm) {
  Stream stream{Key{2}};
  double worst = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = (stream.nextUnit() - 0.5) * 1400;
    worst = std::max(worst, ulps(exp(x), std::exp(x)));
  }
  EXPECT_LE(worst, 3);
  EXPECT_EQ(exp(0), 1);
  EXPECT_TRUE(std::isinf(exp(710)));
  EXPECT_EQ(exp(-800), 0);
}

TEST(Math, NormalQuantileInvertsTheDistributionFunction) {
  for (double p = 1e-300; p < 1e-3; p *= 7) {
    const double z = normalQuantile(p);
    EXPECT_NEAR(0.5 * std::erfc(-z / std::sqrt(2.0)) / p, 1, 1e-11) << p;
  }
  for (double p = 0.001; p < 1; p += 0.001)
    EXPECT_NEAR(0.5 * std::erfc(-normalQuantile(p) / std::sqrt(2.0)), p, 1e-14);
  EXPECT_NEAR(normalQuantile(0.99), 2.3263478740408408, 1e-14);
}

// Bits on record: a compiler or a machine that computes otherwise breaks "same seed, same bytes".
TEST(Math, BitsAreTheSameEverywhere) {
  std::uint64_t folded = 0;
  Stream stream{Key{3}};
  for (int i = 0; i < 10'000; ++i) {
    const double u = stream.nextUnit();
    for (const double value : {log(u), exp(20 * u - 10), pow(u, 1.7), normalQuantile(u)})
      folded = mix64(folded ^ std::bit_cast<std::uint64_t>(value));
  }
  EXPECT_EQ(folded, 0x76FDE40D9601DED5ULL) << std::hex << folded;
}

}  // namespace
}  // namespace headroom::sim

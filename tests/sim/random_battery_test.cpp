// A statistical battery for the keyed generator, used as the simulator uses it: over consecutive
// requests, salts and attempts, and down a path of calls. Each statistic is a normal deviate under
// the null hypothesis; with some 700 of them, |z| < 6.2 keeps the family-wise error below 1e-6.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <vector>

#include "sim/random.h"

namespace headroom::sim {
namespace {

constexpr double kLimit = 6.2;
constexpr std::uint64_t kDraws = 1 << 18;
using Sequence = std::function<std::uint64_t(std::uint64_t)>;

/// Chi-square with k-1 degrees of freedom as a normal deviate (Wilson and Hilferty 1931).
double deviate(double chi, double freedom) {
  const double c = 2 / (9 * freedom);
  return (std::cbrt(chi / freedom) - (1 - c)) / std::sqrt(c);
}

double bitBalance(const Sequence& next) {
  std::array<std::int64_t, 64> ones{};
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const std::uint64_t x = next(i);
    for (int bit = 0; bit < 64; ++bit)
      ones[static_cast<std::size_t>(bit)] += static_cast<std::int64_t>(x >> bit & 1);
  }
  double worst = 0;
  for (const std::int64_t n : ones)
    worst =
        std::max(worst, std::fabs(static_cast<double>(n) - kDraws / 2.0) / std::sqrt(kDraws / 4.0));
  return worst;
}

double byteChiSquare(const Sequence& next) {
  double worst = 0;
  for (const int shift : {0, 8, 24, 40, 56}) {
    std::array<double, 256> seen{};
    for (std::uint64_t i = 0; i < kDraws; ++i) ++seen[next(i) >> shift & 0xFF];
    double chi = 0;
    for (const double n : seen)
      chi += (n - kDraws / 256.0) * (n - kDraws / 256.0) / (kDraws / 256.0);
    worst = std::max(worst, std::fabs(deviate(chi, 255)));
  }
  return worst;
}

double serialCorrelation(const Sequence& next) {
  double worst = 0;
  for (const std::uint64_t lag : {1u, 2u, 7u, 256u}) {
    double sum = 0;
    for (std::uint64_t i = 0; i < kDraws; ++i)
      sum += (unitInterval(next(i)) - 0.5) * (unitInterval(next(i + lag)) - 0.5);
    worst = std::max(worst, std::fabs(sum) / (std::sqrt(static_cast<double>(kDraws)) / 12));
  }
  return worst;
}

/// Pairs of neighbours on a 64 x 64 grid.
double pairChiSquare(const Sequence& next) {
  std::vector<double> seen(4096);
  for (std::uint64_t i = 0; i < kDraws; ++i)
    ++seen[(next(2 * i) >> 58) << 6 | next(2 * i + 1) >> 58];
  double chi = 0;
  const double expected = kDraws / 4096.0;
  for (const double n : seen) chi += (n - expected) * (n - expected) / expected;
  return std::fabs(deviate(chi, 4095));
}

/// Repetitions among the high 32 bits: Poisson with mean n^2 / 2^33.
double collisions(const Sequence& next) {
  std::vector<std::uint32_t> seen;
  for (std::uint64_t i = 0; i < kDraws; ++i)
    seen.push_back(static_cast<std::uint32_t>(next(i) >> 32));
  std::sort(seen.begin(), seen.end());
  double repeated = 0;
  for (std::size_t i = 1; i < seen.size(); ++i) repeated += seen[i] == seen[i - 1] ? 1 : 0;
  const double mean = static_cast<double>(kDraws) * kDraws / 0x1p33;
  return std::fabs(2 * (std::sqrt(repeated + 0.375) - std::sqrt(mean + 0.375)));
}

/// The worst deviate of all.
double battery(const Sequence& next) {
  return std::max({bitBalance(next), byteChiSquare(next), serialCorrelation(next),
                   pairChiSquare(next), collisions(next)});
}

TEST(RandomBattery, DrawsOfConsecutiveRequestsAreIndependent) {
  const Key root = derive(Key{saltOf("run")}, 1);
  EXPECT_LT(battery([&](std::uint64_t i) { return derive(root, saltOf("flow"), i).bits; }), kLimit);
}

TEST(RandomBattery, DrawsOfConsecutiveSaltsAreIndependent) {
  const Key root{42};
  EXPECT_LT(battery([&](std::uint64_t i) { return derive(root, i).bits; }), kLimit);
}

TEST(RandomBattery, DrawsDownAPathOfCallsAndAttemptsAreIndependent) {
  const Key root{7};
  const std::uint64_t call = saltOf("call app/0");
  const std::uint64_t work = saltOf("work db.q q");
  EXPECT_LT(battery([&](std::uint64_t i) {
              return derive(derive(derive(root, 3, i / 4), call, 1 + i % 4), work).bits;
            }),
            kLimit);
}

TEST(RandomBattery, ServiceTimesMixedOnceMoreAreIndependent) {
  EXPECT_LT(battery([](std::uint64_t i) { return mix64(derive(Key{9}, 5, i).bits); }), kLimit);
}

TEST(RandomBattery, TheSequentialStreamPassesToo) {
  std::vector<std::uint64_t> values;
  Stream stream{Key{1}};
  for (std::uint64_t i = 0; i < 2 * kDraws + 2; ++i) values.push_back(stream.next());
  EXPECT_LT(battery([&](std::uint64_t i) { return values[i]; }), kLimit);
}

TEST(RandomBattery, EachInputBitFlipsEachOutputBitHalfTheTime) {
  constexpr int kTrials = 4096;
  double worst = 0;
  for (int bit = 0; bit < 64; ++bit) {
    std::array<int, 64> flips{};
    for (int t = 0; t < kTrials; ++t) {
      const std::uint64_t x = mix64(static_cast<std::uint64_t>(t) + 1);
      const std::uint64_t change =
          derive(Key{x}, 5).bits ^ derive(Key{x ^ (std::uint64_t{1} << bit)}, 5).bits;
      for (int out = 0; out < 64; ++out)
        flips[static_cast<std::size_t>(out)] += static_cast<int>(change >> out & 1);
    }
    for (const int n : flips)
      worst = std::max(worst, std::fabs(n - kTrials / 2.0) / std::sqrt(kTrials / 4.0));
  }
  EXPECT_LT(worst, 7);  // The largest of 4096 deviates.
}

TEST(RandomBattery, RejectsPoorMixers) {
  EXPECT_GT(battery([](std::uint64_t i) { return i; }), kLimit);
  EXPECT_GT(battery([](std::uint64_t i) { return i * 0x9E3779B97F4A7C15ULL; }), kLimit);
  EXPECT_GT(battery([](std::uint64_t i) { return (i * 6364136223846793005ULL + 1) ^ (i << 7); }),
            kLimit);
}

}  // namespace
}  // namespace headroom::sim

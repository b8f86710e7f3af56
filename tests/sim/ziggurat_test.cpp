// Statistical tests of the two ziggurats at fixed keys, of the law as a whole and of the places
// where a mistake would hide: the wedges (one draw in 90) and the tail (one in 2 000). Each
// statistic has p < 1e-6 under the null hypothesis.
#include "sim/ziggurat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <vector>

namespace headroom::sim {
namespace {

constexpr std::uint64_t kDraws = 4'000'000;
constexpr double kFiveSigma = 5;

Key keyOf(std::uint64_t i) { return derive(Key{saltOf("ziggurat test")}, 1, i); }

/// What a law has to be, from formulas of its own: all of |x|, the normal's sign apart.
struct Law {
  const char* name;
  const Ziggurat& ziggurat;
  double (*draw)(Key);
  double (*density)(double);   ///< f(x), f(0) = 1.
  double (*integral)(double);  ///< Of f from 0 to x.
  double (*beyond)(double);    ///< P(|X| > x).
  std::vector<double> moments;

  double width(std::size_t layer) const { return ziggurat.layers[layer].step * 0x1p53; }
  double tailFrom() const { return width(1); }
  /// Area of a layer: the rectangle up to r and the tail beyond it.
  double area() const {
    const double r = tailFrom();
    return r * density(r) + integral(INFINITY) - integral(r);
  }
};

const double kHalfRoot2Pi = std::sqrt(std::acos(-1.0) / 2);

const Law kExponential{"exponential",
                       kExponentialZiggurat,
                       [](Key key) { return standardExponential(key); },
                       [](double x) { return std::exp(-x); },
                       [](double x) { return -std::expm1(-x); },
                       [](double x) { return std::exp(-x); },
                       {1, 2, 6, 24, 120, 720, 5040, 40320}};
const Law kNormal{"normal",
                  kNormalZiggurat,
                  [](Key key) { return standardNormal(key); },
                  [](double x) { return std::exp(-x * x / 2); },
                  [](double x) { return kHalfRoot2Pi * std::erf(x / std::sqrt(2.0)); },
                  [](double x) { return std::erfc(x / std::sqrt(2.0)); },
                  {0, 1, 0, 3, 0, 15, 0, 105}};

class ZigguratTest : public testing::TestWithParam<const Law*> {
 protected:
  const Law& law() const { return *GetParam(); }
};

TEST_P(ZigguratTest, LayersAreOfEqualAreaAndEndAtTheTop) {
  const auto& [layers, height] = law().ziggurat;
  const double area = law().area();
  EXPECT_NEAR(law().width(0) * law().density(law().tailFrom()) / area, 1, 1e-12);
  for (std::size_t i = 1; i < Ziggurat::kLayers; ++i) {
    EXPECT_NEAR(height[i] / law().density(law().width(i)), 1, 1e-12) << i;
    EXPECT_NEAR(law().width(i) * (height[i + 1] - height[i]) / area, 1, 1e-10) << i;
  }
  EXPECT_EQ(height.back(), 1);
  for (std::size_t i = 0; i + 1 < Ziggurat::kLayers; ++i)
    EXPECT_NEAR(static_cast<double>(layers[i].inside) * layers[i].step, law().width(i + 1), 1e-14);
  EXPECT_EQ(layers.back().inside, 0u);
}

/// Kolmogorov's statistic sqrt(n) D of the values against a distribution function; its limit 2.8
/// has p = 3e-7.
template <class Cdf>
double kolmogorov(std::vector<double> values, const Cdf& cdf) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double at = cdf(values[i]);
    distance =
        std::max({distance, at - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - at});
  }
  return distance * std::sqrt(n);
}
constexpr double kKolmogorovLimit = 2.8;

TEST_P(ZigguratTest, FollowsItsDistributionFunction) {
  std::vector<double> values;
  for (std::uint64_t i = 0; i < kDraws; ++i) values.push_back(std::fabs(law().draw(keyOf(i))));
  EXPECT_LT(kolmogorov(std::move(values), [&](double x) { return 1 - law().beyond(x); }),
            kKolmogorovLimit);
}

TEST_P(ZigguratTest, HasItsMoments) {
  std::array<double, 4> sums{};
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double x = law().draw(keyOf(i));
    double power = 1;
    for (double& sum : sums) sum += power *= x;
  }
  for (std::size_t k = 1; k <= sums.size(); ++k) {
    const double mean = law().moments[k - 1];
    const double variance = law().moments[2 * k - 1] - mean * mean;
    EXPECT_NEAR(sums[k - 1] / kDraws, mean, kFiveSigma * std::sqrt(variance / kDraws)) << k;
  }
}

/// Chi-square as a normal deviate (Wilson and Hilferty 1931).
double deviate(double chi, double freedom) {
  const double c = 2 / (9 * freedom);
  return (std::cbrt(chi / freedom) - (1 - c)) / std::sqrt(c);
}

// Points accepted in the wedge of layer i have the density f - f(x_i) there. In halves, so that the
// law within a wedge is tested, too.
TEST_P(ZigguratTest, WedgesAreFilledUpToTheCurve) {
  std::vector<double> seen(2 * Ziggurat::kLayers);
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const Key key = keyOf(i);
    const auto& layer = law().ziggurat.layerOf(key.bits);
    const std::uint64_t place = Ziggurat::placeOf(key.bits);
    const std::size_t at = key.bits % Ziggurat::kLayers;
    const double x = Ziggurat::at(layer, place);
    if (at == 0 || place < layer.inside || std::fabs(law().draw(key)) != x) continue;
    const double next = static_cast<double>(layer.inside) * layer.step;
    ++seen[2 * at + (x < (law().width(at) + next) / 2 ? 0 : 1)];
  }
  double chi = 0;
  int cells = 0;
  for (std::size_t i = 1; i < Ziggurat::kLayers; ++i) {
    const double right = law().width(i);
    const double left = i + 1 < Ziggurat::kLayers ? law().width(i + 1) : 0;
    const double edges[] = {left, (left + right) / 2, right};
    for (std::size_t half = 0; half < 2; ++half) {
      const double under = law().integral(edges[half + 1]) - law().integral(edges[half]);
      const double rectangle = law().density(right) * (edges[half + 1] - edges[half]);
      const double expected = kDraws * (under - rectangle) / (Ziggurat::kLayers * law().area());
      if (expected < 5) continue;
      const double apart = seen[2 * i + half] - expected;
      chi += apart * apart / expected;
      ++cells;
    }
  }
  EXPECT_GT(cells, 400);
  EXPECT_LT(std::fabs(deviate(chi, cells)), kFiveSigma);
}

TEST_P(ZigguratTest, TheTailIsAsHeavyAsItsLaw) {
  const double r = law().tailFrom();
  double count = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) count += std::fabs(law().draw(keyOf(i))) > r ? 1 : 0;
  const double expected = kDraws * law().beyond(r);
  EXPECT_GT(expected, 1000);
  EXPECT_NEAR(count, expected, kFiveSigma * std::sqrt(expected));
}

// With keys that point beyond r, of which there would be too few to see a law.
TEST_P(ZigguratTest, TheTailGoesOnAsItsLaw) {
  const double r = law().tailFrom();
  const std::uint64_t inside = law().ziggurat.layers[0].inside;
  std::vector<double> tail;
  for (std::uint64_t i = 0; i < kDraws / 4; ++i) {
    const std::uint64_t place = inside + keyOf(i).bits % ((std::uint64_t{1} << 53) - inside);
    tail.push_back(std::fabs(law().draw(Key{place << 11 | (i & 7) << 8})));
    ASSERT_GE(tail.back(), r);
  }
  const auto cdf = [&](double x) { return 1 - law().beyond(x) / law().beyond(r); };
  EXPECT_LT(kolmogorov(std::move(tail), cdf), kKolmogorovLimit);
}

INSTANTIATE_TEST_SUITE_P(Laws, ZigguratTest, testing::Values(&kExponential, &kNormal),
                         [](const auto& law) { return law.param->name; });

TEST(Ziggurat, SignsAreBalancedInEveryLayer) {
  std::array<double, Ziggurat::kLayers> positive{};
  std::array<double, Ziggurat::kLayers> all{};
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const Key key = keyOf(i);
    const std::size_t layer = key.bits % Ziggurat::kLayers;
    ++all[layer];
    positive[layer] += standardNormal(key) > 0 ? 1 : 0;
  }
  double chi = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    chi += 4 * (positive[i] - all[i] / 2) * (positive[i] - all[i] / 2) / all[i];
  EXPECT_LT(std::fabs(deviate(chi, Ziggurat::kLayers)), kFiveSigma);
}

// Bits on record: a compiler or a machine that computes otherwise breaks "same seed, same bytes".
TEST(Ziggurat, BitsAreTheSameEverywhere) {
  std::uint64_t folded = 0;
  for (const Ziggurat* z : {&kExponentialZiggurat, &kNormalZiggurat})
    for (std::size_t i = 0; i < Ziggurat::kLayers; ++i)
      for (const std::uint64_t word :
           {std::bit_cast<std::uint64_t>(z->layers[i].step), z->layers[i].inside,
            std::bit_cast<std::uint64_t>(z->height[i])})
        folded = mix64(folded ^ word);
  for (std::uint64_t i = 0; i < 100'000; ++i)
    for (const double value : {standardExponential(keyOf(i)), standardNormal(keyOf(i))})
      folded = mix64(folded ^ std::bit_cast<std::uint64_t>(value));
  EXPECT_EQ(folded, 0xBE48179A76D6D0CBULL) << std::hex << folded;
}

}  // namespace
}  // namespace headroom::sim

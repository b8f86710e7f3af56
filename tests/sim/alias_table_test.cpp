#include "sim/alias_table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random.h"

namespace headroom::sim {
namespace {

TEST(AliasTable, DrawsInProportionToTheWeights) {
  std::vector<double> weights = zipfWeights(1.1, 50);
  weights[7] = 0;
  const AliasTable table{weights};
  double sum = 0;
  for (const double w : weights) sum += w;
  constexpr std::uint64_t kDraws = 500'000;
  std::vector<double> seen(weights.size());
  for (std::uint64_t i = 0; i < kDraws; ++i) ++seen[table.draw(derive(Key{3}, 1, i).bits)];
  EXPECT_EQ(seen[7], 0);
  double chi = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double expected = kDraws * weights[i] / sum;
    if (expected > 0) chi += (seen[i] - expected) * (seen[i] - expected) / expected;
  }
  EXPECT_LT(chi, 120);  // 48 degrees of freedom: p = 2e-8.
}

TEST(AliasTable, OneIndexIsAlwaysDrawn) {
  const AliasTable table{{3.0}};
  EXPECT_EQ(table.draw(0), 0u);
  EXPECT_EQ(table.draw(~0ULL), 0u);
}

TEST(AliasTable, EqualWeightsUseEveryIndex) {
  const AliasTable table{zipfWeights(0, 10)};
  for (std::uint64_t i = 0; i < 10; ++i)
    EXPECT_EQ(table.draw(i * (~0ULL / 10) + 1'000'000), static_cast<std::uint32_t>(i));
}

TEST(Zipf, WeightsFallByTheirRank) {
  const std::vector<double> w = zipfWeights(1.1, 1000);
  EXPECT_EQ(w[0], 1);
  EXPECT_NEAR(w[999], std::pow(1000.0, -1.1), 1e-15);
}

}  // namespace
}  // namespace headroom::sim

// Sampling an index from fixed weights in constant time, one 64-bit draw each.
// Source: Walker 1977; Vose 1991 (linear-time construction). Keys, branches, mixtures.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom::sim {

/// Immutable after construction. 12 bytes per index.
class AliasTable {
 public:
  /// `weights`: at least one, all >= 0, sum > 0; need not be normalised. At most 2^32 - 1 of them.
  explicit AliasTable(const std::vector<double>& weights);

  /// An index with probability weight/sum, from 64 random bits.
  std::uint32_t draw(std::uint64_t bits) const;
  std::size_t size() const { return threshold_.size(); }

 private:
  std::vector<double> threshold_;
  std::vector<std::uint32_t> alias_;
};

/// Weights 1/i^exponent for i = 1..count (Zipf); exponent 0 is uniform.
std::vector<double> zipfWeights(double exponent, std::uint64_t count);

}  // namespace headroom::sim

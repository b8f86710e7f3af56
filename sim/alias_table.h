// Sampling an index from fixed weights in constant time, one 64-bit draw each.
// Source: Walker 1977; Vose 1991 (linear-time construction). Keys, branches, mixtures.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom::sim {

/// Immutable after construction. 8 bytes per index, and a draw touches one of them.
///
/// Each index has a cell, its own up to a threshold and its alias's beyond. Thresholds are rounded
/// to 2^-32 of a cell: the probability of an index with weight w is off by at most 2^-32 times the
/// share of cells that name it, so by less than 2^-32 (and weights below 2^-33 of the mean weight
/// may never be drawn).
class AliasTable {
 public:
  /// `weights`: at least one, all >= 0, sum > 0; need not be normalised. At most 2^32 - 1 of them.
  explicit AliasTable(const std::vector<double>& weights);

  /// An index with probability weight/sum, from 64 random bits.
  std::uint32_t draw(std::uint64_t bits) const {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(bits) * cells_.size();
    const auto index = static_cast<std::uint32_t>(product >> 64);
    const auto fraction = static_cast<std::uint32_t>(static_cast<std::uint64_t>(product) >> 32);
    const Cell cell = cells_[index];
    return fraction < cell.threshold ? index : cell.alias;
  }
  std::size_t size() const { return cells_.size(); }

 private:
  struct alignas(8) Cell {
    std::uint32_t threshold = 0;  ///< In 2^-32 of the cell.
    std::uint32_t alias = 0;      ///< The index itself where all of the cell is its own.
  };
  std::vector<Cell> cells_;
};

/// Weights 1/i^exponent for i = 1..count (Zipf); exponent 0 is uniform.
std::vector<double> zipfWeights(double exponent, std::uint64_t count);

}  // namespace headroom::sim

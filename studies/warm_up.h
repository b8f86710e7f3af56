// Where a steady-state run has forgotten its empty start: MSER-5.
#pragma once

#include <cstddef>
#include <vector>

namespace headroom {

struct WarmUp {
  std::size_t cut = 0;  ///< Observations to drop from the start, a multiple of 5.
  /// Whether the minimum lies in the first half, as it must to mean anything: else the series never
  /// settled, and more of it is needed.
  bool settled = false;
};

/// The truncation that makes the mean of the rest surest. Over means of five observations Z_1..Z_k:
///
///   MSER(d) = 1/(k - d)^2 * sum_{j > d} (Z_j - mean(Z_d+1..Z_k))^2,   cut = 5 argmin MSER(d)
///
/// the squared standard error of the mean of what is kept, as if it were independent. The last five
/// means are always kept: near the end the statistic is small by chance. Fewer than 50 observations
/// never count as settled. All values are finite.
///
/// Source: White, "An effective truncation heuristic for bias reduction in simulation output",
/// Simulation 69(6), 1997; means of five: White, Cobb and Spratt, Winter Simulation Conference
/// 2000. Simplified: ties go to the smaller cut; observations beyond the last five are not looked
/// at.
WarmUp mser5(const std::vector<double>& observations);

}  // namespace headroom

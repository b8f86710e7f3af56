// How sure a figure is: intervals for means and for shares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom {

struct Interval {
  double low = 0;
  double high = 0;
  bool contains(double x) const { return low <= x && x <= high; }
  bool operator==(const Interval&) const = default;
};

inline constexpr double kConfidence = 0.95;

/// A mean over independent values, with a Student-t interval mean ± halfWidth.
struct MeanEstimate {
  std::size_t count = 0;
  double mean = 0;
  double deviation = 0;  ///< Sample standard deviation (n - 1).
  double halfWidth = 0;  ///< Infinite for fewer than two values: one run tells no interval.
  double min = 0;
  double max = 0;
  Interval interval() const { return {mean - halfWidth, mean + halfWidth}; }
};

/// All values finite. The interval is exact for normal values, and close for means of many.
MeanEstimate meanEstimate(const std::vector<double>& values, double confidence = kConfidence);

/// Quantile of Student's t distribution; p in (0, 1), degreesOfFreedom > 0.
double studentQuantile(double p, double degreesOfFreedom);

/// Interval for the share behind `hits` of `trials`, two-sided; within [0, 1], also for 0 and all.
/// [0, 1] when there were no trials. Source: Wilson 1927, without continuity correction.
Interval wilsonInterval(std::uint64_t hits, std::uint64_t trials, double confidence = kConfidence);

/// Fewest trials, all of them hits, whose Wilson interval lies at or above `share` (73 for 95 %).
std::uint64_t trialsToShow(double share, double confidence = kConfidence);

}  // namespace headroom

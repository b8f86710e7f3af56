// A mergeable log-linear histogram of durations: recording is O(1) and never grows.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/time.h"

namespace headroom::sim {

/// Exact below 256 ns; above, 128 linear buckets per power of two, so that a bucket's midpoint is
/// within 0.4 % of every value in it. Covers 0 .. 2^62 ns in fixed memory (about 57 KiB).
/// Source: the log-linear layout of HdrHistogram (Tene), with midpoints as in DDSketch's spirit.
class Histogram {
 public:
  Histogram();
  void record(Duration value);
  void merge(const Histogram& other);
  /// O(range touched since the last clear).
  void clear();

  std::uint64_t count() const { return count_; }
  /// Exact sums, not from buckets. 0 when empty.
  double meanSeconds() const;
  Duration min() const;  ///< Exact; 0 when empty.
  Duration max() const;  ///< Exact; 0 when empty.
  /// The value at rank ceil(p * count) (nearest rank), as its bucket's midpoint clamped to [min,
  /// max]; p in [0, 1]; 0 when empty.
  Duration quantile(double p) const;

 private:
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  std::int64_t min_ = 0;
  std::int64_t max_ = 0;
  std::uint64_t sumHigh_ = 0;  ///< Sum in 128 bits: low and high word.
  std::uint64_t sumLow_ = 0;
  std::size_t lowest_ = 0;  ///< Touched bucket range, for clear() and merge().
  std::size_t highest_ = 0;
};

}  // namespace headroom::sim

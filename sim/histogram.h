// A mergeable log-linear histogram of durations: recording is O(1) and never grows.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/time.h"

namespace headroom::sim {

/// Exact below 256 ns; above, 128 linear buckets per power of two, so that a bucket's midpoint is
/// within 0.4 % of every value in it. Covers 0 .. 2^62 ns in fixed memory (about 57 KiB, taken with
/// the first value).
/// Source: the log-linear layout of HdrHistogram (Tene), with midpoints as in DDSketch's spirit.
class Histogram {
 public:
  void record(Duration value) {
    if (buckets_.empty()) [[unlikely]]
      takeMemory();
    const std::int64_t v = std::clamp<std::int64_t>(value.count(), 0, kLargest - 1);
    const std::size_t bucket = bucketOf(static_cast<std::uint64_t>(v));
    ++buckets_[bucket];
    lowest_ = std::min(lowest_, bucket);
    highest_ = std::max(highest_, bucket);
    min_ = std::min(min_, v);
    max_ = std::max(max_, v);
    ++count_;
    sum_ += static_cast<std::uint64_t>(v);
  }
  void merge(const Histogram& other);
  /// O(range touched since the last clear).
  void clear();

  std::uint64_t count() const { return count_; }
  /// Exact sums, not from buckets. 0 when empty.
  double meanSeconds() const;
  Duration min() const { return Duration{count_ == 0 ? 0 : min_}; }  ///< Exact; 0 when empty.
  Duration max() const { return Duration{max_}; }                    ///< Exact; 0 when empty.
  /// The value at rank ceil(p * count) (nearest rank), as its bucket's midpoint clamped to [min,
  /// max]; p in [0, 1]; 0 when empty.
  Duration quantile(double p) const;
  /// The same for several ascending p in one pass.
  void quantiles(std::span<const double> p, std::span<Duration> values) const;

 private:
  // Values below 2^8 have a bucket each; every further power of two has 2^7 buckets.
  static constexpr int kLinearBits = 7;
  static constexpr std::int64_t kLargest = std::int64_t{1} << 62;
  static constexpr std::size_t kBuckets = static_cast<std::size_t>(62 - kLinearBits + 2)
                                          << kLinearBits;
  static std::size_t bucketOf(std::uint64_t v) {
    if (v < (1u << (kLinearBits + 1))) return v;
    const int shift = static_cast<int>(std::bit_width(v)) - kLinearBits - 1;
    return (static_cast<std::size_t>(shift) << kLinearBits) + (v >> shift);
  }
  static std::int64_t middleOf(std::size_t bucket);
  void takeMemory();

  __extension__ using Sum = unsigned __int128;
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  std::int64_t min_ = kLargest;
  std::int64_t max_ = 0;
  Sum sum_ = 0;
  std::size_t lowest_ = kBuckets;  ///< Touched bucket range, for clear() and merge().
  std::size_t highest_ = 0;
};

}  // namespace headroom::sim

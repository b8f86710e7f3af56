#include "sim/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace headroom::sim {
namespace {

// Values below 2^8 have a bucket each; every further power of two has 2^7 buckets.
constexpr int kLinearBits = 7;
constexpr std::int64_t kLargest = std::int64_t{1} << 62;
constexpr std::size_t kBuckets = static_cast<std::size_t>(62 - kLinearBits + 1) << kLinearBits;

std::size_t bucketOf(std::uint64_t v) {
  if (v < (1u << (kLinearBits + 1))) return v;
  const int shift = static_cast<int>(std::bit_width(v)) - kLinearBits - 1;
  return (static_cast<std::size_t>(shift) << kLinearBits) + (v >> shift);
}

/// The middle of a bucket.
std::int64_t middleOf(std::size_t bucket) {
  if (bucket < (1u << (kLinearBits + 1))) return static_cast<std::int64_t>(bucket);
  const std::size_t shift = (bucket >> kLinearBits) - 1;
  const std::uint64_t low = (bucket - (shift << kLinearBits)) << shift;
  return static_cast<std::int64_t>(low + (std::uint64_t{1} << shift) / 2);
}

}  // namespace

Histogram::Histogram() : buckets_(kBuckets + (1u << kLinearBits)), lowest_(buckets_.size()) {}

void Histogram::record(Duration value) {
  const std::int64_t v = std::clamp<std::int64_t>(value.count(), 0, kLargest - 1);
  const std::size_t bucket = bucketOf(static_cast<std::uint64_t>(v));
  ++buckets_[bucket];
  lowest_ = std::min(lowest_, bucket);
  highest_ = std::max(highest_, bucket);
  min_ = count_ == 0 ? v : std::min(min_, v);
  max_ = std::max(max_, v);
  ++count_;
  sumLow_ += static_cast<std::uint64_t>(v);
  sumHigh_ += sumLow_ < static_cast<std::uint64_t>(v) ? 1 : 0;
}

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  for (std::size_t i = other.lowest_; i <= other.highest_; ++i) buckets_[i] += other.buckets_[i];
  lowest_ = std::min(lowest_, other.lowest_);
  highest_ = std::max(highest_, other.highest_);
  min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  count_ += other.count_;
  sumLow_ += other.sumLow_;
  sumHigh_ += other.sumHigh_ + (sumLow_ < other.sumLow_ ? 1 : 0);
}

void Histogram::clear() {
  if (count_ != 0)
    std::fill(buckets_.begin() + static_cast<std::ptrdiff_t>(lowest_),
              buckets_.begin() + static_cast<std::ptrdiff_t>(highest_) + 1, 0);
  count_ = 0;
  min_ = max_ = 0;
  sumHigh_ = sumLow_ = 0;
  lowest_ = buckets_.size();
  highest_ = 0;
}

double Histogram::meanSeconds() const {
  if (count_ == 0) return 0;
  const double sum = static_cast<double>(sumHigh_) * 0x1p64 + static_cast<double>(sumLow_);
  return sum * 1e-9 / static_cast<double>(count_);
}

Duration Histogram::min() const { return Duration{min_}; }
Duration Histogram::max() const { return Duration{max_}; }

Duration Histogram::quantile(double p) const {
  if (count_ == 0) return Duration::zero();
  const double wanted = std::ceil(p * static_cast<double>(count_));
  const auto rank = static_cast<std::uint64_t>(std::max(1.0, wanted));
  if (rank <= 1) return Duration{min_};
  if (rank >= count_) return Duration{max_};
  std::uint64_t seen = 0;
  for (std::size_t i = lowest_; i <= highest_; ++i) {
    seen += buckets_[i];
    if (seen >= rank) return Duration{std::clamp(middleOf(i), min_, max_)};
  }
  return Duration{max_};
}

}  // namespace headroom::sim

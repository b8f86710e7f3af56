#include "sim/histogram.h"

#include <cmath>

namespace headroom::sim {

void Histogram::takeMemory() { buckets_.resize(kBuckets); }

/// The middle of a bucket.
std::int64_t Histogram::middleOf(std::size_t bucket) {
  if (bucket < (1u << (kLinearBits + 1))) return static_cast<std::int64_t>(bucket);
  const std::size_t shift = (bucket >> kLinearBits) - 1;
  const std::uint64_t low = (bucket - (shift << kLinearBits)) << shift;
  return static_cast<std::int64_t>(low + (std::uint64_t{1} << shift) / 2);
}

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  if (buckets_.empty()) takeMemory();
  for (std::size_t i = other.lowest_; i <= other.highest_; ++i) buckets_[i] += other.buckets_[i];
  lowest_ = std::min(lowest_, other.lowest_);
  highest_ = std::max(highest_, other.highest_);
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  count_ += other.count_;
  sum_ += other.sum_;
}

void Histogram::clear() {
  if (count_ != 0)
    std::fill(buckets_.begin() + static_cast<std::ptrdiff_t>(lowest_),
              buckets_.begin() + static_cast<std::ptrdiff_t>(highest_) + 1, 0);
  count_ = 0;
  min_ = kLargest;
  max_ = 0;
  sum_ = 0;
  lowest_ = kBuckets;
  highest_ = 0;
}

double Histogram::meanSeconds() const {
  if (count_ == 0) return 0;
  const double sum = static_cast<double>(static_cast<std::uint64_t>(sum_ >> 64)) * 0x1p64 +
                     static_cast<double>(static_cast<std::uint64_t>(sum_));
  return sum * 1e-9 / static_cast<double>(count_);
}

Duration Histogram::quantile(double p) const {
  Duration value{};
  quantiles({&p, 1}, {&value, 1});
  return value;
}

void Histogram::quantiles(std::span<const double> p, std::span<Duration> values) const {
  std::uint64_t seen = 0;
  std::size_t next = lowest_;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (count_ == 0) {
      values[i] = Duration::zero();
      continue;
    }
    const double wanted = std::ceil(p[i] * static_cast<double>(count_));
    const auto rank = static_cast<std::uint64_t>(std::max(1.0, wanted));
    while (seen < rank && next <= highest_) seen += buckets_[next++];
    values[i] = Duration{rank <= 1        ? min_
                         : rank >= count_ ? max_
                                          : std::clamp(middleOf(next - 1), min_, max_)};
  }
}

}  // namespace headroom::sim

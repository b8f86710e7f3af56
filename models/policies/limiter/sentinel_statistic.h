// What Sentinel counts of a resource: passes in the last second or so, and in the second before.
//
// The rolling second is two buckets of 500 ms; a bucket counts while its age (from its start) is at
// most 1000 ms. So ten at 499 ms and ten at 1000 ms are never seen together.
// Source: Sentinel, LeapArray, StatisticNode.
#pragma once

#include <array>
#include <cstdint>

namespace headroom {

class SentinelStatistic {
 public:
  /// Passes in the rolling second at `ms`.
  std::int64_t passQps(std::int64_t ms) {
    turnTo(ms);
    std::int64_t sum = 0;
    for (const Bucket& b : buckets_)
      if (ms - b.start <= kInterval) sum += b.passes;
    return sum;
  }
  /// Passes in the whole second of the clock before the one of `ms`.
  std::int64_t previousPassQps(std::int64_t ms) {
    turnTo(ms);
    return before_;
  }
  void pass(std::int64_t ms, std::int64_t count) {
    turnTo(ms);
    buckets_[indexOf(ms)].passes += count;
    within_ += count;
  }

 private:
  static constexpr std::int64_t kBucket = 500, kInterval = 1000, kLongAgo = -1'000'000'000;
  struct Bucket {
    std::int64_t start = kLongAgo;
    std::int64_t passes = 0;
  };
  static std::size_t indexOf(std::int64_t ms) { return static_cast<std::size_t>(ms / kBucket % 2); }
  void turnTo(std::int64_t ms) {
    Bucket& bucket = buckets_[indexOf(ms)];
    const std::int64_t start = ms - ms % kBucket;
    if (bucket.start != start) bucket = {start, 0};
    const std::int64_t second = ms / 1000;
    if (second == second_) return;
    before_ = second == second_ + 1 ? within_ : 0;
    within_ = 0;
    second_ = second;
  }

  std::array<Bucket, 2> buckets_;
  std::int64_t second_ = 0;
  std::int64_t within_ = 0, before_ = 0;  ///< Passes in this whole second and in the one before.
};

}  // namespace headroom

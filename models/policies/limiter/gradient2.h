// A concurrency limit by the gradient of short against long-run stays.
//
//   long = mean of the first 10 stays, then long + (rtt - long) * 2 / (long_window + 1)
//   long / rtt > 2: long = 0.95 * long from the next sample on
//   inside < limit / 2: as it is
//   gradient = clamp(rtt_tolerance * long / rtt, 0.5, 1)
//   limit = (1 - smoothing) * limit + smoothing * (limit * gradient + queue_size)
//   then clamped to [min_limit, max_limit]
//
// Source: Netflix concurrency-limits, Gradient2Limit; its defaults. Drops are samples as others.
// Simplified: see netflix_limiter.h; a stay of no time is no sample.
#pragma once

#include "models/policies/limiter/netflix_limiter.h"

namespace headroom {

class Gradient2;

struct Gradient2Spec {
  using Made = NetflixLimiter<Gradient2>;
  static constexpr bool kMeasures = true;
  static constexpr bool kPartitions = true;
  std::int64_t initialLimit = 20;
  std::int64_t minLimit = 20;
  std::int64_t maxLimit = 200;
  Ratio smoothing{0.2};
  std::int64_t queueSize = 4;
  std::int64_t longWindow = 600;
  double rttTolerance = 1.5;
  std::optional<SampleWindowSpec> windowed;
  std::string note;
  bool operator==(const Gradient2Spec&) const = default;
};

void describe(Shape<Gradient2Spec>& s);

class Gradient2 {
 public:
  explicit Gradient2(const Gradient2Spec& spec);
  std::int64_t limit() const { return static_cast<std::int64_t>(limit_); }
  void sample(Duration rtt, std::int64_t inside, bool dropped);
  /// The limit with its fraction, and the long-run stay in nanoseconds.
  double estimate() const { return limit_; }
  double longStay() const { return long_; }

 private:
  double learn(double rtt);
  double limit_, least_, most_;
  double smoothing_;
  double queueSize_;
  double factor_;  ///< Of the exponential average.
  double tolerance_;
  std::int64_t count_ = 0;
  double sum_ = 0;
  double long_ = 0;
};

}  // namespace headroom

// A concurrency limit after TCP Vegas: how much of the limit stands in a queue is read off the
// shortest stay there was.
//
//   a new shortest stay only becomes the minimum;  L = max(1, int(log10(limit)))
//   queue = ceil(limit * (1 - minimum / rtt))
//   dropped:          limit - L
//   2 * inside < limit: as it is
//   queue <= L:       limit + 6 L
//   queue <  3 L:     limit + L
//   queue >  6 L:     limit - L
//   then clamped to [1, max_limit], and smoothed: (1 - smoothing) * old + smoothing * new
//   after U(0.5, 1) * probe_multiplier * limit samples the minimum is the present stay
//
// Source: Netflix concurrency-limits, VegasLimit; its defaults. The jitter of the probe is drawn
// from a stream of the limiter's own. Simplified: see netflix_limiter.h; the functions of the limit
// are the default ones; a stay of no time, on which Netflix fails, is no sample.
#pragma once

#include "models/policies/limiter/netflix_limiter.h"

namespace headroom {

class Vegas;

struct VegasSpec {
  using Made = NetflixLimiter<Vegas>;
  static constexpr bool kMeasures = true;
  static constexpr bool kPartitions = true;
  std::int64_t initialLimit = 20;
  std::int64_t maxLimit = 1000;
  Ratio smoothing{1};
  std::int64_t probeMultiplier = 30;
  std::optional<SampleWindowSpec> windowed;
  std::string note;
  bool operator==(const VegasSpec&) const = default;
};

void describe(Shape<VegasSpec>& s);

class Vegas {
 public:
  Vegas(const VegasSpec& spec, sim::Key key);
  std::int64_t limit() const { return static_cast<std::int64_t>(limit_); }
  void sample(Duration rtt, std::int64_t inside, bool dropped);

 private:
  double adapted(Duration rtt, std::int64_t inside, bool dropped) const;
  double limit_;
  double most_;
  double smoothing_;
  double probeMultiplier_;
  sim::Stream stream_;
  double probeJitter_;
  std::int64_t probeCount_ = 0;
  Duration minimum_{};  ///< 0: none yet.
};

}  // namespace headroom

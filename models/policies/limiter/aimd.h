// Additive increase, multiplicative decrease of a concurrency limit.
//
//   dropped or rtt > timeout: limit = int(limit * backoff_ratio)
//   else 2 * inside >= limit: limit = limit + 1
//   then clamped to [min_limit, max_limit]
//
// Source: Netflix concurrency-limits, AIMDLimit; its defaults.
// Simplified: see netflix_limiter.h.
#pragma once

#include "models/policies/limiter/netflix_limiter.h"

namespace headroom {

class Aimd;

struct AimdSpec {
  using Made = NetflixLimiter<Aimd>;
  static constexpr bool kMeasures = true;
  static constexpr bool kPartitions = true;
  std::int64_t initialLimit = 20;
  std::int64_t minLimit = 20;
  std::int64_t maxLimit = 200;
  Ratio backoffRatio{0.9};
  Duration timeout = std::chrono::seconds{5};
  std::optional<SampleWindowSpec> windowed;
  std::string note;
  bool operator==(const AimdSpec&) const = default;
};

void describe(Shape<AimdSpec>& s);

class Aimd {
 public:
  explicit Aimd(const AimdSpec& spec)
      : limit_(spec.initialLimit),
        least_(spec.minLimit),
        most_(spec.maxLimit),
        backoff_(spec.backoffRatio.value),
        timeout_(spec.timeout) {}
  std::int64_t limit() const { return limit_; }
  void sample(Duration rtt, std::int64_t inside, bool dropped);

 private:
  std::int64_t limit_, least_, most_;
  double backoff_;
  Duration timeout_;
};

}  // namespace headroom

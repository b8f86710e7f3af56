// resilience4j's RateLimiter: permissions per cycle of the clock, which may be taken in advance.
//
//   cycle = floor(t / period);  on a new one: perm = min(perm + cycles * limit, limit)
//   wait  = perm >= k ? 0 : to the next cycle + ceil((k - perm - limit) / limit) periods
//   wait <= timeout: admitted, perm -= k (it may become negative);  else refused after `timeout`
//
// A refused caller has waited for the whole timeout, too.
// Source: resilience4j, AtomicRateLimiter; its defaults. In a change of the limit the permissions
// of the present cycle stay. Simplified: cycles are counted from the start of the run.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class Resilience4jRateLimiter;

struct Resilience4jRateLimiterSpec {
  using Made = Resilience4jRateLimiter;
  std::int64_t limitForPeriod = 50;
  Duration limitRefreshPeriod{500};
  Duration timeoutDuration = std::chrono::seconds{5};
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const { return countFigure(limitForPeriod); }
  bool operator==(const Resilience4jRateLimiterSpec&) const = default;
};

void describe(Shape<Resilience4jRateLimiterSpec>& s);

class Resilience4jRateLimiter final : public Limiter {
 public:
  explicit Resilience4jRateLimiter(const Resilience4jRateLimiterSpec& spec);
  Admission admit(Time now) override { return take(now, permits_); }
  Admission take(Time now, std::int64_t permits);
  void switchedOn(Time now) override {
    cycle_ = now / period_;
    permissions_ = limit_;
  }
  /// changeLimitForPeriod: from the next cycle on.
  void setFigure(Time now, double limit) override {
    turnTo(now);
    limit_ = static_cast<std::int64_t>(limit);
  }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<Resilience4jRateLimiter>(*this);
  }
  std::int64_t permissions() const { return permissions_; }

 private:
  void turnTo(Time now);
  std::int64_t limit_;
  Duration period_, timeout_;
  std::int64_t permits_;
  std::int64_t cycle_ = 0;
  std::int64_t permissions_;
};

}  // namespace headroom

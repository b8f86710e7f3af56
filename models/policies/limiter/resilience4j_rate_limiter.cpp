#include "models/policies/limiter/resilience4j_rate_limiter.h"

#include <algorithm>

#include "models/policies/limiter/permits.h"

namespace headroom {

void describe(Shape<Resilience4jRateLimiterSpec>& s) {
  s.is("Resilience4jRateLimiter", "resilience4j_rate_limiter",
       "resilience4j's RateLimiter: permissions per cycle; waits for those of cycles to come (429 "
       "after the whole timeout).");
  s("limit_for_period", &Resilience4jRateLimiterSpec::limitForPeriod, "Permissions of one cycle.")
      .optional()
      .capacity()
      .atMost(1e9);
  s("limit_refresh_period", &Resilience4jRateLimiterSpec::limitRefreshPeriod, "Length of a cycle.")
      .optional()
      .positive()
      .atMost(86'400.0 * 365);
  s("timeout_duration", &Resilience4jRateLimiterSpec::timeoutDuration,
    "Longest wait for a permission; who would wait longer is refused after it.")
      .optional()
      .atLeast(0)
      .atMost(86'400.0 * 365);
  describePermits(s, &Resilience4jRateLimiterSpec::permits, "permissions");
}

Resilience4jRateLimiter::Resilience4jRateLimiter(const Resilience4jRateLimiterSpec& spec)
    : limit_(spec.limitForPeriod),
      period_(spec.limitRefreshPeriod),
      timeout_(spec.timeoutDuration),
      permits_(spec.permits),
      permissions_(limit_) {}

void Resilience4jRateLimiter::turnTo(Time now) {
  const std::int64_t cycle = now / period_;
  if (cycle == cycle_) return;
  // No more cycles than fill it, so that no product overflows; none after the limit was lowered.
  const std::int64_t missing = std::max<std::int64_t>(0, limit_ - permissions_);
  const std::int64_t cycles = std::min(cycle - cycle_, (missing + limit_ - 1) / limit_);
  permissions_ = std::min(permissions_ + cycles * limit_, limit_);
  cycle_ = cycle;
}

Admission Resilience4jRateLimiter::take(Time now, std::int64_t permits) {
  turnTo(now);
  Duration wait{};
  if (permissions_ < permits) {
    const std::int64_t missing = permits - permissions_ - limit_;
    const std::int64_t whole = missing <= 0 ? 0 : (missing + limit_ - 1) / limit_;
    const Duration toNext = period_ - now % period_;
    if (whole > (timeout_ - toNext) / period_) return {false, 0, timeout_};
    wait = toNext + period_ * whole;
  }
  if (wait > timeout_) return {false, 0, timeout_};
  permissions_ -= permits;
  return {true, 0, wait};
}

}  // namespace headroom

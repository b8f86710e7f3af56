#include "models/policies/limiter/guava_rate_limiter.h"

#include <algorithm>

#include "models/policies/limiter/coarse_clock.h"
#include "models/policies/limiter/permits.h"

namespace headroom {
namespace {

constexpr std::int64_t kMost = 9'000'000'000'000'000'000;

/// As a cast in Java, which saturates; at half, so that two of them can be added.
std::int64_t toLong(double x) { return static_cast<std::int64_t>(std::min(x, 4e18)); }

double microsOf(Duration d) { return static_cast<double>(wholeMicros(d)); }

template <class Spec>
void describeCommon(Shape<Spec>& s) {
  s("rate", &Spec::rate, "Permits a second: the long-run limit.").atLeast(1e-6).atMost(1e9);
  s("timeout", &Spec::timeout,
    "Who would wait longer is refused at once (tryAcquire); when left out, all wait however long "
    "(acquire).")
      .atLeast(0);
  describePermits(s, &Spec::permits, "permits");
}

}  // namespace

void describe(Shape<GuavaBurstySpec>& s) {
  s.is("GuavaBursty", "guava_bursty",
       "Guava's RateLimiter: waits for the cost of the request before; idle time is stored (429 "
       "after a timeout).");
  describeCommon(s);
  s("max_burst", &GuavaBurstySpec::maxBurst, "Idle time of which permits are stored.")
      .optional()
      .atLeast(0)
      .atMost(86'400);
}

void describe(Shape<GuavaWarmingUpSpec>& s) {
  s.is("GuavaWarmingUp", "guava_warming_up",
       "Guava's RateLimiter with a warm-up period: slow after it was idle (429 after a timeout).");
  describeCommon(s);
  s("warm_up_period", &GuavaWarmingUpSpec::warmUpPeriod, "How long it takes to reach its rate.")
      .atLeast(1e-6)
      .atMost(86'400);
  s("cold_factor", &GuavaWarmingUpSpec::coldFactor, "The interval when cold over the usual one.")
      .optional()
      .atLeast(1)
      .atMost(1000);
}

GuavaRateLimiter::GuavaRateLimiter(const GuavaBurstySpec& spec)
    : timeout_(spec.timeout), permits_(spec.permits), maxBurst_(toSeconds(spec.maxBurst)) {
  setRate(spec.rate.perSecond);
}

GuavaRateLimiter::GuavaRateLimiter(const GuavaWarmingUpSpec& spec)
    : timeout_(spec.timeout),
      permits_(spec.permits),
      period_(microsOf(spec.warmUpPeriod)),
      coldFactor_(spec.coldFactor),
      warmsUp_(true) {
  setRate(spec.rate.perSecond);
  stored_ = max_;
}

void GuavaRateLimiter::setRate(double perSecond) {
  interval_ = 1e6 / perSecond;
  if (!warmsUp_) {
    max_ = maxBurst_ * perSecond;
    coolDown_ = interval_;
    return;
  }
  const double cold = interval_ * coldFactor_;
  threshold_ = 0.5 * period_ / interval_;
  max_ = threshold_ + 2.0 * period_ / (interval_ + cold);
  slope_ = (cold - interval_) / (max_ - threshold_);
  coolDown_ = period_ / max_;
}

void GuavaRateLimiter::setFigure(Time now, double perSecond) {
  storeUntil(wholeMicros(now));
  const double most = max_;
  setRate(perSecond);
  stored_ = most == 0 ? 0 : stored_ * max_ / most;
}

/// Idle time becomes stored permits.
void GuavaRateLimiter::storeUntil(std::int64_t clock) {
  if (clock <= nextFree_) return;
  stored_ = std::min(max_, stored_ + static_cast<double>(clock - nextFree_) / coolDown_);
  nextFree_ = clock;
}

std::int64_t GuavaRateLimiter::costOfStored(double permits) const {
  if (!warmsUp_) return 0;
  const double above = stored_ - threshold_;
  std::int64_t micros = 0;
  if (above > 0) {
    const double taken = std::min(above, permits);
    micros = toLong(taken * (timeOf(above) + timeOf(above - taken)) / 2.0);
    permits -= taken;
  }
  return micros + toLong(interval_ * permits);
}

Admission GuavaRateLimiter::take(Time now, std::int64_t permits, std::optional<Duration> timeout) {
  const std::int64_t clock = wholeMicros(now);
  if (timeout && nextFree_ - wholeMicros(*timeout) > clock) return kRefused;
  storeUntil(clock);
  const std::int64_t wait = std::max<std::int64_t>(0, nextFree_ - clock);
  const double spent = std::min(static_cast<double>(permits), stored_);
  const double fresh = static_cast<double>(permits) - spent;
  for (const std::int64_t cost : {costOfStored(spent), toLong(fresh * interval_)})
    nextFree_ += std::min(cost, kMost - nextFree_);
  stored_ -= spent;
  return {true, 0, fromMicros(wait)};
}

void GuavaRateLimiter::switchedOn(Time now) {
  stored_ = warmsUp_ ? max_ : 0;
  nextFree_ = wholeMicros(now);
}

}  // namespace headroom

#include "models/policies/limiter/sentinel_warm_up.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/policies/limiter/coarse_clock.h"
#include "models/policies/limiter/permits.h"

namespace headroom {
namespace {

std::int64_t warningOf(double periodCount, std::int64_t cold) {
  return static_cast<std::int64_t>(periodCount) / (cold - 1);
}

/// Tokens between warm and cold.
std::int64_t spanOf(double periodCount, std::int64_t cold) {
  return static_cast<std::int64_t>(2 * periodCount / (1.0 + static_cast<double>(cold)));
}

}  // namespace

void describe(Shape<SentinelWarmUpSpec>& s) {
  s.is("SentinelWarmUp", "sentinel_warm_up",
       "Sentinel's flow rule by QPS with warm-up: a fraction of the count at first, all of it once "
       "warm (429).");
  s("count", &SentinelWarmUpSpec::count, "Requests in a rolling second once it is warm.")
      .positive()
      .atMost(1e9);
  s("warm_up_period", &SentinelWarmUpSpec::warmUpPeriod,
    "How long it takes to warm up, in Sentinel in whole seconds.")
      .optional()
      .positive()
      .atMost(86'400);
  s("cold_factor", &SentinelWarmUpSpec::coldFactor, "The count over what passes when cold.")
      .optional()
      .between(2, 1000);
  describePermits(s, &SentinelWarmUpSpec::permits, "tokens");
  s.rule([](const SentinelWarmUpSpec& w, const JsonValue& at, Reading& reading) {
    if (spanOf(toSeconds(w.warmUpPeriod) * w.count.perSecond, w.coldFactor) == 0)
      reading.error("E_RANGE", at,
                    "allowed: a warm_up_period in which 2 * count * period >= 1 + cold_factor; "
                    "Sentinel would refuse everything");
  });
}

SentinelWarmUp::SentinelWarmUp(const SentinelWarmUpSpec& spec)
    : period_(toSeconds(spec.warmUpPeriod)), coldFactor_(spec.coldFactor), permits_(spec.permits) {
  setCount(spec.count.perSecond);
}

void SentinelWarmUp::setCount(double count) {
  count_ = count;
  const double periodCount = period_ * count_;
  warning_ = warningOf(periodCount, coldFactor_);
  max_ = warning_ + std::max<std::int64_t>(1, spanOf(periodCount, coldFactor_));
  slope_ = (static_cast<double>(coldFactor_) - 1) / count_ / static_cast<double>(max_ - warning_);
}

/// Once a second, at its first request.
void SentinelWarmUp::synchronize(std::int64_t ms) {
  const std::int64_t second = ms - ms % 1000;
  if (second <= filled_) return;
  const std::int64_t before = passes_.previousPassQps(ms);
  const bool refills =
      tokens_ < warning_ ||
      (tokens_ > warning_ && before < static_cast<std::int64_t>(count_) / coldFactor_);
  if (refills) {
    const double filled =
        static_cast<double>(tokens_) + static_cast<double>(second - filled_) * count_ / 1000;
    tokens_ = static_cast<std::int64_t>(std::min(filled, static_cast<double>(max_)));
  }
  tokens_ = std::max<std::int64_t>(0, std::min(tokens_, max_) - before);
  filled_ = second;
}

Admission SentinelWarmUp::take(Time now, std::int64_t permits) {
  const std::int64_t ms = wholeMillis(now);
  synchronize(ms);
  double allowed = count_;
  if (tokens_ >= warning_)
    allowed = std::nextafter(1 / (static_cast<double>(tokens_ - warning_) * slope_ + 1 / count_),
                             std::numeric_limits<double>::infinity());
  if (static_cast<double>(passes_.passQps(ms) + permits) > allowed) return kRefused;
  passes_.pass(ms, permits);
  return kAdmitted;
}

}  // namespace headroom

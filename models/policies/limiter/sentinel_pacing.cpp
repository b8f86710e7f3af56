#include "models/policies/limiter/sentinel_pacing.h"

#include <algorithm>
#include <cmath>

#include "models/policies/limiter/coarse_clock.h"
#include "models/policies/limiter/permits.h"

namespace headroom {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

bool countsNanoseconds(double count) {
  const auto rounded = static_cast<std::int64_t>(std::floor(count + 0.5));
  return count > 1000 || rounded == 0 || 1000 % rounded != 0;
}

}  // namespace

void describe(Shape<SentinelPacingSpec>& s) {
  s.is("SentinelPacing", "sentinel_pacing",
       "Sentinel's flow rule by QPS with pacing: requests pass at even distances, and wait for it "
       "(429 when it would take too long).");
  s("count", &SentinelPacingSpec::count, "Requests a second; 0 refuses all.")
      .atLeast(0)
      .atMost(1e9);
  s("max_queueing_time", &SentinelPacingSpec::maxQueueingTime,
    "Longest wait, in whole milliseconds.")
      .optional()
      .atLeast(0)
      .atMost(86'400.0 * 365);
  describePermits(s, &SentinelPacingSpec::permits, "tokens");
}

SentinelPacing::SentinelPacing(const SentinelPacingSpec& spec)
    : permits_(spec.permits), maxQueueingTime_(spec.maxQueueingTime) {
  setCount(spec.count.perSecond);
}

void SentinelPacing::setCount(double count) {
  count_ = count;
  tick_ = countsNanoseconds(count_) ? 1 : kMillisecond;
  maxWait_ = wholeMillis(maxQueueingTime_) * (kMillisecond / tick_);
}

Admission SentinelPacing::take(Time now, std::int64_t permits) {
  if (permits <= 0) return kAdmitted;
  if (count_ <= 0) return kRefused;
  const std::int64_t clock = now.count() / tick_;
  const double ticks = 1e9 / static_cast<double>(tick_) * static_cast<double>(permits) / count_;
  // Whoever would wait for longer than a year waits for too long, or is the first.
  constexpr double kYear = 365.0 * 86'400 * 1e9;
  const auto cost = static_cast<std::int64_t>(std::floor(std::min(ticks, kYear) + 0.5));
  if (!started_ || latest_ + cost <= clock) {
    started_ = true;
    latest_ = clock;
    return kAdmitted;
  }
  const std::int64_t wait = latest_ + cost - clock;
  if (wait > maxWait_) return kRefused;
  latest_ += cost;
  return {true, 0, Duration{wait * tick_}};
}

}  // namespace headroom

#include "models/policies/retry/backoff.h"

#include <algorithm>

#include "sim/ziggurat.h"

namespace headroom {
namespace {

/// A pause of a year is as good as never, and keeps products inside the clock.
constexpr double kLongestSeconds = 365.0 * 86400;

Duration clamp(double seconds, const ExponentialBackoffSpec& spec) {
  if (spec.max) seconds = std::min(seconds, toSeconds(*spec.max));
  return fromSeconds(std::min(seconds, kLongestSeconds));
}

Duration exponentialPause(const ExponentialBackoffSpec& spec, std::int64_t attempts,
                          Duration previous, sim::Key key) {
  const double u = sim::unitInterval(key.bits);
  const double initial = toSeconds(spec.initial);
  if (spec.jitter == Jitter::decorrelated) {
    const double last = attempts <= 1 ? initial : toSeconds(previous);
    return clamp(initial + u * std::max(0.0, 3 * last - initial), spec);
  }
  double v = initial;
  for (std::int64_t n = 1; n < attempts && v < kLongestSeconds; ++n) v *= spec.multiplier;
  v = toSeconds(clamp(v, spec));
  if (spec.jitter == Jitter::full) v *= u;
  if (spec.jitter == Jitter::equal) v = v / 2 + u * v / 2;
  if (spec.randomizationFactor) v *= 1 + spec.randomizationFactor->value * (2 * u - 1);
  if (spec.jitter == Jitter::exponential) return clamp(v * sim::standardExponential(key), spec);
  return fromSeconds(v);
}

}  // namespace

RetryPolicy::RetryPolicy(const RetrySpec& spec)
    : maxAttempts_(spec.maxAttempts),
      acceptsLate_(spec.lateAnswers == LateAnswers::accepted),
      backoff_(spec.backoff) {
  for (const RetryCondition condition : spec.retryOn) retryOn_ |= maskOf(condition);
}

Duration RetryPolicy::pause(std::int64_t attempts, Duration previous, sim::Key key) const {
  if (!backoff_) return Duration::zero();
  if (const auto* fixed = std::get_if<FixedBackoffSpec>(&*backoff_)) return fixed->delay;
  return exponentialPause(std::get<ExponentialBackoffSpec>(*backoff_), attempts, previous, key);
}

}  // namespace headroom

#include "models/policies/limiter/envoy_adaptive_concurrency.h"

#include <algorithm>
#include <cmath>

#include "models/policies/limiter/coarse_clock.h"

namespace headroom {
namespace {

constexpr int kUpdatesAtMinimum = 5;

}  // namespace

void describe(Shape<EnvoyAdaptiveConcurrencySpec>& s) {
  using Spec = EnvoyAdaptiveConcurrencySpec;
  s.is("EnvoyAdaptiveConcurrency", "envoy_adaptive_concurrency",
       "Envoy's adaptive concurrency: a limit on requests inside that follows the shortest stay "
       "over the present one (503).");
  s("sample_aggregate_percentile", &Spec::percentile, "Which percentile of stays is compared.")
      .optional()
      .between(0, 1);
  s("max_concurrency_limit", &Spec::maxConcurrency, "Greatest limit.")
      .optional()
      .capacity()
      .atMost(1e6);
  s("concurrency_update_interval", &Spec::updateInterval, "Time between two updates of the limit.")
      .atLeast(0.001)
      .atMost(86'400);
  s("min_rtt_interval", &Spec::minRttInterval,
    "Time between two measurements of the shortest stay.")
      .atLeast(0.001)
      .atMost(86'400);
  s("request_count", &Spec::requestCount, "Stays measured for the shortest one.")
      .optional()
      .between(1, 1e6);
  s("jitter", &Spec::jitter, "Of the interval between measurements, at most added to it.")
      .optional()
      .between(0, 1);
  s("min_concurrency", &Spec::minConcurrency, "The limit during a measurement, and the least one.")
      .optional()
      .capacity()
      .atMost(1e6);
  s("buffer", &Spec::buffer, "Share by which stays may be longer without lowering the limit.")
      .optional()
      .between(0, 1);
  s.rule([](const Spec& e, const JsonValue& at, Reading& reading) {
    if (e.minConcurrency > e.maxConcurrency)
      reading.error("E_ORDER", at, "allowed: min_concurrency <= max_concurrency_limit");
  });
}

EnvoyAdaptiveConcurrency::EnvoyAdaptiveConcurrency(const EnvoyAdaptiveConcurrencySpec& spec,
                                                   sim::Key key)
    : spec_(spec), stream_(key), limit_(spec.minConcurrency) {
  beginMinRttWindow(Time::zero());
}

void EnvoyAdaptiveConcurrency::setLimit(std::int64_t next, Time at) {
  const bool stays = limit_ == spec_.minConcurrency && next == spec_.minConcurrency;
  limit_ = next;
  atMinimum_ = stays && !inMinRttWindow() ? atMinimum_ + 1 : 0;
  if (atMinimum_ >= kUpdatesAtMinimum) nextWindow_ = at;
}

void EnvoyAdaptiveConcurrency::beginMinRttWindow(Time at) {
  nextWindow_ = kNever;
  nextUpdate_ = kNever;
  deferred_ = limit_;
  setLimit(spec_.minConcurrency, at);
  samples_.clear();
  windowBegan_ = at;
}

void EnvoyAdaptiveConcurrency::endMinRttWindow(Time now) {
  minRtt_ = percentileAndClear();
  setLimit(deferred_, now);
  deferred_ = 0;
  const double range = std::ceil(toSeconds(spec_.minRttInterval) * 1e3 * spec_.jitter.value);
  const auto jitter = static_cast<std::int64_t>(stream_.nextUnit() * range);
  nextWindow_ = now + spec_.minRttInterval + std::chrono::milliseconds{jitter};
  nextUpdate_ = now + spec_.updateInterval;
}

Duration EnvoyAdaptiveConcurrency::percentileAndClear() {
  const Duration value = samples_.quantile(spec_.percentile.value);
  samples_.clear();
  return value;
}

std::int64_t EnvoyAdaptiveConcurrency::nextLimit(std::int64_t limit, Duration minRtt,
                                                 Duration sampleRtt) const {
  const auto least = static_cast<double>(wholeMicros(minRtt));
  const double raw = (least + least * spec_.buffer.value) /
                     static_cast<double>(std::max<std::int64_t>(1, wholeMicros(sampleRtt)));
  const double scaled = static_cast<double>(limit) * std::clamp(raw, 0.5, 2.0);
  return std::clamp(static_cast<std::int64_t>(scaled + std::sqrt(scaled)), spec_.minConcurrency,
                    spec_.maxConcurrency);
}

/// What the timers have done by `now`. An update without samples changes nothing.
void EnvoyAdaptiveConcurrency::runTimers(Time now) {
  while (std::min(nextUpdate_, nextWindow_) <= now) {
    if (nextWindow_ <= nextUpdate_) {
      beginMinRttWindow(nextWindow_);
      continue;
    }
    const Time at = nextUpdate_;
    const Duration interval = spec_.updateInterval;
    if (samples_.count() == 0) {
      nextUpdate_ += interval * ((std::min(now, nextWindow_) - at) / interval + 1);
      continue;
    }
    nextUpdate_ += interval;
    setLimit(nextLimit(limit_, minRtt_, percentileAndClear()), at);
  }
}

Admission EnvoyAdaptiveConcurrency::admit(Time now) {
  runTimers(now);
  if (inside_ >= limit_) return kRefused;
  return {true, static_cast<std::int32_t>(++inside_), Duration::zero()};
}

void EnvoyAdaptiveConcurrency::leave(Time now, const Stay& stay) {
  runTimers(now);
  --inside_;
  if (stay.ending == Ending::aborted || stay.admitted < windowBegan_) return;
  samples_.record(std::chrono::microseconds{wholeMicros(now - stay.admitted)});
  if (inMinRttWindow() && static_cast<std::int64_t>(samples_.count()) >= spec_.requestCount)
    endMinRttWindow(now);
}

}  // namespace headroom

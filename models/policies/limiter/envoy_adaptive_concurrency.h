// Envoy's adaptive concurrency: the limit follows the ratio of the shortest to the present stays.
//
//   minRTT window (at the start, then every min_rtt_interval + U[0, jitter) of it): the limit is
//     min_concurrency until request_count stays have been measured; minRTT is their percentile; the
//     limit is then what it was before
//   else every update_interval with at least one stay: sampleRTT is their percentile;
//     gradient = clamp(minRTT * (1 + buffer) / sampleRTT, 0.5, 2)
//     limit = int(clamp(limit * gradient + sqrt(limit * gradient), min_concurrency,
//     max_concurrency))
//   admit iff inside < limit, else 503
//
// Stays that began before the window are not measured in it. Five updates running that leave the
// limit at its minimum begin a minRTT window at once.
// Source: Envoy, source/extensions/filters/http/adaptive_concurrency/controller/
// gradient_controller.cc; its defaults. The jitter is drawn from a stream of the limiter's own.
// Simplified: percentiles are read from headroom's histogram, not libcircllhist; stays in whole
// microseconds. Its timers are looked at when a request comes or goes, which is when they matter.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limiter.h"
#include "sim/histogram.h"
#include "sim/random.h"

namespace headroom {

class EnvoyAdaptiveConcurrency;

struct EnvoyAdaptiveConcurrencySpec {
  using Made = EnvoyAdaptiveConcurrency;
  static constexpr bool kMeasures = true;
  static constexpr int kStatus = 503;
  Ratio percentile{0.5};
  std::int64_t maxConcurrency = 1000;
  Duration updateInterval{};
  Duration minRttInterval{};
  std::int64_t requestCount = 50;
  Ratio jitter{0.15};
  std::int64_t minConcurrency = 3;
  Ratio buffer{0.25};
  std::string note;
  bool operator==(const EnvoyAdaptiveConcurrencySpec&) const = default;
};

void describe(Shape<EnvoyAdaptiveConcurrencySpec>& s);

class EnvoyAdaptiveConcurrency final : public Limiter {
 public:
  EnvoyAdaptiveConcurrency(const EnvoyAdaptiveConcurrencySpec& spec, sim::Key key);
  Admission admit(Time now) override;
  void leave(Time now, const Stay& stay) override;
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<EnvoyAdaptiveConcurrency>(*this);
  }
  std::int64_t limit() const { return limit_; }
  /// The limit after `limit` when stays took so long.
  std::int64_t nextLimit(std::int64_t limit, Duration minRtt, Duration sampleRtt) const;

 private:
  void runTimers(Time now);
  void beginMinRttWindow(Time at);
  void endMinRttWindow(Time now);
  void setLimit(std::int64_t next, Time at);
  bool inMinRttWindow() const { return deferred_ > 0; }
  Duration percentileAndClear();

  EnvoyAdaptiveConcurrencySpec spec_;
  sim::Stream stream_;
  sim::Histogram samples_;
  std::int64_t limit_;
  std::int64_t deferred_ = 0;  ///< The limit when a minRTT window is over; 0 outside of one.
  std::int64_t inside_ = 0;
  int atMinimum_ = 0;  ///< Updates running that left the limit there.
  Duration minRtt_{};
  Time windowBegan_{};
  Time nextWindow_ = kNever;
  Time nextUpdate_ = kNever;
};

}  // namespace headroom

// Sentinel's flow rule by QPS, warm-up: a cold system starts at count / cold_factor and earns the
// rest. Stored tokens say how cold it is; P is the warm-up period in seconds.
//
//   warning = int(P * count) / (cold - 1)             (integer division)
//   max     = warning + int(2 * P * count / (1 + cold))
//   slope   = (cold - 1) / count / (max - warning)
//   at the first request of each second of the clock:
//     tokens < warning, or tokens > warning and the second before passed < int(count) / cold:
//       tokens += seconds since the last time * count, at most max
//     tokens -= passes of the second before, at least 0
//   allowed = tokens >= warning ? nextUp(1 / ((tokens - warning) * slope + 1 / count)) : count
//   admit iff passQps + permits <= allowed          passQps: sentinel_statistic.h
//
// Source: Sentinel, WarmUpController, which follows Guava's SmoothWarmingUp. Starts cold: its clock
// compares with a last fill at 0, decades ago.
// Simplified: one resource, one rule.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"
#include "models/policies/limiter/sentinel_statistic.h"

namespace headroom {

class SentinelWarmUp;

struct SentinelWarmUpSpec {
  using Made = SentinelWarmUp;
  Rate count;
  Duration warmUpPeriod = std::chrono::seconds{10};
  std::int64_t coldFactor = 3;
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const { return rateFigure(count, 1e-6); }
  bool operator==(const SentinelWarmUpSpec&) const = default;
};

void describe(Shape<SentinelWarmUpSpec>& s);

class SentinelWarmUp final : public Limiter {
 public:
  explicit SentinelWarmUp(const SentinelWarmUpSpec& spec);
  Admission admit(Time now) override { return take(now, permits_); }
  Admission take(Time now, std::int64_t permits);
  /// Cold, as at the start.
  void switchedOn(Time) override {
    tokens_ = 0;
    filled_ = kLongAgo;
    passes_ = {};
  }
  /// As when its rules are loaded: the controller is made anew, and so is cold; what is counted of
  /// the resource stays.
  void setFigure(Time, double count) override {
    setCount(count);
    tokens_ = 0;
    filled_ = kLongAgo;
  }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<SentinelWarmUp>(*this);
  }
  std::int64_t tokens() const { return tokens_; }
  std::int64_t warningTokens() const { return warning_; }
  std::int64_t maxTokens() const { return max_; }

 private:
  void setCount(double count);
  void synchronize(std::int64_t ms);
  static constexpr std::int64_t kLongAgo = -1'000'000'000'000;  ///< Milliseconds.
  double period_;                                               ///< Seconds.
  std::int64_t coldFactor_, permits_;
  double count_ = 0;
  std::int64_t warning_ = 0, max_ = 0;
  double slope_ = 0;
  std::int64_t tokens_ = 0;
  std::int64_t filled_ = kLongAgo;
  SentinelStatistic passes_;
};

}  // namespace headroom

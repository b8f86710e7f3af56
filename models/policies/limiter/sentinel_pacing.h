// Sentinel's flow rule by QPS, pacing: requests leave at even distances, and queue for it.
//
//   cost = round(1000 * permits / count) ms, or in ns when count > 1000 or round(count) does not
//          divide 1000
//   latest + cost <= now: admitted at once, latest = now
//   else wait = latest + cost - now; wait > max_queueing_time: refused; else latest += cost
//
// Source: Sentinel, ThrottlingController (formerly RateLimiterController).
// Simplified: one resource, one rule. A count below 0.5, on which Sentinel fails, counts in ns.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class SentinelPacing;

struct SentinelPacingSpec {
  using Made = SentinelPacing;
  Rate count;
  Duration maxQueueingTime = std::chrono::milliseconds{500};
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const { return rateFigure(count); }
  bool operator==(const SentinelPacingSpec&) const = default;
};

void describe(Shape<SentinelPacingSpec>& s);

class SentinelPacing final : public Limiter {
 public:
  explicit SentinelPacing(const SentinelPacingSpec& spec);
  Admission admit(Time now) override { return take(now, permits_); }
  Admission take(Time now, std::int64_t permits);
  void switchedOn(Time) override { started_ = false; }
  /// As when its rules are loaded, which makes the controller anew.
  void setFigure(Time, double count) override {
    setCount(count);
    started_ = false;
  }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<SentinelPacing>(*this);
  }

 private:
  void setCount(double count);
  double count_ = 0;
  std::int64_t permits_;
  Duration maxQueueingTime_;
  std::int64_t tick_ = 1;     ///< Nanoseconds of its clock's step.
  std::int64_t maxWait_ = 0;  ///< Here and below in ticks.
  bool started_ = false;      ///< Some request has passed.
  std::int64_t latest_ = 0;   ///< When the latest request passes.
};

}  // namespace headroom

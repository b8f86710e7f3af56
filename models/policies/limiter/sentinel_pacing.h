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
#include "models/policies/limiter/limiter.h"

namespace headroom {

class SentinelPacing;

struct SentinelPacingSpec {
  using Made = SentinelPacing;
  Rate count;
  Duration maxQueueingTime = std::chrono::milliseconds{500};
  std::int64_t permits = 1;
  std::string note;
  bool operator==(const SentinelPacingSpec&) const = default;
};

void describe(Shape<SentinelPacingSpec>& s);

class SentinelPacing final : public Limiter {
 public:
  explicit SentinelPacing(const SentinelPacingSpec& spec);
  Admission admit(Time now) override { return take(now, permits_); }
  Admission take(Time now, std::int64_t permits);
  void switchedOn(Time) override { started_ = false; }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<SentinelPacing>(*this);
  }

 private:
  double count_;
  std::int64_t permits_;
  std::int64_t tick_;        ///< Nanoseconds of its clock's step.
  std::int64_t maxWait_;     ///< Here and below in ticks.
  bool started_ = false;     ///< Some request has passed.
  std::int64_t latest_ = 0;  ///< When the latest request passes.
};

}  // namespace headroom

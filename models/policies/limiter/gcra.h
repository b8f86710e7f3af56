// The generic cell rate algorithm: one instant, the theoretical arrival time (TAT), in integers.
//
//   T = period / count,  tolerance = T * (max_burst + 1)
//   tat' = max(now, tat) + permits * T
//   now < tat' - tolerance: refused, nothing changes;  else tat = tat'
//
// Source: ITU-T I.371 (virtual scheduling); as in throttled (Go) and redis-cell (CL.THROTTLE).
// Simplified: the hint to retry after so long is not sent; callers have their own backoff.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class Gcra;

struct GcraSpec {
  using Made = Gcra;
  std::int64_t count = 1;
  Duration period{};
  std::int64_t maxBurst = 0;
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const {
    return rateFigure(Rate{static_cast<double>(count) / toSeconds(period)}, 1e-6);
  }
  bool operator==(const GcraSpec&) const = default;
};

void describe(Shape<GcraSpec>& s);

class Gcra final : public Limiter {
 public:
  explicit Gcra(const GcraSpec& spec);
  Admission admit(Time now) override { return take(now, permits_); }
  /// 0 permits look without taking.
  Admission take(Time now, std::int64_t permits);
  void switchedOn(Time now) override { tat_ = now; }
  /// Products are told the rate with every call: the TAT stays.
  void setFigure(Time now, double perSecond) override;
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<Gcra>(*this); }
  /// When the bucket is as good as new.
  Time theoreticalArrival() const { return tat_; }

 private:
  std::int64_t most_;  ///< Cells at once.
  Duration interval_;
  Duration tolerance_;
  std::int64_t permits_;
  Time tat_{};
};

}  // namespace headroom

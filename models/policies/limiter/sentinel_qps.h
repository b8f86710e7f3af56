// Sentinel's flow rule by QPS, default behaviour: refuse.
//
//   admit iff passQps + permits <= count            passQps: sentinel_statistic.h
//
// Source: Sentinel, DefaultController.
// Simplified: one resource, one rule; no prioritised entries, which would borrow from the next
// bucket.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"
#include "models/policies/limiter/sentinel_statistic.h"

namespace headroom {

class SentinelQps;

struct SentinelQpsSpec {
  using Made = SentinelQps;
  Rate count;
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const { return rateFigure(count); }
  bool operator==(const SentinelQpsSpec&) const = default;
};

void describe(Shape<SentinelQpsSpec>& s);

class SentinelQps final : public Limiter {
 public:
  explicit SentinelQps(const SentinelQpsSpec& spec)
      : count_(spec.count.perSecond), permits_(spec.permits) {}
  Admission admit(Time now) override { return take(now, permits_); }
  Admission take(Time now, std::int64_t permits);
  void switchedOn(Time) override { passes_ = {}; }
  /// As when its rules are loaded: what is counted of the resource stays.
  void setFigure(Time, double count) override { count_ = count; }
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<SentinelQps>(*this); }

 private:
  double count_;
  std::int64_t permits_;
  SentinelStatistic passes_;
};

}  // namespace headroom

// A sliding log: so many requests within the last W, to the nanosecond.
//
//   kept = entries younger than W (age < W);  admit iff kept < limit
//
// Whether refused requests are logged too decides what a burst does: logged, whoever keeps knocking
// keeps the door shut.
// Source: the sorted-set recipe of Redis (ZADD, ZREMRANGEBYSCORE, ZCARD), in both orders.
// Simplified: only the newest `limit` entries are kept; whether there are as many is all one asks
// (a limit that is raised does not learn of refused ones from before).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class SlidingLog;

struct SlidingLogSpec {
  using Made = SlidingLog;
  std::int64_t limit = 1;
  Duration window{};
  bool logsRefused = false;
  std::string note;
  LimitFigure figure() const { return countFigure(limit); }
  bool operator==(const SlidingLogSpec&) const = default;
};

void describe(Shape<SlidingLogSpec>& s);

class SlidingLog final : public Limiter {
 public:
  explicit SlidingLog(const SlidingLogSpec& spec);
  Admission admit(Time now) override;
  void switchedOn(Time) override { size_ = 0; }
  void setFigure(Time now, double limit) override;
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<SlidingLog>(*this); }

 private:
  Duration window_;
  bool logsRefused_;
  std::vector<Time> ring_;  ///< As many places as the limit.
  std::size_t next_ = 0;    ///< Where the next entry goes: the oldest one, once it is full.
  std::size_t size_ = 0;
};

}  // namespace headroom

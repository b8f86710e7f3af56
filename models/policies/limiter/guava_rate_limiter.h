// Guava's RateLimiter: a request never waits for its own cost, but for that of the one before. On a
// clock of whole microseconds, with interval = 1 s / rate:
//
//   idle, i.e. now > nextFree: stored = min(max, stored + (now - nextFree) / cool), nextFree = now
//   wait = max(0, nextFree - now);  nextFree += cost(stored permits spent) + fresh * interval
//   with a timeout: refused iff nextFree - timeout > now
//
// Bursty: max = max_burst * rate, stored starts at 0, stored permits cost nothing, cool = interval.
// Warming up over a period P: threshold = 0.5 P / interval,
//   max = threshold + 2 P / (interval + cold * interval), stored starts at max, cool = P / max;
//   a stored permit costs the interval, above the threshold more by slope * (permits above it),
//   slope = (cold - 1) * interval / (max - threshold), as the area of a trapezoid.
// Source: Guava 31.1, SmoothRateLimiter (SmoothBursty, SmoothWarmingUp); doubles and casts as
// there. setRate settles what is stored by now and keeps its share of the new most; the wait of the
// next request is as it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class GuavaRateLimiter;

struct GuavaBurstySpec {
  using Made = GuavaRateLimiter;
  Rate rate;
  Duration maxBurst = std::chrono::seconds{1};
  std::optional<Duration> timeout;
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const { return rateFigure(rate, 1e-6); }
  bool operator==(const GuavaBurstySpec&) const = default;
};

struct GuavaWarmingUpSpec {
  using Made = GuavaRateLimiter;
  Rate rate;
  Duration warmUpPeriod{};
  double coldFactor = 3;
  std::optional<Duration> timeout;
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const { return rateFigure(rate, 1e-6); }
  bool operator==(const GuavaWarmingUpSpec&) const = default;
};

void describe(Shape<GuavaBurstySpec>& s);
void describe(Shape<GuavaWarmingUpSpec>& s);

class GuavaRateLimiter final : public Limiter {
 public:
  explicit GuavaRateLimiter(const GuavaBurstySpec& spec);
  explicit GuavaRateLimiter(const GuavaWarmingUpSpec& spec);
  Admission admit(Time now) override { return take(now, permits_, timeout_); }
  /// acquire, or tryAcquire with a timeout.
  Admission take(Time now, std::int64_t permits, std::optional<Duration> timeout);
  /// setRate.
  void setFigure(Time now, double perSecond) override;
  /// As one made at that instant.
  void switchedOn(Time now) override;
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<GuavaRateLimiter>(*this);
  }

 private:
  void storeUntil(std::int64_t clock);
  void setRate(double perSecond);
  std::int64_t costOfStored(double permits) const;
  double timeOf(double permitsAbove) const { return interval_ + permitsAbove * slope_; }
  double interval_ = 0;  ///< Here and below in microseconds.
  std::optional<Duration> timeout_;
  std::int64_t permits_;
  double maxBurst_ = 0;                 ///< Seconds; of a bursty one.
  double period_ = 0, coldFactor_ = 1;  ///< Of one that warms up.
  double max_ = 0;
  double coolDown_ = 0;  ///< Idle time that stores one permit.
  bool warmsUp_ = false;
  double threshold_ = 0, slope_ = 0;
  double stored_ = 0;
  std::int64_t nextFree_ = 0;
};

}  // namespace headroom

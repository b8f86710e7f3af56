// A token bucket: passes what finds its tokens, refills continuously; may keep a request waiting
// for tokens that are yet to come.
//
//   tokens(t) = min(burst, tokens + (t - last) * rate) - permits
//   wait      = tokens(t) < 0 ? floor_ns(-tokens(t) / rate) : 0
//   admit iff permits <= burst and wait <= max_wait; tokens may then be negative
//
// Integer credit, so that 1000 arrivals exactly 0.1 s apart into rate 10/s, burst 1 all pass; a
// double clock loses tokens to rounding.
// Who goes before its wait is over gives back what no later reservation has built upon: nothing
// if its time to act has passed, else permits - rate * (latest time to act - its own). A new rate
// holds from now on; whoever waits acts when it was told to.
// Source: golang.org/x/time/rate, Limiter.AllowN (max_wait 0) and ReserveN (starts full; a refusal
// changes nothing), Reservation.CancelAt, Limiter.SetLimitAt, SetBurstAt.
// Simplified: a caller that gives up while its request waits does not give the tokens back (Go's
// Wait does when its context is cancelled): only who is reset does.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class TokenBucket;

struct TokenBucketSpec {
  using Made = TokenBucket;
  Rate rate;
  std::int64_t burst = 1;
  Duration maxWait{};
  std::int64_t permits = 1;
  std::string note;
  LimitFigure figure() const { return rateFigure(rate); }
  bool operator==(const TokenBucketSpec&) const = default;
};

void describe(Shape<TokenBucketSpec>& s);

class TokenBucket final : public Limiter {
 public:
  explicit TokenBucket(const TokenBucketSpec& spec);
  Admission admit(Time now) override { return take(now, permits_, maxWait_); }
  /// For `permits` tokens, waiting at most `maxWait` (kNever: however long).
  Admission take(Time now, std::int64_t permits, Duration maxWait);
  /// Tokens at `now`; negative while requests wait for them.
  double tokens(Time now) const;
  /// Go's SetLimit and SetBurst: what has come by now has come at the old rate.
  void setFigure(Time now, double perSecond) override;
  void setBurst(Time now, std::int64_t burst) override;
  /// Of `permits` tokens.
  void cancel(Time now, std::int64_t permits, Time act);
  void cancel(Time now, Time act) override { cancel(now, permits_, act); }
  /// Full, whatever was left of it when it went off.
  void switchedOn(Time now) override {
    credit_ = burst_ * kToken;
    last_ = now;
    lastAct_ = now;
  }
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<TokenBucket>(*this); }

 private:
  // Rates are held in 1e-9 per second, so a token is 1e18 of the credit one nanosecond adds per
  // unit of rate: "1/h" and "1000000000/s" are both held to nine digits. 128 bits, because a burst
  // of a million such tokens is beyond 64.
  __extension__ using Credit = __int128;
  static constexpr Credit kToken = 1'000'000'000'000'000'000;
  Credit creditAt(Time now) const;
  void settle(Time now);
  std::int64_t nanoRate_;
  std::int64_t burst_;
  Duration maxWait_;
  std::int64_t permits_;
  Credit credit_;
  Time last_{};
  Time lastAct_{};  ///< When the latest reservation acts.
};

}  // namespace headroom

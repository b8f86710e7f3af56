// A token bucket: passes what finds a whole token, refills continuously.
//
//   tokens(t) = min(burst, tokens + (t - last) * rate);  admit iff tokens(t) >= 1
//
// Integer credit, so that 1000 arrivals exactly
// 0.1 s apart into rate 10/s, burst 1 all pass; a double clock loses tokens to rounding.
// Source: golang.org/x/time/rate, Limiter.Allow (starts full; a refusal changes nothing).
// Simplified: one token per request; no reservations.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

struct TokenBucketSpec {
  Rate rate;
  std::int64_t burst = 1;
  std::string note;
  bool operator==(const TokenBucketSpec&) const = default;
};

inline void describe(Shape<TokenBucketSpec>& s) {
  s.is("TokenBucket", "token_bucket", "Passes what finds a token; refuses the rest at once (429).");
  s("rate", &TokenBucketSpec::rate, "Tokens added per second: the long-run limit.")
      .atLeast(0)
      .atMost(1e9);
  s("burst", &TokenBucketSpec::burst, "Most tokens the bucket holds: what may pass at once.")
      .optional()
      .capacity()
      .atMost(1e6);
}

class TokenBucket final : public Limiter {
 public:
  explicit TokenBucket(const TokenBucketSpec& spec);
  bool admit(Time now) override;
  /// Full, whatever was left of it when it went off.
  void switchedOn(Time now) override {
    credit_ = capacity_;
    last_ = now;
  }
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<TokenBucket>(*this); }

 private:
  // Rates are held in 1e-9 per second, so a token is 1e18 of the credit one nanosecond adds per
  // unit of rate: "1/h" and "1000000000/s" are both held to nine digits. 128 bits, because a burst
  // of a million such tokens is beyond 64.
  __extension__ using Credit = __int128;
  static constexpr Credit kToken = 1'000'000'000'000'000'000;
  std::int64_t nanoRate_;
  Credit capacity_;
  Credit credit_;
  Time last_{};
};

}  // namespace headroom

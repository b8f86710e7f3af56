#include "models/policies/limiter/token_bucket.h"

#include <algorithm>
#include <cmath>

#include "models/policies/limiter/permits.h"

namespace headroom {

void describe(Shape<TokenBucketSpec>& s) {
  s.is("TokenBucket", "token_bucket",
       "Passes what finds a token, as Go's rate.Limiter; refuses the rest (429).");
  s("rate", &TokenBucketSpec::rate, "Tokens added per second: the long-run limit.")
      .atLeast(0)
      .atMost(1e9);
  s("burst", &TokenBucketSpec::burst, "Most tokens the bucket holds: what may pass at once.")
      .optional()
      .capacity()
      .atMost(1e6);
  s("max_wait", &TokenBucketSpec::maxWait,
    "Longest wait at the door for tokens yet to come; 0 refuses at once.")
      .optional()
      .atLeast(0);
  describePermits(s, &TokenBucketSpec::permits, "tokens");
  s.rule([](const TokenBucketSpec& b, const JsonValue& at, Reading& reading) {
    needRoomFor(b.permits, b.burst, "burst", at, reading);
  });
}

TokenBucket::TokenBucket(const TokenBucketSpec& spec)
    : nanoRate_(std::llround(spec.rate.perSecond * 1e9)),
      burst_(spec.burst),
      maxWait_(spec.maxWait),
      permits_(spec.permits),
      credit_(burst_ * kToken) {}

TokenBucket::Credit TokenBucket::creditAt(Time now) const {
  const Credit elapsed = std::max<std::int64_t>(0, (now - last_).count());
  return std::min(burst_ * kToken, credit_ + elapsed * nanoRate_);
}

void TokenBucket::settle(Time now) {
  credit_ = creditAt(now);
  last_ = std::max(last_, now);
}

void TokenBucket::setFigure(Time now, double perSecond) {
  settle(now);
  nanoRate_ = std::llround(perSecond * 1e9);
}

void TokenBucket::setBurst(Time now, std::int64_t burst) {
  settle(now);
  burst_ = burst;
}

void TokenBucket::cancel(Time now, std::int64_t permits, Time act) {
  if (act < now) return;
  const Credit restored = permits * kToken - (lastAct_ - act).count() * Credit{nanoRate_};
  if (restored <= 0) return;
  settle(now);
  credit_ = std::min(burst_ * kToken, credit_ + restored);
  if (act != lastAct_ || nanoRate_ == 0) return;
  const Credit before = act.count() - permits * kToken / nanoRate_;
  if (before >= now.count()) lastAct_ = Time{static_cast<std::int64_t>(before)};
}

double TokenBucket::tokens(Time now) const {
  return static_cast<double>(creditAt(now)) / static_cast<double>(kToken);
}

Admission TokenBucket::take(Time now, std::int64_t permits, Duration maxWait) {
  if (permits > burst_) return kRefused;
  const Credit left = creditAt(now) - permits * kToken;
  Duration wait{};
  if (left < 0) {
    if (nanoRate_ == 0) return kRefused;
    const Credit nanos = -left / nanoRate_;
    if (nanos > maxWait.count()) return kRefused;
    wait = Duration{static_cast<std::int64_t>(nanos)};
  }
  credit_ = left;
  last_ = now;
  lastAct_ = now + wait;
  return {true, 0, wait};
}

}  // namespace headroom

// Envoy's local rate limit: whole tokens, added by a timer.
//
//   every fill_interval: tokens = min(max_tokens, tokens + tokens_per_fill);  admit iff tokens >= 1
//
// A step, not a slope: what comes just after a fill finds all of it. Starts full. At the instant of
// a fill the timer is first.
// Source: Envoy up to 1.31, source/extensions/filters/common/local_ratelimit (timer fill).
// Simplified: one bucket, no descriptors; the timer runs from the start of the run, or from when
// the limit is switched on. Later versions fill continuously, as token_bucket.h does.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class EnvoyLocalRatelimit;

struct EnvoyLocalRatelimitSpec {
  using Made = EnvoyLocalRatelimit;
  std::int64_t maxTokens = 1;
  std::int64_t tokensPerFill = 1;
  Duration fillInterval{};
  std::string note;
  LimitFigure figure() const { return countFigure(tokensPerFill); }
  bool operator==(const EnvoyLocalRatelimitSpec&) const = default;
};

void describe(Shape<EnvoyLocalRatelimitSpec>& s);

class EnvoyLocalRatelimit final : public Limiter {
 public:
  explicit EnvoyLocalRatelimit(const EnvoyLocalRatelimitSpec& spec)
      : written_(spec),
        max_(spec.maxTokens),
        perFill_(spec.tokensPerFill),
        interval_(spec.fillInterval),
        tokens_(spec.maxTokens) {}
  Admission admit(Time now) override;
  void switchedOn(Time now) override {
    tokens_ = max_;
    filled_ = now;
  }
  /// As after an update of its configuration, which makes the bucket anew; `max_tokens` goes along
  /// in proportion, for it would cap what is added.
  void setFigure(Time now, double perFill) override;
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<EnvoyLocalRatelimit>(*this);
  }
  std::int64_t tokens() const { return tokens_; }

 private:
  EnvoyLocalRatelimitSpec written_;
  std::int64_t max_, perFill_;
  Duration interval_;
  std::int64_t tokens_;
  Time filled_{};  ///< When the timer last ran, or was started.
};

}  // namespace headroom

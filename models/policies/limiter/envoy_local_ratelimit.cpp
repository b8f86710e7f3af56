#include "models/policies/limiter/envoy_local_ratelimit.h"

#include <algorithm>
#include <cmath>

namespace headroom {

void describe(Shape<EnvoyLocalRatelimitSpec>& s) {
  s.is("EnvoyLocalRatelimit", "envoy_local_ratelimit",
       "Envoy's local rate limit up to 1.31: tokens come in steps, by a timer (429).");
  s("max_tokens", &EnvoyLocalRatelimitSpec::maxTokens, "Most tokens the bucket holds.")
      .capacity()
      .atMost(1e9);
  s("tokens_per_fill", &EnvoyLocalRatelimitSpec::tokensPerFill,
    "Tokens added by each fill. What a change sets; max_tokens goes along in proportion, and the "
    "bucket begins anew, full.")
      .optional()
      .capacity()
      .atMost(1e9);
  s("fill_interval", &EnvoyLocalRatelimitSpec::fillInterval, "Time between two fills.")
      .atLeast(0.05)
      .atMost(86'400.0 * 365);
}

void EnvoyLocalRatelimit::setFigure(Time now, double perFill) {
  const double share = perFill / static_cast<double>(written_.tokensPerFill);
  perFill_ = static_cast<std::int64_t>(perFill);
  max_ = std::max<std::int64_t>(1, std::llround(static_cast<double>(written_.maxTokens) * share));
  switchedOn(now);
}

Admission EnvoyLocalRatelimit::admit(Time now) {
  const std::int64_t fills = (now - filled_) / interval_;
  filled_ += interval_ * fills;
  tokens_ += std::min(max_ - tokens_, std::min(fills, max_) * perFill_);
  if (tokens_ == 0) return kRefused;
  --tokens_;
  return kAdmitted;
}

}  // namespace headroom

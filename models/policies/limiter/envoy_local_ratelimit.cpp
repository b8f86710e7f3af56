#include "models/policies/limiter/envoy_local_ratelimit.h"

#include <algorithm>

namespace headroom {

void describe(Shape<EnvoyLocalRatelimitSpec>& s) {
  s.is("EnvoyLocalRatelimit", "envoy_local_ratelimit",
       "Envoy's local rate limit up to 1.31: tokens come in steps, by a timer (429).");
  s("max_tokens", &EnvoyLocalRatelimitSpec::maxTokens, "Most tokens the bucket holds.")
      .capacity()
      .atMost(1e9);
  s("tokens_per_fill", &EnvoyLocalRatelimitSpec::tokensPerFill, "Tokens added by each fill.")
      .optional()
      .capacity()
      .atMost(1e9);
  s("fill_interval", &EnvoyLocalRatelimitSpec::fillInterval, "Time between two fills.")
      .atLeast(0.05)
      .atMost(86'400.0 * 365);
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

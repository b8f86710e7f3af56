// The family's registry: a limiter is one file and its line in each list here.
#pragma once

#include <memory>
#include <variant>

#include "models/policies/limiter/concurrency_limit.h"
#include "models/policies/limiter/token_bucket.h"

namespace headroom {

using LimiterSpec = std::variant<TokenBucketSpec, ConcurrencyLimitSpec>;

inline std::unique_ptr<Limiter> makeLimiter(const TokenBucketSpec& spec) {
  return std::make_unique<TokenBucket>(spec);
}
inline std::unique_ptr<Limiter> makeLimiter(const ConcurrencyLimitSpec& spec) {
  return std::make_unique<ConcurrencyLimit>(spec);
}
inline std::unique_ptr<Limiter> makeLimiter(const LimiterSpec& spec) {
  return std::visit([](const auto& s) { return makeLimiter(s); }, spec);
}

}  // namespace headroom

#include "models/policies/limiter/token_bucket.h"

#include <algorithm>
#include <cmath>

namespace headroom {

TokenBucket::TokenBucket(const TokenBucketSpec& spec)
    : nanoRate_(std::llround(spec.rate.perSecond * 1e9)),
      capacity_(spec.burst * kToken),
      credit_(capacity_) {}

bool TokenBucket::admit(Time now) {
  const Credit elapsed = (now - last_).count();
  credit_ = std::min(capacity_, credit_ + elapsed * nanoRate_);
  last_ = now;
  if (credit_ < kToken) return false;
  credit_ -= kToken;
  return true;
}

}  // namespace headroom

#include "models/policies/limiter/aimd.h"

#include <algorithm>

namespace headroom {

void describe(Shape<AimdSpec>& s) {
  s.is("Aimd", "aimd",
       "Netflix's AIMD limit on requests inside: one more while it is used, a share less at a drop "
       "(429).");
  s("initial_limit", &AimdSpec::initialLimit, "Limit at the start.")
      .optional()
      .capacity()
      .atMost(1e6);
  s("min_limit", &AimdSpec::minLimit, "Least limit.").optional().capacity().atMost(1e6);
  s("max_limit", &AimdSpec::maxLimit, "Greatest limit.").optional().capacity().atMost(1e6);
  s("backoff_ratio", &AimdSpec::backoffRatio, "Share of the limit that is left after a drop.")
      .optional()
      .atLeast(0.5)
      .below(1);
  s("timeout", &AimdSpec::timeout, "A stay longer than this counts as a drop.")
      .optional()
      .positive();
  s("windowed", &AimdSpec::windowed,
    "Samples taken together by windows; each stay by itself when left out.");
  s.rule([](const AimdSpec& a, const JsonValue& at, Reading& reading) {
    needLimitsInOrder(a.minLimit, a.initialLimit, a.maxLimit, at, reading);
  });
}

void Aimd::sample(Duration rtt, std::int64_t inside, bool dropped) {
  if (dropped || rtt > timeout_)
    limit_ = static_cast<std::int64_t>(static_cast<double>(limit_) * backoff_);
  else if (2 * inside >= limit_)
    ++limit_;
  limit_ = std::clamp(limit_, least_, most_);
}

}  // namespace headroom

#include "models/policies/limiter/sentinel_qps.h"

#include "models/policies/limiter/coarse_clock.h"
#include "models/policies/limiter/permits.h"

namespace headroom {

void describe(Shape<SentinelQpsSpec>& s) {
  s.is("SentinelQps", "sentinel_qps",
       "Sentinel's flow rule by QPS: refuses what exceeds the count of a rolling second (429).");
  s("count", &SentinelQpsSpec::count, "Requests in a rolling second.").atLeast(0).atMost(1e9);
  describePermits(s, &SentinelQpsSpec::permits, "tokens");
}

Admission SentinelQps::take(Time now, std::int64_t permits) {
  const std::int64_t ms = wholeMillis(now);
  if (static_cast<double>(passes_.passQps(ms) + permits) > count_) return kRefused;
  passes_.pass(ms, permits);
  return kAdmitted;
}

}  // namespace headroom

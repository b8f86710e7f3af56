// A limiter cut to a share of its limit, as it is made: for one of several replicas, or for some of
// the requests.
//
//   rates: rate x share; counts, bursts: max(1, round(count x share))
//
// Source: ours, for what gateways do by configuration (Kong's and Envoy's fallback from a shared
// counter to one of each node). Partitions: Netflix concurrency-limits, AbstractPartitionedLimiter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/policies/limiter/limiters.h"

namespace headroom {

/// Nothing for limiters that have no limit to cut: they adapt, or pace.
std::optional<LimiterSpec> scaledBy(const LimiterSpec& spec, double share);

/// What a share of a limiter is.
enum class ShareRule {
  none,      ///< It has none.
  split,     ///< A limiter of its own, of share x limit.
  partition  ///< So many of those inside are let in even when the limit is reached.
};
ShareRule shareRuleOf(const LimiterSpec& spec);
/// "token_bucket, gcra, ...": limiters with one of these rules.
std::string limitersWith(ShareRule rule);

}  // namespace headroom

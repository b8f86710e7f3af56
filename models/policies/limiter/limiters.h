// The family's registry: a limiter is one file and its line in the list here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "models/policies/limiter/aimd.h"
#include "models/policies/limiter/concurrency_limit.h"
#include "models/policies/limiter/criticality_shedding.h"
#include "models/policies/limiter/dagor.h"
#include "models/policies/limiter/envoy_adaptive_concurrency.h"
#include "models/policies/limiter/envoy_local_ratelimit.h"
#include "models/policies/limiter/fixed_window.h"
#include "models/policies/limiter/gcra.h"
#include "models/policies/limiter/gradient2.h"
#include "models/policies/limiter/guava_rate_limiter.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/nginx_limit_req.h"
#include "models/policies/limiter/resilience4j_rate_limiter.h"
#include "models/policies/limiter/sentinel_pacing.h"
#include "models/policies/limiter/sentinel_qps.h"
#include "models/policies/limiter/sentinel_threads.h"
#include "models/policies/limiter/sentinel_warm_up.h"
#include "models/policies/limiter/sliding_counter.h"
#include "models/policies/limiter/sliding_log.h"
#include "models/policies/limiter/token_bucket.h"
#include "models/policies/limiter/vegas.h"
#include "sim/random.h"

namespace headroom {

/// Each names its class (`Made`); `status` or `kStatus`, `kMeasures`, `kLooksAtWho`, `kListens` and
/// `figure()` where they differ from the defaults below.
using LimiterSpec =
    std::variant<TokenBucketSpec, NginxLimitReqSpec, GcraSpec, FixedWindowSpec, SlidingLogSpec,
                 SlidingCounterSpec, EnvoyLocalRatelimitSpec, Resilience4jRateLimiterSpec,
                 GuavaBurstySpec, GuavaWarmingUpSpec, SentinelQpsSpec, SentinelPacingSpec,
                 SentinelWarmUpSpec, ConcurrencyLimitSpec, SentinelThreadsSpec, AimdSpec, VegasSpec,
                 Gradient2Spec, EnvoyAdaptiveConcurrencySpec, CriticalitySheddingSpec, DagorSpec>;

/// `key`: for what the product leaves to chance; the limiter's own.
std::unique_ptr<Limiter> makeLimiter(const LimiterSpec& spec, sim::Key key);
/// The status of its refusals: the product's own, 429 where it has none.
int refusalStatus(const LimiterSpec& spec);
/// Whether it wants to know when a request it admitted came and how it left.
bool measuresStays(const LimiterSpec& spec);

/// Whether its answer depends on who asks,
bool looksAtWho(const LimiterSpec& spec);
/// or on how long its part's line takes.
bool listensToWaits(const LimiterSpec& spec);
/// What a change during the run sets; nothing where the product has no such number.
std::optional<LimitFigure> figureOf(const LimiterSpec& spec);
/// "token_bucket".
std::string nameOf(const LimiterSpec& spec);

}  // namespace headroom

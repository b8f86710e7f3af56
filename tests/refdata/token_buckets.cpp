// Go's rate.Limiter, nginx's limit_req, GCRA, Envoy's local rate limit, resilience4j's RateLimiter.
#include <gtest/gtest.h>

#include "models/policies/limiter/envoy_local_ratelimit.h"
#include "models/policies/limiter/gcra.h"
#include "models/policies/limiter/nginx_limit_req.h"
#include "models/policies/limiter/resilience4j_rate_limiter.h"
#include "models/policies/limiter/token_bucket.h"
#include "tests/refdata/limiter_rows.h"

namespace headroom::refdata {

void driveGoRate(const Case& c, std::size_t rows) {
  const Json& json = *c.json;
  TokenBucketSpec spec;
  spec.rate = Rate{json["rate_per_s"].get<double>()};
  spec.burst = json["burst"].get<std::int64_t>();
  TokenBucket bucket{spec};
  std::map<std::string, std::pair<std::int64_t, Time>> reserved;
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = json["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const Time now = seconds(step["t_s"]);
    if (step["op"] == "set_rate") {
      bucket.setFigure(now, step["rate"].get<double>());
      continue;
    }
    if (step["op"] == "set_burst") {
      bucket.setBurst(now, step["burst"].get<std::int64_t>());
      continue;
    }
    if (step["op"] == "cancel") {
      const auto& [permits, act] = reserved.at(step["key"].get<std::string>());
      bucket.cancel(now, permits, act);
      continue;
    }
    const bool reserves = step["op"] == "reserve";
    ASSERT_TRUE(reserves || step["op"] == "allow") << step["op"];
    if (step.contains("tokens_before")) {
      EXPECT_NEAR(bucket.tokens(now), step["tokens_before"].get<double>(), 1e-9);
    }
    Duration maxWait{};
    if (reserves) maxWait = step["max_wait_s"].is_null() ? kNever : seconds(step["max_wait_s"]);
    const Admission a = bucket.take(now, step["n"].get<std::int64_t>(), maxWait);
    EXPECT_EQ(a.admitted, step["ok"].get<bool>());
    if (reserves && a.admitted) {
      EXPECT_EQ(now + a.wait, seconds(step["act_at_s"]));
      if (step.contains("key"))
        reserved[step["key"].get<std::string>()] = {step["n"].get<std::int64_t>(), now + a.wait};
    }
  }
}

void driveNginx(const Case& c, std::size_t rows) {
  const Json& json = *c.json;
  NginxLimitReqSpec spec;
  spec.rate = Rate{json["rate_milli_per_s"].get<double>() / 1000};
  spec.burst = json["burst"].get<std::int64_t>();
  if (json["delay"].is_string())
    spec.nodelay = true;
  else
    spec.delay = json["delay"].get<std::int64_t>();
  NginxLimitReq zone{spec};
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = json["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const Admission a = zone.admit(millis(step["t_ms"]));
    const std::string said = !a.admitted ? "reject" : a.wait > Duration{} ? "delay" : "pass";
    EXPECT_EQ(said, step["result"].get<std::string>());
    EXPECT_EQ(a.wait, millis(step["delay_ms"]));
    if (a.admitted) {
      EXPECT_EQ(zone.excess(), step["excess_milli"].get<std::int64_t>());
    }
  }
}

void driveGcra(const Case& c, std::size_t rows) {
  const Json& json = *c.json;
  GcraSpec spec;
  spec.period = seconds(json["emission_interval_s"]);
  spec.maxBurst = json["max_burst"].get<std::int64_t>();
  ASSERT_EQ(spec.maxBurst + 1, json["limit"].get<std::int64_t>());
  const Duration tolerance = spec.period * (spec.maxBurst + 1);
  Gcra limiter{spec};
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = json["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const Time now = seconds(step["t_s"]);
    const auto quantity = step["quantity"].get<std::int64_t>();
    const bool limited = !limiter.take(now, quantity).admitted;
    EXPECT_EQ(limited, step["limited"].get<bool>());
    // What it answers beside yes or no follows from the one instant it keeps.
    const Duration reset = std::max(Duration{}, limiter.theoreticalArrival() - now);
    EXPECT_EQ(reset, seconds(step["reset_after_s"]));
    EXPECT_EQ((tolerance - reset) / spec.period, step["remaining"].get<std::int64_t>());
    const bool canRetry = limited && spec.period * quantity <= tolerance;
    EXPECT_EQ(canRetry ? reset + spec.period * quantity - tolerance : Duration{-1'000'000'000},
              seconds(step["retry_after_s"]));
  }
}

void driveEnvoyLocal(const Case& c, std::size_t rows) {
  const Json& json = *c.json;
  EnvoyLocalRatelimitSpec spec;
  if (rows == 0) return;
  spec.maxTokens = json["max_tokens"].get<std::int64_t>();
  spec.tokensPerFill = json["tokens_per_fill"].get<std::int64_t>();
  spec.fillInterval = millis(json["fill_interval_ms"]);
  EnvoyLocalRatelimit limiter{spec};
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = json["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    EXPECT_EQ(limiter.admit(millis(step["t_ms"])).admitted, step["ok"].get<bool>());
    EXPECT_EQ(limiter.tokens(), step["tokens_after"].get<std::int64_t>());
  }
}

void driveResilience4j(const Case& c, std::size_t rows) {
  const Json& json = *c.json;
  Resilience4jRateLimiterSpec spec;
  spec.limitForPeriod = json["limit_for_period"].get<std::int64_t>();
  spec.limitRefreshPeriod = millis(json["refresh_period_ms"]);
  spec.timeoutDuration = millis(json["timeout_ms"]);
  Resilience4jRateLimiter limiter{spec};
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = json["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const Admission a = limiter.admit(millis(step["t_ms"]));
    EXPECT_EQ(a.admitted, step["ok"].get<bool>());
    EXPECT_EQ(a.wait, millis(step["wait_ms"]));
    EXPECT_EQ(limiter.permissions(), step["permissions_after"].get<std::int64_t>());
  }
}

}  // namespace headroom::refdata

// Guava's RateLimiter: programs of one thread, which sleeps as long as it is told to.
#include "models/policies/limiter/guava_rate_limiter.h"

#include <gtest/gtest.h>

#include "tests/refdata/limiter_rows.h"

namespace headroom::refdata {
namespace {

GuavaRateLimiter limiterOf(const Json& json) {
  const Rate rate{json["rate_per_s"].get<double>()};
  if (json["warmup_s"].is_null()) {
    GuavaBurstySpec spec;
    spec.rate = rate;
    spec.maxBurst = seconds(json["max_burst_s"]);
    return GuavaRateLimiter{spec};
  }
  GuavaWarmingUpSpec spec;
  spec.rate = rate;
  spec.warmUpPeriod = seconds(json["warmup_s"]);
  spec.coldFactor = json["cold_factor"].get<double>();
  return GuavaRateLimiter{spec};
}

}  // namespace

void driveGuava(const Case& c, std::size_t rows) {
  GuavaRateLimiter limiter = limiterOf(*c.json);
  Time now{};
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = (*c.json)["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    if (step["op"] == "sleep") {
      now += seconds(step["s"]);
      continue;
    }
    if (step["op"] == "set_rate") {
      limiter.setFigure(now, step["rate"].get<double>());
      continue;
    }
    ASSERT_EQ(step["op"], "acquire");
    const Admission a = limiter.take(now, step["n"].get<std::int64_t>(), std::nullopt);
    EXPECT_TRUE(a.admitted);
    EXPECT_EQ(a.wait, seconds(step["wait_s"]));
    now += a.wait;
  }
}

}  // namespace headroom::refdata

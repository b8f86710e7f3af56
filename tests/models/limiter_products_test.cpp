// Each limiter inside a scenario: ten requests a second, one every 100 ms from 0 on, of 1 ms each.
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

std::string limited(const std::string& limiter, const std::string& duration = "1s",
                    const std::string& work = "1ms") {
  return timeline(R"("app": {"kind": "instance", "limits": [{)" + limiter +
                      R"(}], "operations": {"do": {"work": ")" + work + "\"}}}",
                  "10", duration);
}

/// Of the requests in order of arrival: "." let in, "x" refused.
std::string verdicts(const std::string& text) {
  std::string out;
  for (const Cause c : causes(text))
    out += c == Cause::none ? '.' : c == Cause::limited ? 'x' : '?';
  return out;
}

/// Of the first requests of a longer run, so that all of them have been answered.
Times firstLatencies(const std::string& limiter, std::size_t count) {
  Times times = latencies(limited(limiter, "2s"));
  times.resize(std::min(times.size(), count));
  return times;
}

TEST(LimiterProducts, TheTokenBucketMayKeepWaiting) {
  // A token every 200 ms: request k waits 100 k ms, until that is too long; then every second one.
  EXPECT_EQ(firstLatencies(R"("token_bucket": {"rate": "5/s", "max_wait": "250ms"})", 8),
            (Times{1, 101, 201, 0, 201, 0, 201, 0}));
}

TEST(LimiterProducts, ATokenBucketMayChargeMoreThanOneToken) {
  EXPECT_EQ(verdicts(limited(R"("token_bucket": {"rate": "10/s", "burst": 4, "permits": 2})")),
            "...x.x.x.x");
  EXPECT_NE(errorsOf(limited(R"("token_bucket": {"rate": "10/s", "burst": 4, "permits": 5})"))
                .find("permits <= burst"),
            std::string::npos);
}

TEST(LimiterProducts, NginxDelaysAndThenRefuses) {
  // At 5/s each arrival adds 500 of 1000 to the excess: 100 ms more each; at most 2000.
  const std::string zone = R"("nginx_limit_req": {"rate": "5/s", "burst": 2)";
  EXPECT_EQ(firstLatencies(zone + "}", 8), (Times{1, 101, 201, 301, 401, 0, 401, 0}));
  EXPECT_EQ(firstLatencies(zone + R"(, "delay": 1})", 8), (Times{1, 1, 1, 101, 201, 0, 201, 0}));
  EXPECT_EQ(verdicts(limited(zone + R"(, "nodelay": true})")), ".....x.x.x");
  EXPECT_NE(errorsOf(limited(zone + R"(, "nodelay": true, "delay": 1})")).find("E_CHOICE"),
            std::string::npos);
}

TEST(LimiterProducts, NginxRefusesWithItsOwnStatus) {
  const auto status = [](const std::string& more) {
    const std::string zone = R"("nginx_limit_req": {"rate": "5/s")" + more + "}";
    return flow(runFirst(limited(zone)), "f").whole.causes.front().status;
  };
  EXPECT_EQ(status(""), 503);
  EXPECT_EQ(status(R"(, "status": 429)"), 429);
}

TEST(LimiterProducts, GcraSpacesCells) {
  EXPECT_EQ(verdicts(limited(R"("gcra": {"count": 5, "period": "1s", "max_burst": 1})")),
            "...x.x.x.x");
}

TEST(LimiterProducts, WindowsForgetInTheirOwnWays) {
  EXPECT_EQ(verdicts(limited(R"("fixed_window": {"limit": 2, "window": "500ms"})")), "..xxx..xxx");
  EXPECT_EQ(verdicts(limited(R"("sliding_log": {"limit": 2, "window": "250ms"})")), "..x..x..x.");
  EXPECT_EQ(
      verdicts(limited(R"("sliding_log": {"limit": 2, "window": "250ms", "logs_refused": true})")),
      "..xxxxxxxx");
  EXPECT_EQ(verdicts(limited(R"("sliding_counter": {"limit": 2, "window": "400ms"})")),
            "..xxxx.x.x");
}

TEST(LimiterProducts, EnvoyFillsInSteps) {
  EXPECT_EQ(
      verdicts(limited(R"("envoy_local_ratelimit": {"max_tokens": 2, "fill_interval": "200ms"})")),
      "...x.x.x.x");
  EXPECT_EQ(verdicts(limited(R"("envoy_local_ratelimit": {"max_tokens": 3, "tokens_per_fill": 3,
                                                          "fill_interval": "400ms"})")),
            "...x...x..");
}

TEST(LimiterProducts, Resilience4jReservesAndRefusesLate) {
  const std::string limiter =
      R"("resilience4j_rate_limiter": {"limit_for_period": 2, "limit_refresh_period": "500ms",
         "timeout_duration": ")";
  EXPECT_EQ(verdicts(limited(limiter + "0s\"}")), "..xxx..xxx");
  // 200 and 300 wait for the cycle of 500; the rest up to 600 would wait too long, and are told so
  // after 300 ms.
  EXPECT_EQ(firstLatencies(limiter + "300ms\"}", 10),
            (Times{1, 1, 301, 201, 300, 300, 300, 301, 201, 300}));
  EXPECT_EQ(verdicts(limited(limiter + "300ms\"}", "2s")).substr(0, 10), "....xxx..x");
}

TEST(LimiterProducts, GuavaMakesTheNextOnePay) {
  EXPECT_EQ(firstLatencies(R"("guava_bursty": {"rate": "5/s", "max_burst": "0s"})", 5),
            (Times{1, 101, 201, 301, 401}));
  EXPECT_EQ(firstLatencies(
                R"("guava_bursty": {"rate": "5/s", "max_burst": "0s", "timeout": "250ms"})", 8),
            (Times{1, 101, 201, 0, 201, 0, 201, 0}));
  // Costs 280, 240, 200, 160, 120, 100 ms: colder than warm by 40 ms a stored permit.
  EXPECT_EQ(firstLatencies(R"("guava_warming_up": {"rate": "10/s", "warm_up_period": "1s"})", 6),
            (Times{1, 181, 321, 421, 481, 501}));
}

TEST(LimiterProducts, SentinelCountsARollingSecond) {
  EXPECT_EQ(verdicts(limited(R"("sentinel_qps": {"count": "3/s"})", "1500ms")), "...xxxxxxx...xx");
}

TEST(LimiterProducts, SentinelPaces) {
  EXPECT_EQ(
      firstLatencies(R"("sentinel_pacing": {"count": "5/s", "max_queueing_time": "300ms"})", 10),
      (Times{1, 101, 201, 301, 0, 301, 0, 301, 0, 301}));
}

TEST(LimiterProducts, SentinelWarmsUp) {
  // 18 tokens, cold above 9: 3 pass; then 15, 12 and 7 tokens: 3, 5 and all 9.
  EXPECT_EQ(
      verdicts(limited(R"("sentinel_warm_up": {"count": "9/s", "warm_up_period": "2s"})", "4s")),
      "...xxxxxxx"
      "...xxxxxxx"
      ".....xxxxx"
      ".........x");
}

TEST(LimiterProducts, SentinelCountsThreads) {
  EXPECT_EQ(
      verdicts(limited(R"("sentinel_threads": {"count": 1})", "1250ms", "250ms")).substr(0, 9),
      ".xx.xx.xx");
}

}  // namespace
}  // namespace headroom::test

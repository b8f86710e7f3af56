// Limits that adapt to how stays end: by hand, alone and inside a scenario.
#include <gtest/gtest.h>

#include "models/policies/limiter/envoy_adaptive_concurrency.h"
#include "models/policies/limiter/vegas.h"
#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

using std::chrono::milliseconds;

std::string limited(const std::string& limiter, const std::string& operation,
                    const std::string& more = "", const std::string& faults = "") {
  return timeline(R"("app": {"kind": "instance", "limits": [{)" + limiter +
                      R"(}], "operations": {"do": )" + operation + "}}" + more,
                  "10", "1250ms", "", faults);
}

/// Of the first ten requests, one every 100 ms: "." let in, "x" refused, "?" failed.
std::string verdicts(const std::string& text) {
  std::string out;
  for (const Cause c : causes(text))
    out += c == Cause::none ? '.' : c == Cause::limited ? 'x' : '?';
  return out.substr(0, 10);
}

const std::string kWork = R"({"work": "250ms"})";

TEST(AdaptiveLimit, AimdGrowsByOneForEachStayThatUsedIt) {
  // 250: 2; 550: 3; 650: 4; 850: 5.
  EXPECT_EQ(verdicts(limited(R"("aimd": {"initial_limit": 1, "min_limit": 1})", kWork)),
            ".xx..x....");
}

TEST(AdaptiveLimit, AimdShrinksWhenStaysAreLong) {
  // 250: 2; 350: 1; and no less.
  EXPECT_EQ(verdicts(limited(R"("aimd": {"initial_limit": 4, "min_limit": 1, "timeout": "100ms",
                                         "backoff_ratio": "50%"})",
                             kWork)),
            "...xx.xx.x");
}

TEST(AdaptiveLimit, ATimeoutFurtherDownIsADrop) {
  const std::string slow = R"(, "ext": {"kind": "external", "operations": {"q": "1s"}})";
  EXPECT_EQ(
      verdicts(limited(R"("aimd": {"initial_limit": 2, "min_limit": 1, "backoff_ratio": "50%"})",
                       R"({"call": "ext.q", "timeout": "150ms"})", slow)),
      "??x?x?x?x?");
}

TEST(AdaptiveLimit, AnErrorIsNoSample) {
  // Were it one, the limit would grow to 2 at 250.
  EXPECT_EQ(verdicts(limited(R"("aimd": {"initial_limit": 1, "min_limit": 1})", kWork, "",
                             R"({"at": "0s", "part": "app", "error": {"rate": "100%"}})")),
            "?xx?xx?xx?");
}

TEST(AdaptiveLimit, VegasGrowsWhileStaysAreAsShortAsTheShortest) {
  // 250: the shortest stay; 550: another as short, 7.
  EXPECT_EQ(verdicts(limited(R"("vegas": {"initial_limit": 1})", kWork)), ".xx.xx....");
}

TEST(AdaptiveLimit, Gradient2GrowsByAShareOfItsQueue) {
  // 250: 1.8; 550: 2.6; 850: as it is, it was not used.
  EXPECT_EQ(verdicts(limited(R"("gradient2": {"initial_limit": 1, "min_limit": 1})", kWork)),
            ".xx.xx..x.");
}

TEST(AdaptiveLimit, EnvoyMeasuresTheShortestStayFirst) {
  // Two stays at a limit of 1, until 350; the update of 560 makes it 1.25 + 1.12: 2.
  const std::string text = limited(
      R"("envoy_adaptive_concurrency": {"concurrency_update_interval": "210ms",
         "min_rtt_interval": "10s", "request_count": 2, "min_concurrency": 1})",
      R"({"work": "150ms"})");
  EXPECT_EQ(verdicts(text), ".x.x.x....");
  EXPECT_EQ(flow(runFirst(text), "f").whole.causes.front().status, 503);
}

TEST(AdaptiveLimit, BoundsAreInOrder) {
  EXPECT_NE(errorsOf(limited(R"("aimd": {"initial_limit": 1})", kWork)).find("E_ORDER"),
            std::string::npos);
  EXPECT_NE(errorsOf(limited(R"("vegas": {"max_limit": 19})", kWork)).find("E_ORDER"),
            std::string::npos);
}

EnvoyAdaptiveConcurrencySpec envoySpec() {
  EnvoyAdaptiveConcurrencySpec spec;
  spec.updateInterval = milliseconds{100};
  spec.minRttInterval = std::chrono::hours{1};
  spec.requestCount = 1;
  return spec;
}

TEST(AdaptiveLimit, EnvoysGradientIsClamped) {
  const EnvoyAdaptiveConcurrency limiter{envoySpec(), sim::Key{1}};
  const auto next = [&](int limit, int sample) {
    return limiter.nextLimit(limit, milliseconds{10}, milliseconds{sample});
  };
  EXPECT_EQ(next(100, 10), 136);   // 125 + 11.18
  EXPECT_EQ(next(100, 50), 57);    // 50 + 7.07
  EXPECT_EQ(next(100, 5), 214);    // 200 + 14.14
  EXPECT_EQ(next(3, 100), 3);      // 1.5 + 1.2, but no less than 3
  EXPECT_EQ(next(900, 10), 1000);  // 1125 + 33.5, but no more than 1000
}

TEST(AdaptiveLimit, EnvoyMeasuresAnewAfterFiveUpdatesAtTheMinimum) {
  EnvoyAdaptiveConcurrency limiter{envoySpec(), sim::Key{1}};
  Time now{};
  const auto stay = [&](int length) {
    const Admission a = limiter.admit(now);
    EXPECT_TRUE(a.admitted);
    const Time began = now;
    now += milliseconds{length};
    limiter.leave(now, {began, a.inside, Ending::answered});
  };
  stay(10);                               // The shortest one.
  for (int i = 0; i < 5; ++i) stay(100);  // Ten times as long: five updates that leave 3.
  EXPECT_EQ(limiter.limit(), 3);
  stay(100);  // Began before the fifth update opened a window, or in it: at last 100 is the
              // shortest.
  stay(100);
  stay(100);
  stay(100);
  EXPECT_GT(limiter.limit(), 3);
}

TEST(AdaptiveLimit, VegasForgetsTheShortestStayAfterAWhile) {
  VegasSpec spec;
  spec.initialLimit = 10;
  spec.maxLimit = 10;
  spec.probeMultiplier = 1;
  Vegas limiter{spec, sim::Key{7}};
  limiter.sample(milliseconds{1}, 10, false);
  // Stays ten times as long stand in a queue: one less each time, until, after 5 to 10 samples,
  // they are the new shortest ones.
  std::int64_t least = 10;
  for (int i = 0; i < 40; ++i) {
    limiter.sample(milliseconds{10}, 10, false);
    least = std::min(least, limiter.limit());
  }
  EXPECT_LT(least, 10);
  EXPECT_EQ(limiter.limit(), 10);
}

}  // namespace
}  // namespace headroom::test

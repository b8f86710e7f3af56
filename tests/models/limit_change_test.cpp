// Limits changed by hand during a run, and places at the door given back.
#include <gtest/gtest.h>

#include "models/policies/limiter/limiters.h"
#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// Ten requests a second through a limit called "door", and what is done to it.
std::string changed(const std::string& limiter, const std::string& changes,
                    const std::string& duration = "1s", const std::string& app = "") {
  return timeline(R"("app": {"kind": "instance", )" + app + R"("limits": [{"name": "door", )" +
                      limiter + R"(}], "operations": {"do": {"work": "1ms"}}})",
                  "10", duration, "", "", R"("changes": [)" + changes + "]");
}

std::string change(const std::string& at, const std::string& what) {
  return R"({"at": ")" + at + R"(", "part": "app", "limit": "door", )" + what + "}";
}

std::string verdicts(const std::string& text) {
  std::string out;
  for (const Cause c : causes(text))
    out += c == Cause::none ? '.' : c == Cause::limited ? 'x' : '?';
  return out;
}

std::string told(const std::string& text) {
  std::string out;
  for (const LogEntry& entry : runFirst(text).log)
    if (entry.kind == LogEntry::Kind::limitChanged)
      out += entry.text + (entry.begins ? " down " : " up ") +
             std::to_string(entry.at.count() / 1'000'000) + "; ";
  return out;
}

TEST(LimitChange, ACountIsRaisedAndWhatWasCountedStays) {
  const std::string text =
      changed(R"("fixed_window": {"limit": 4, "window": "10s"})", change("550ms", R"("count": 6)"));
  EXPECT_EQ(verdicts(text), "....xx..xx");
  EXPECT_EQ(told(text), "limit door 4 -> 6 up 550; ");
}

TEST(LimitChange, AtItsInstantItIsBeforeArrivals) {
  const std::string text = changed(R"("fixed_window": {"limit": 8, "window": "10s"})",
                                   change("500ms", R"("to": "50%")"));
  EXPECT_EQ(verdicts(text), ".....xxxxx");
  EXPECT_EQ(told(text), "limit door 8 -> 4 down 500; ");
}

TEST(LimitChange, ANewRateHoldsFromThenOnAndWhoWaitsActsAsTold) {
  const std::string text = changed(R"("token_bucket": {"rate": "5/s", "max_wait": "1h"})",
                                   change("350ms", R"("rate": "20/s")"));
  // Until 300 request k waits 100 k. Tokens at 300: -1.5, at 350: -1.25, at 400: -0.25 and one
  // less: 62.5 to wait; at 500: -1.25 + 2 - 1 = -0.25: 12.5 to wait; at 600 there is one again.
  EXPECT_EQ(latencies(text), (Times{1, 101, 201, 301, 63.5, 13.5, 1, 1, 1, 1}));
  EXPECT_EQ(told(text), "limit door 5/s -> 20/s up 350; ");
}

TEST(LimitChange, ATokenBucketsBurstIsChangedToo) {
  const std::string text =
      changed(R"("token_bucket": {"rate": "5/s", "burst": 3})", change("450ms", R"("burst": 1)"));
  // Tokens: 3 at 0, 2.5, 2, 1.5, 1 at 400 which takes it; then a half for each 100 ms.
  EXPECT_EQ(verdicts(text), ".....x.x.x");
  const std::string lowered =
      changed(R"("token_bucket": {"rate": "5/s", "burst": 3})", change("50ms", R"("burst": 1)"));
  // At 50 there are 2.25, of which the smaller bucket keeps one.
  EXPECT_EQ(verdicts(lowered), "..x.x.x.x.");
  EXPECT_EQ(told(lowered), "limit door burst -> 1 down 50; ");
}

TEST(LimitChange, EveryReplicasLimiterIsChanged) {
  const std::string text =
      timeline(R"("app": {"kind": "instance", "replicas": 2, "limits": [{"name": "door",
                 "per": "replica", "fixed_window": {"limit": 1, "window": "10s"}}],
                 "operations": {"do": {"work": "1ms"}}})",
               "10", "1s", "", "", R"("changes": [)" + change("450ms", R"("to": "300%")") + "]");
  EXPECT_EQ(verdicts(text), "..xxx....x");
}

TEST(LimitChange, OfALimitAmongStepsToo) {
  const std::string text =
      timeline(R"("app": {"kind": "instance", "operations": {"do": [{"work": "1ms"},
                 {"limit": {"name": "door", "fixed_window": {"limit": 2, "window": "10s"}}}]}})",
               "10", "1s", "", "", R"("changes": [)" + change("450ms", R"("to": "200%")") + "]");
  EXPECT_EQ(verdicts(text), "..xxx..xxx");
}

/// Services of 250 ms, one at a time at first; the rest waits in the limit's own line.
std::string lined(const std::string& changes) {
  return timeline(R"("app": {"kind": "instance", "limits": [
                     {"name": "seats", "concurrency": {"limit": 2}, "queue": {}},
                     {"name": "door", "fixed_window": {"limit": 6, "window": "10s"}}],
                     "operations": {"do": {"work": "250ms"}}})",
                  "10", "1s", "", "", R"("changes": [)" + changes + "]");
}

TEST(LimitChange, ALimitWithALineFillsNewPlacesFromIt) {
  const std::string seats = R"("part": "app", "limit": "seats", )";
  // 0 and 100 go in and leave at 250 and 350, 200 and 300 then do, and 400 and 500 at 500 and 600.
  // The limit behind it takes six: 600 gets its place at 750, is refused, and 700 after it.
  EXPECT_EQ(latencies(lined("")), (Times{250, 250, 300, 300, 350, 350, 150, 50, 0, 0}));
  // At 450 there are three places: 400 goes in then, and all others when they come.
  const std::string raised = lined(R"({"at": "450ms", )" + seats + R"("count": 3})");
  EXPECT_EQ(latencies(raised), (Times{250, 250, 300, 300, 300, 250, 0, 0, 0, 0}));
  EXPECT_EQ(told(raised), "limit seats 2 -> 3 up 450; ");
  // At 150 there is one: 0 leaves for nobody, and when 100 does at 350, 200 goes in.
  const std::string lowered = lined(R"({"at": "150ms", )" + seats + R"("count": 1})");
  EXPECT_EQ(latencies(lowered), (Times{250, 250, 400, 550}));
}

TEST(LimitChange, ASlidingLogKeepsItsNewestEntries) {
  SlidingLogSpec spec;
  spec.limit = 3;
  spec.window = std::chrono::seconds{10};
  const auto at = [](int s) { return Time{std::chrono::seconds{s}}; };
  SlidingLog log{spec};
  for (const int s : {0, 1, 2}) EXPECT_TRUE(log.admit(at(s)).admitted);
  EXPECT_TRUE(log.admit(at(10)).admitted);  // 0 is out; kept are 1, 2, 10.
  log.setFigure(at(10), 2);                 // 2, 10.
  EXPECT_FALSE(log.admit(at(11)).admitted);
  EXPECT_TRUE(log.admit(at(12)).admitted);  // 10, 12.
  log.setFigure(at(12), 4);
  EXPECT_TRUE(log.admit(at(13)).admitted);
  EXPECT_TRUE(log.admit(at(14)).admitted);
  EXPECT_FALSE(log.admit(at(19)).admitted);
  EXPECT_TRUE(log.admit(at(20)).admitted);
}

TEST(LimitChange, ASlidingLogRaisedAgainStillCountsWhomItHasLetIn) {
  SlidingLogSpec spec;
  spec.limit = 100;
  spec.window = std::chrono::seconds{10};
  SlidingLog log{spec};
  const Time start{};
  for (int i = 0; i < 90; ++i) EXPECT_TRUE(log.admit(start).admitted);
  const Time later{std::chrono::seconds{3}};
  log.setFigure(later, 10);
  EXPECT_FALSE(log.admit(later).admitted);
  log.setFigure(later, 100);
  int admitted = 0;
  for (int i = 0; i < 200; ++i) admitted += log.admit(later).admitted ? 1 : 0;
  EXPECT_EQ(admitted, 10);
}

TEST(LimitChange, EnvoysBucketGrowsWithItsFill) {
  EnvoyLocalRatelimitSpec spec;
  spec.maxTokens = spec.tokensPerFill = 10;
  spec.fillInterval = std::chrono::seconds{1};
  EnvoyLocalRatelimit limiter{spec};
  const auto passes = [&limiter](int second) {
    int n = 0;
    while (limiter.admit(Time{std::chrono::seconds{second}}).admitted) ++n;
    return n;
  };
  EXPECT_EQ(passes(0), 10);
  limiter.setFigure(Time{std::chrono::seconds{1}}, 20);
  EXPECT_EQ(passes(1), 20);
  EXPECT_EQ(passes(2), 20);
}

TEST(LimitChange, Resilience4jAppliesItFromTheNextCycle) {
  Resilience4jRateLimiterSpec spec;
  spec.limitForPeriod = 4;
  spec.limitRefreshPeriod = std::chrono::seconds{1};
  spec.timeoutDuration = Duration::zero();
  Resilience4jRateLimiter limiter{spec};
  const Time half{std::chrono::milliseconds{500}};
  limiter.setFigure(half, 2);
  EXPECT_EQ(limiter.permissions(), 4);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(limiter.admit(half).admitted);
  EXPECT_FALSE(limiter.admit(half).admitted);
  const Time next{std::chrono::milliseconds{1500}};
  EXPECT_TRUE(limiter.admit(next).admitted);
  EXPECT_EQ(limiter.permissions(), 1);
  limiter.setFigure(next, 8);
  EXPECT_EQ(limiter.permissions(), 1);
}

TEST(LimitChange, ALowerConcurrencyPutsNobodyOut) {
  ConcurrencyLimit limit{{.limit = 2, .note = {}}};
  EXPECT_TRUE(limit.admit({}).admitted && limit.admit({}).admitted);
  limit.setFigure({}, 1);
  limit.leave({}, {});
  EXPECT_FALSE(limit.admit({}).admitted);
  limit.leave({}, {});
  EXPECT_TRUE(limit.admit({}).admitted);
}

TEST(LimitFigure, AShareOfARateIsTheNumberMeant) {
  // 29/100 of 100 is not 28.999999999999996, which would let 28 pass.
  EXPECT_EQ(rateFigure(Rate{100}).at(0.29), 29);
  EXPECT_EQ(rateFigure(Rate{300}).at(1.0 / 3), 100);
  EXPECT_EQ(countFigure(10).at(0.01), 1);
  EXPECT_EQ(countFigure(10).at(0.25), 3);
}

}  // namespace
}  // namespace headroom::test

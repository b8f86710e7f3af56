// Refusing the less important first, and callers that hold back themselves.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/policies/queue/codel_rfc8289.h"
#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

using std::chrono::milliseconds;

/// Flows of two levels, "low" sheddable and "high" critical, into app.do.
std::string levels(const std::string& app, const std::string& low, const std::string& high,
                   const std::string& duration, const std::string& arrivals) {
  const auto load = [&](const char* flow, const std::string& rate) {
    return fmt::format(R"({{"flow": "{}", "arrivals": "{}", "start_rate": "{}/s",
                            "stages": [{{"target": "{}/s", "duration": "{}"}}]}})",
                       flow, arrivals, rate, rate, duration);
  };
  return fmt::format(R"({{"headroom": "1", "system": {{"flows": {{
      "high": {{"entry": "app.do"}}, "low": {{"entry": "app.do", "criticality": "sheddable"}}}},
      "parts": {{"app": {{"kind": "instance", {}}}}}}}, "workload": [{}, {}]}})",
                     app, load("low", low), load("high", high));
}

TEST(CriticalityShedding, RefusesALevelOnlyWhenAllBelowItAreRefused) {
  const Outcome outcome =
      runFirst(levels(R"("limits": [{"criticality_shedding": {"critical": 3, "sheddable_plus": 1}}],
                "operations": {"do": {"work": "10s"}})",
                      "10", "10", "1s", "constant"));
  // high, low, high, low, ...: high is let in up to three; low, which has the threshold of the
  // level above it, finds one inside each time.
  EXPECT_EQ(flow(outcome, "high").books.inside, 3u);
  EXPECT_EQ(flow(outcome, "high").books.refused, 7u);
  EXPECT_EQ(flow(outcome, "low").books.refused, 10u);
  EXPECT_EQ(flow(outcome, "low").whole.causes.front().status, 503);
}

TEST(CriticalityShedding, APlaceIsFreeAgainWhenOneLeaves) {
  const Outcome outcome = runFirst(levels(R"("limits": [{"criticality_shedding": {"sheddable": 1}}],
                "operations": {"do": {"work": "150ms"}})",
                                          "10", "0.1", "950ms", "constant"));
  // Once the one of high is over: every other of low's.
  EXPECT_EQ(flow(outcome, "low").books.refused, 6u);
}

TEST(CriticalityShedding, ThresholdsFallWithTheLevels) {
  const std::string wrong =
      errorsOf(levels(R"("limits": [{"criticality_shedding": {"critical": 3, "sheddable": 4}}],
                "operations": {"do": {"work": "1ms"}})",
                      "10", "10", "1s", "constant"));
  EXPECT_NE(wrong.find("E_ORDER"), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("critical 3, sheddable 4"), std::string::npos) << wrong;
}

/// Twice what four workers can do, a fifth of it critical.
std::string overloaded(const std::string& limits) {
  return levels(
      R"("workers": 4, )" + limits +
          R"("queue": {"capacity": 2000}, "operations": {"do": {"work": {"exponential": "10ms"}}})",
      "640", "160", "60s", "poisson");
}

TEST(Dagor, KeepsTheWaitShortAndTheImportantServed) {
  const Outcome with = runFirst(overloaded(R"("limits": [{"dagor": {"window": "100ms"}}], )"));
  const Outcome without = runFirst(overloaded(""));
  const FlowSpan& high = flow(with, "high").whole;
  EXPECT_GT(static_cast<double>(high.completed), 0.99 * static_cast<double>(high.offered));
  EXPECT_LT(static_cast<double>(flow(without, "high").whole.completed), 0.6 * 160 * 60);
  // 400/s can be served: what is admitted stays near it.
  EXPECT_GT(static_cast<double>(flow(with, "low").whole.completed), 0.8 * 240 * 60);
  EXPECT_LT(resource(part(with, "app"), "workers").whole.queue, 0.1 * 400);
  EXPECT_GT(resource(part(without, "app"), "workers").whole.queue, 1500);
}

TEST(Dagor, NeedsALineToLookAt) {
  const std::string wrong =
      errorsOf(levels(R"("limits": [{"dagor": {}}], "operations": {"do": {"work": "1ms"}})", "10",
                      "10", "1s", "constant"));
  EXPECT_NE(wrong.find("\"workers\""), std::string::npos) << wrong;
}

TEST(CodelRfc8289, DropsAtEverShorterDistances) {
  CodelRfc8289 codel{CodelRfc8289Spec{}};
  std::vector<std::int64_t> drops;
  for (std::int64_t ms = 0; ms <= 450; ++ms)
    if (codel.shed(milliseconds{ms}, milliseconds{20}, true)) drops.push_back(ms);
  // 100, then 100, 70.7, 57.7, 50 and 44.7 ms after one another, at the next whole millisecond.
  EXPECT_EQ(drops, (std::vector<std::int64_t>{100, 200, 271, 329, 379, 424}));
  // One short wait, and it has to be too long for an interval again; then it goes on from where
  // it was: five drops since, so 100 / sqrt(5).
  EXPECT_FALSE(codel.shed(milliseconds{451}, milliseconds{1}, true));
  drops.clear();
  for (std::int64_t ms = 452; ms <= 600; ++ms)
    if (codel.shed(milliseconds{ms}, milliseconds{20}, true)) drops.push_back(ms);
  EXPECT_EQ(drops, (std::vector<std::int64_t>{552, 597}));
}

TEST(CodelRfc8289, NeverDropsTheLastOne) {
  CodelRfc8289 codel{CodelRfc8289Spec{}};
  for (std::int64_t ms = 0; ms <= 1000; ++ms)
    EXPECT_FALSE(codel.shed(milliseconds{ms}, milliseconds{20}, false));
}

std::string throttled(const std::string& app, const std::string& more = "") {
  return timeline(R"("app": {"kind": "instance", )" + app + "}", "100", "10s",
                  R"("throttle": {"window": "1h"})" + more);
}

TEST(Throttle, CountsAnErrorOfServiceAsAccepted) {
  const Outcome outcome = runFirst(
      timeline(R"("app": {"kind": "external", "error_rate": "100%", "operations": {"do": "1ms"}})",
               "100", "10s", R"("throttle": {})"));
  EXPECT_EQ(part(outcome, "app").books.offered, 1000u);
}

TEST(Throttle, HoldsBackWhenNothingIsAccepted) {
  // Of n requests all held back or refused, the next is sent with 1/(n + 1): 1 + 1/2 + 1/3 + ...,
  // 7.5 of a thousand.
  const std::string text = throttled(
      R"("limits": [{"concurrency": {"limit": 1}}], "operations": {"do": {"work": "1h"}})");
  const Outcome outcome = runFirst(text);
  const std::uint64_t sent = part(outcome, "app").books.offered;
  EXPECT_GE(sent, 3u);
  EXPECT_LE(sent, 16u);
  const FlowOutcome& f = flow(outcome, "f");
  EXPECT_EQ(f.books.refused + f.books.inside, 1000u);
  EXPECT_EQ(f.whole.causes.front().cause, Cause::throttled);
  EXPECT_EQ(f.whole.causes.front().status, 503);
  EXPECT_EQ(f.whole.causes.front().origin, "client");
  EXPECT_EQ(f.whole.causes.front().count, 1000 - sent);
}

TEST(Throttle, CountsTimeoutsAsNotAccepted) {
  const Outcome outcome =
      runFirst(throttled(R"("operations": {"do": {"work": "1s"}})", R"(, "timeout": "5ms")"));
  EXPECT_LE(part(outcome, "app").books.offered, 16u);
}

TEST(Throttle, CountsEachAttempt) {
  const std::string app =
      R"("limits": [{"fixed_window": {"limit": 1, "window": "1h"}}], "operations": {"do": {"work": "1ms"}})";
  const auto attempts = [&](const std::string& retry) {
    return flow(runFirst(throttled(app, retry)), "f").whole.attempts;
  };
  // A refusal of the throttle is a 503, which is asked again; one of the limit is a 429.
  EXPECT_GT(attempts(R"(, "retry": {"max_attempts": 3, "fixed": {"delay": "1ms"}})"), 2900u);
  EXPECT_LE(attempts(R"(, "retry": {"max_attempts": 3, "retry_on": ["429"]})"), 1050u);
}

TEST(Throttle, EachReplicaCountsForItself) {
  // Each of two callers sends its first request: the other's failures tell it nothing.
  const std::string text = timeline(
      R"("app": {"kind": "instance", "replicas": 2, "operations": {
           "do": {"call": "db.q", "timeout": "1ms", "throttle": {"window": "1h"}}}},
         "db": {"kind": "database", "connections": 1, "operations": {"q": "1h"}})",
      "100", "20ms");
  const Outcome outcome = runFirst(text);
  EXPECT_EQ(part(outcome, "db").books.offered, 2u);
  const Outcome longer = runFirst(timeline(
      R"("app": {"kind": "instance", "replicas": 2, "operations": {
           "do": {"call": "db.q", "timeout": "1ms", "throttle": {"window": "1h"}}}},
         "db": {"kind": "database", "connections": 1, "operations": {"q": "1h"}})",
      "100", "10s"));
  EXPECT_LE(part(longer, "db").books.offered, 28u);
  const CauseCount& why = part(longer, "app").causes.front();
  EXPECT_EQ(why.cause, Cause::throttled);
  EXPECT_EQ(why.origin, "app");
}

TEST(Throttle, ForgetsWhatIsOlderThanItsWindow) {
  // Down for a second, and back: with a window of a second all is sent again two seconds later.
  const std::string text =
      timeline(R"("app": {"kind": "instance", "operations": {"do": {"work": "1ms"}}})", "100", "6s",
               R"("throttle": {"window": "1s"})",
               R"({"at": "1s", "duration": "2s", "part": "app", "down": {"mode": "refuse"}})",
               R"("assert": [{"flow": "f", "metric": "success_ratio", "op": "gte", "value": "100%",
                     "window": {"from": "5s", "to": "5.9s"}}])");
  const Outcome outcome = runFirst(text);
  EXPECT_DOUBLE_EQ(outcome.measurements.front().value.value_or(0), 1);
}

}  // namespace
}  // namespace headroom::test

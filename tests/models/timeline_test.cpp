// Timelines one can check by hand: constant arrivals, constant services, and what must come of
// them. Sentences from the format's definitions (docs/reference.md).
#include <gtest/gtest.h>

#include "models/outcome/verdict.h"
#include "models/world/simulate.h"
#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

const std::string kDbCall =
    R"("db": {"kind": "database", "connections": 1, "operations": {"q": "90ms"}},
  "app": {"kind": "instance", "workers": 1, "cores": 1,
          "operations": {"do": [{"work": "10ms"}, {"call": "db.q"}]}})";

TEST(Timeline, AWorkerIsHeldDuringCallsAndUsesNoCpuMeanwhile) {
  const Outcome outcome = runFirst(timeline(kDbCall, "5", "1s"));
  const PartOutcome& app = part(outcome, "app");
  EXPECT_DOUBLE_EQ(resource(app, "workers").whole.utilisation, 0.5);
  EXPECT_DOUBLE_EQ(resource(app, "cores").whole.utilisation, 0.05);
  EXPECT_DOUBLE_EQ(resource(part(outcome, "db"), "connections").whole.utilisation, 0.45);
}

TEST(Timeline, AQueuesCapacityCountsPlacesBeyondTheWorkers) {
  const Outcome outcome = runFirst(timeline(
      R"("app": {"kind": "instance", "workers": 1, "queue": {"capacity": 1},
                 "operations": {"do": {"work": "1s"}}})",
      "10", "1s"));
  const FlowOutcome& f = flow(outcome, "f");
  EXPECT_EQ(f.books.offered, 10u);
  EXPECT_EQ(f.books.completed, 1u);  // It leaves at 1 s, the run's last instant.
  EXPECT_EQ(f.books.refused, 8u);
  EXPECT_EQ(f.books.inside, 1u);
  EXPECT_EQ(f.whole.causes.front().cause, Cause::queueFull);
  EXPECT_EQ(f.whole.causes.front().status, 503);
}

TEST(Timeline, WhoWaitsTooLongLeavesTheQueueWith503) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "workers": 1, "queue": {"timeout": "300ms"},
                 "operations": {"do": {"work": "500ms"}}})",
      "10", "1s");
  // Arrivals at 0, 100, ...: 0 is served to 500, then 200 (100 left at 400, and 200 leaves at 500:
  // a departure comes before a timeout of the same instant), then 700 from 1000 on.
  const Causes c = causes(text);
  ASSERT_GE(c.size(), 6u);
  EXPECT_EQ(c[0], Cause::none);
  EXPECT_EQ(c[1], Cause::queueTimeout);
  EXPECT_EQ(c[2], Cause::none);
  EXPECT_EQ(latencies(text)[1], 300);
  EXPECT_EQ(latencies(text)[2], 800);
}

TEST(Timeline, APoolHandsOverInOrderAndAWaiterLeavesAtItsConnectionTimeout) {
  const std::string text = timeline(
      R"("db": {"kind": "database", "connections": 9, "operations": {"q": "250ms"}},
         "app": {"kind": "instance", "pools": {"db": {"size": 1, "connection_timeout": "200ms"}},
                 "operations": {"do": {"call": "db.q"}}})",
      "10", "400ms");
  // 0 holds it to 250; 100 waits 150 and holds it to 500; 200 gives up at 400; 300 has 200 left at
  // 500.
  EXPECT_EQ(latencies(text), (Times{250, 200}));
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::poolTimeout}));
}

const std::string kSlowDb =
    R"("db": {"kind": "database", "connections": 9, "operations": {"q": "500ms"}},
  "app": {"kind": "instance", "operations": {"do": {"call": "db.q", "timeout": "200ms"}}})";

TEST(Timeline, WhatWasSentGoesOnInVainAfterACallsTimeout) {
  const Outcome outcome = runFirst(timeline(kSlowDb, "1", "1s"));
  const FlowOutcome& f = flow(outcome, "f");
  EXPECT_EQ(f.books.failed, 1u);
  EXPECT_EQ(f.whole.causes.front().cause, Cause::timeout);
  EXPECT_EQ(f.whole.causes.front().status, 504);
  EXPECT_EQ(f.whole.causes.front().origin, "db");  // Where it was stuck.
  EXPECT_EQ(f.whole.failureLatency.max(), std::chrono::milliseconds{200});
  const PartOutcome& db = part(outcome, "db");
  EXPECT_EQ(db.books.completed, 1u);
  EXPECT_DOUBLE_EQ(db.serviceSeconds, 0.5);
  EXPECT_DOUBLE_EQ(db.wastedSeconds, 0.3);
}

TEST(Timeline, AReplyAtExactlyItsDeadlineIsInTime) {
  std::string text = timeline(kSlowDb, "1", "1s");
  text.replace(text.find("500ms"), 5, "200ms");
  EXPECT_EQ(causes(text), Causes{Cause::none});
}

TEST(Timeline, AnArrivalAtTheInstantOfAFaultMeetsItAndADepartureDoesNot) {
  const std::string text =
      timeline(R"("app": {"kind": "instance", "operations": {"do": {"work": "1s"}}})", "1", "4s",
               "", R"({"at": "2s", "duration": "500ms", "part": "app", "down": {}})");
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::none, Cause::refused, Cause::none}));
}

TEST(Timeline, InFlightRequestsAreResetWhenAPartGoesDown) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "operations": {"do": {"work": "900ms"}}})", "1", "3s", "",
      R"({"at": "1500ms", "duration": "100ms", "part": "app", "down": {"mode": "refuse"}})");
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::reset, Cause::none}));
  EXPECT_EQ(latencies(text)[1], 500);
}

TEST(Timeline, AHangingPartRepliesWhenTheFaultEnds) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "workers": 9, "operations": {"do": {"work": "100ms"}}})", "10",
      "1s", "", R"({"at": "250ms", "duration": "300ms", "part": "app", "down": {"mode": "hang"}})");
  // 200 is in service and replies at 550; 300, 400, 500 begin then; 600 and later as ever.
  EXPECT_EQ(latencies(text), (Times{100, 100, 350, 350, 250, 150, 100, 100, 100, 100}));
}

TEST(Timeline, RetriesWaitTheirBackoffAndCountTheFirstAttempt) {
  const std::string text =
      timeline(R"("app": {"kind": "instance", "operations": {"do": {"work": "10ms"}}})", "1", "1s",
               R"("retry": {"max_attempts": 3, "exponential": {"initial": "100ms"}})",
               R"({"at": "0s", "duration": "250ms", "part": "app", "down": {}})");
  // Refused at 0 and at 100, served from 300 to 310.
  EXPECT_EQ(latencies(text), Times{310});
  EXPECT_EQ(flow(runFirst(text), "f").whole.attempts, 3u);
}

TEST(Timeline, A429IsNotRetriedUnlessItIsListed) {
  const std::string parts =
      R"("app": {"kind": "instance", "limits": [{"token_bucket": {"rate": "0/s"}}],
      "operations": {"do": {"work": "10ms"}}})";
  const std::string retry = R"("retry": {"max_attempts": 2{}, "fixed": {"delay": "10ms"}})";
  const auto attempts = [&](const std::string& on) {
    std::string r = retry;
    r.replace(r.find("{}"), 2, on);
    return flow(runFirst(timeline(parts, "2", "1s", r)), "f").whole.attempts;
  };
  EXPECT_EQ(attempts(""), 2u);  // The one token, and a refusal.
  EXPECT_EQ(attempts(R"(, "retry_on": ["429"])"), 3u);
}

TEST(Timeline, MaxThroughputIsOneServerInFrontOfADelay) {
  const std::string text = timeline(
      R"("ext": {"kind": "external", "max_throughput": "10/s", "operations": {"x": "150ms"}},
         "app": {"kind": "gateway", "operations": {"do": {"call": "ext.x"}}})",
      "20", "150ms", "", "", "");
  // Servers' ends at 100, 200, 300; 50 ms more each; of these only the first is inside the run.
  EXPECT_EQ(latencies(text), Times{150});
  std::string longer = text;
  longer.replace(
      longer.find(R"("duration": "150ms")"), 19,
      R"("duration": "150ms"}, {"target": "0/s", "duration": "0s"}, {"target": "0/s", "duration": "1s")");
  EXPECT_EQ(latencies(longer), (Times{150, 200, 250}));
}

TEST(Timeline, AColdCacheIsFilledByTheFirstMissForTheRest) {
  const std::string text = timeline(
      R"("cache": {"kind": "cache", "capacity": 10, "ttl": "1s", "read": "10ms", "initially": "cold"},
         "db": {"kind": "database", "connections": 9, "operations": {"q": "150ms"}},
         "app": {"kind": "instance", "operations": {"do": {"cache": "cache", "key": "one",
                 "on_miss": {"call": "db.q"}}}})",
      "10", "1500ms");
  // 0 and 100 miss side by side (misses are not coalesced) and fill at 160 and 260; the second fill
  // is the life that counts, so the look-up of 1200 (at 1210) hits and that of 1300 misses.
  const Times times = latencies(text);
  EXPECT_EQ(Times(times.begin(), times.begin() + 3), (Times{160, 160, 10}));
  EXPECT_EQ(times[12], 10);
  EXPECT_EQ(times[13], 160);
}

TEST(Timeline, ParallelWaitsForAllAndFailsWithTheFirstFailure) {
  const std::string parts =
      R"("a": {"kind": "external", "operations": {"x": "300ms"}},
         "b": {"kind": "external", "operations": {"x": "200ms"}},
         "app": {"kind": "instance", "operations": {"do": {"parallel": [
             {"call": "a.x"}, {"call": "b.x", "timeout": "50ms"}, {"work": "10ms"}]}}})";
  const std::string text = timeline(parts, "1", "1s");
  EXPECT_EQ(latencies(text), Times{300});
  EXPECT_EQ(causes(text), Causes{Cause::timeout});
  EXPECT_EQ(flow(runFirst(text), "f").whole.causes.front().origin, "b");
}

TEST(Timeline, LostInstancesResetTheirRequestsAndTheOthersTakeOver) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "replicas": 2, "operations": {"do": {"work": "150ms"}}})",
      "10", "1s", "",
      R"({"at": "350ms", "duration": "300ms", "part": "app", "instances_lost": {"count": 1}})");
  const Causes c = causes(text);
  // Round robin: the second replica has 100, 300, ...; at 350 it holds 300 only.
  EXPECT_EQ(std::count(c.begin(), c.end(), Cause::reset), 1);
  EXPECT_EQ(c[3], Cause::reset);
  EXPECT_EQ(std::count(c.begin(), c.end(), Cause::none), static_cast<std::ptrdiff_t>(c.size()) - 1);
}

TEST(Timeline, RecoveryIsTheFirstTenSecondsThatAreGoodTogether) {
  // Down from 30 s to 40 s at 10/s. Windows of 10 s beginning at t hold 100 requests; the one that
  // begins at 39.5 has 5 bad ones, exactly 95 %.
  const std::string text = timeline(
      R"("app": {"kind": "instance", "operations": {"do": {"work": "1ms"}}})", "10", "60s", "",
      R"({"at": "30s", "duration": "10s", "part": "app", "down": {}})",
      R"("assert": [{"flow": "f", "metric": "recovery_time", "after": "35s", "op": "lte", "value": "4.5s"},
                    {"flow": "f", "metric": "recovery_time", "after": "40s", "op": "lte", "value": "1s"}])");
  const Outcome outcome = runFirst(text);
  EXPECT_NEAR(*outcome.measurements[0].value, 4.5, 1e-9);
  EXPECT_NEAR(*outcome.measurements[1].value, 0, 1e-9);
}

TEST(Timeline, WhatNeverRecoversFails) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "operations": {"do": {"work": "1ms"}}})", "10", "60s", "",
      R"({"at": "30s", "part": "app", "down": {}})",
      R"("assert": [{"flow": "f", "metric": "recovery_time", "after": "35s", "op": "lte", "value": "300s"}])");
  const LoadedScenario loaded = load(text);
  const auto judgements =
      judge(loaded.variants.front().spec, simulate(loaded.variants.front(), {}));
  EXPECT_EQ(judgements.front().verdict, Verdict::fail);
  EXPECT_EQ(judgements.front().value, "never");
}

}  // namespace
}  // namespace headroom::test

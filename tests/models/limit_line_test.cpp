// A limit on concurrency with a waiting line of its own.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// One of four connections may work; the others stand in the limit's line, connected.
std::string lined(const std::string& queue, const std::string& duration = "950ms",
                  const std::string& flow = "", const std::string& faults = "") {
  return timeline(R"("app": {"kind": "database", "connections": 4,
                     "limits": [{"concurrency": {"limit": 1}, "queue": {)" +
                      queue + R"(}}], "operations": {"do": "250ms"}})",
                  "10", duration, flow, faults);
}

TEST(LimitLine, WhoIsBeyondTheLimitWaitsUntilOneLeaves) {
  EXPECT_EQ(latencies(lined("")), (Times{250, 400, 550}));
  const Outcome outcome = runFirst(lined(""));
  const PartOutcome& db = part(outcome, "app");
  EXPECT_EQ(resource(db, "limit 0").capacity, 1);
  EXPECT_DOUBLE_EQ(resource(db, "limit 0").whole.busy, 1);
  // All who are inside hold a connection: at 300 three (100 works; 200, 300), ...
  EXPECT_GT(resource(db, "connections").whole.busy, 2);
  EXPECT_EQ(db.books.refused, 0u);
}

TEST(LimitLine, WhenItGoesOffWhoWaitsIsLetIn) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "limits": [{"concurrency": {"limit": 1}, "queue": {},
           "when": {"to": "450ms"}}], "operations": {"do": {"work": "1s"}}})",
      "10", "3s");
  // The first works until 1000; 100 to 400 wait, and go in at 450; from then on nobody waits.
  Times times = latencies(text);
  times.resize(7);
  EXPECT_EQ(times, (Times{1000, 1350, 1250, 1150, 1050, 1000, 1000}));
}

TEST(LimitLine, ItsDisciplineIsItsOwn) {
  EXPECT_EQ(latencies(lined(R"("discipline": "lifo")")), (Times{250, 300, 350}));
}

TEST(LimitLine, ItsBoundsRefuseWith503) {
  const std::string text = lined(R"("capacity": 1, "timeout": "200ms")", "760ms");
  EXPECT_EQ(latencies(text), (Times{250, 400, 0, 450, 0, 200, 0}));
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::none, Cause::queueFull, Cause::none,
                                  Cause::queueFull, Cause::queueTimeout, Cause::queueFull}));
  const Outcome outcome = runFirst(text);
  const CauseCount& cause = part(outcome, "app").causes.front();
  EXPECT_EQ(cause.resource, "limit 0");
  EXPECT_EQ(cause.status, 503);
}

TEST(LimitLine, AnInstanceKeepsItsWorkersForOthers) {
  const Outcome outcome = runFirst(timeline(
      R"("app": {"kind": "instance", "replicas": 2, "workers": 3,
         "limits": [{"per": "replica", "concurrency": {"limit": 1}, "queue": {}}],
         "operations": {"do": {"work": "250ms"}}})",
      "10", "1s"));
  const PartOutcome& app = part(outcome, "app");
  EXPECT_EQ(resource(app, "limit 0").capacity, 2);
  EXPECT_DOUBLE_EQ(resource(app, "workers").whole.queue, 0);
  // Each replica: every 200 ms one of 250 ms; the second's first comes at 100.
  EXPECT_NEAR(resource(app, "workers").whole.busy, 1.9, 1e-9);
  EXPECT_NEAR(resource(app, "limit 0").whole.busy, 1.9, 1e-9);
  EXPECT_GT(resource(app, "limit 0").whole.queue, 0);
}

TEST(LimitLine, ATimeoutInItSaysLimit) {
  const Outcome outcome = runFirst(lined("", "950ms", R"("timeout": "140ms")"));
  const std::vector<CauseCount>& why = flow(outcome, "f").whole.causes;
  EXPECT_TRUE(std::any_of(why.begin(), why.end(), [](const CauseCount& c) {
    return c.cause == Cause::timeout && c.resource == "limit 0";
  }));
}

TEST(LimitLine, AFaultResetsWhoWaits) {
  const std::string text =
      lined("", "950ms", "",
            R"({"at": "230ms", "duration": "100ms", "part": "app", "down": {"mode": "refuse"}})");
  EXPECT_EQ(latencies(text), (Times{230, 130, 30, 0, 250, 400}));
  EXPECT_EQ(causes(text), (Causes{Cause::reset, Cause::reset, Cause::reset, Cause::refused,
                                  Cause::none, Cause::none}));
}

TEST(LimitLine, AHangHoldsWhoseTurnItIs) {
  const std::string text =
      lined("", "950ms", "",
            R"({"at": "150ms", "duration": "150ms", "part": "app", "down": {"mode": "hang"}})");
  // The first is held from 250 to 300, the second goes on until 550.
  Times times = latencies(text);
  times.resize(2);
  EXPECT_EQ(times, (Times{300, 450}));
}

TEST(LimitLine, TheNextLimitIsAskedByWhoWasLetIn) {
  const std::string text = timeline(
      R"("app": {"kind": "database", "connections": 4, "limits": [
           {"concurrency": {"limit": 1}, "queue": {}}, {"fixed_window": {"limit": 1, "window": "1h"}}],
           "operations": {"do": "250ms"}})",
      "10", "450ms");
  EXPECT_EQ(causes(text),
            (Causes{Cause::none, Cause::limited, Cause::limited, Cause::limited, Cause::limited}));
  EXPECT_EQ(latencies(text), (Times{250, 150, 50, 0, 0}));
}

TEST(LimitLine, WhoIsRefusedInItDoesTheLimitsFallback) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "limits": [{"concurrency": {"limit": 1},
           "queue": {"capacity": 1, "timeout": "200ms"}, "fallback": {"work": "10ms"}}],
           "operations": {"do": {"work": "250ms"}}})",
      "10", "760ms");
  // As above, but 200, 400, 500 and 600 are answered 10 ms after they were refused.
  EXPECT_EQ(latencies(text), (Times{250, 400, 10, 450, 10, 210, 10}));
  EXPECT_EQ(part(runFirst(text), "app").books.degraded, 4u);
}

TEST(LimitLine, IsAResourceToAssertOn) {
  const std::string text = timeline(
      R"("app": {"kind": "database", "connections": 4,
         "limits": [{"concurrency": {"limit": 1}, "queue": {}}], "operations": {"do": "250ms"}})",
      "10", "1s", "", "",
      R"("assert": [{"part": "app", "resource": "limit 0", "metric": "utilisation", "op": "gte",
                     "value": "99%"}])");
  EXPECT_DOUBLE_EQ(runFirst(text).measurements.front().value.value_or(0), 1);
}

TEST(LimitLine, ItsUtilisationIsOfThePlacesItHas) {
  // Two at a time of 200 ms each; from 5 s on there are four places.
  const Outcome outcome = runFirst(timeline(
      R"("app": {"kind": "instance", "limits": [{"name": "door", "concurrency": {"limit": 2},
           "queue": {}}], "operations": {"do": {"work": "200ms"}}})",
      "10", "10s", "", "",
      R"("changes": [{"at": "5s", "part": "app", "limit": "door", "count": 4}])"));
  const ResourceOutcome& door = resource(part(outcome, "app"), "limit door");
  EXPECT_NEAR(door.whole.busy, 2, 0.02);
  EXPECT_NEAR(door.whole.utilisation, 2 / 3.0, 0.01);
  const SeriesColumn* curve = outcome.series.find("app", "", "utilisation", "mean", "limit door");
  ASSERT_NE(curve, nullptr);
  EXPECT_NEAR(curve->values[3], 1, 0.01);
  EXPECT_NEAR(curve->values[7], 0.5, 0.01);
}

TEST(LimitLine, WhomItDoesNotMeanItDoesNotHold) {
  const std::string text = timeline(
      R"("app": {"kind": "database", "connections": 4, "limits": [
           {"match": {"operation": "other"}, "concurrency": {"limit": 1}, "queue": {}}],
           "operations": {"do": "250ms", "other": "1ms"}})",
      "10", "950ms");
  EXPECT_EQ(latencies(text), (Times{250, 250, 250, 250, 250, 250, 250, 250}));
}

}  // namespace
}  // namespace headroom::test

// Degraded answers: what a fallback does in place of what, where its mark travels, how it counts.
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// Of each request: "ok", "degraded", or the cause of its failure.
std::string answers(const std::string& text) {
  std::string out;
  for (const Answer& a : answersOf(load(text).variants.front())) {
    if (!out.empty()) out += ' ';
    out += a.degraded ? "degraded" : a.cause == Cause::none ? "ok" : nameOf(a.cause);
  }
  return out;
}

/// A token every 200 ms for a request every 100 ms.
const std::string kBucket = R"("token_bucket": {"rate": "5/s"})";

std::string instance(const std::string& body) {
  return R"("app": {"kind": "instance", )" + body + "}";
}

TEST(Degraded, ARefusedRequestDoesTheFallbackWithoutAWorker) {
  const std::string text = timeline(
      instance(R"("workers": 1, "limits": [{)" + kBucket +
               R"(, "fallback": {"work": "3ms"}}], "operations": {"do": {"work": "150ms"}})"),
      "10", "400ms");
  // Those let in at 0 and 200 hold the worker for 150 ms; the others do not wait for it.
  EXPECT_EQ(latencies(text), (Times{150, 3, 150, 3}));
  EXPECT_EQ(answers(text), "ok degraded ok degraded");
  const Outcome outcome = runFirst(text);
  for (const Books& books : {flow(outcome, "f").books, part(outcome, "app").books}) {
    EXPECT_EQ(books.completed, 2u);
    EXPECT_EQ(books.degraded, 2u);
    EXPECT_EQ(books.refused + books.failed + books.inside, 0u);
  }
}

TEST(Degraded, LimitsThatLetItInBeforeLetGoOfARefusedRequest) {
  const std::string text = timeline(
      instance(R"("limits": [{"concurrency": {"limit": 1}}, {)" + kBucket +
               R"(, "fallback": {"work": "250ms"}}], "operations": {"do": {"work": "1ms"}})"),
      "10", "600ms");
  // The fallback of 100 goes on to 350; if it counted as inside, 200 would find no place.
  EXPECT_EQ(answers(text), "ok degraded ok degraded ok");
  EXPECT_EQ(latencies(text), (Times{1, 250, 1, 250, 1}));
}

TEST(Degraded, AWaitBeforeTheRefusalComesBeforeTheFallback) {
  const std::string limiter = R"("resilience4j_rate_limiter": {"limit_for_period": 1,
      "limit_refresh_period": "10s", "timeout_duration": "80ms"}, "fallback": {"work": "5ms"})";
  const auto two = [](const std::string& app) { return timeline(instance(app), "10", "200ms"); };
  EXPECT_EQ(
      latencies(two(R"("limits": [{)" + limiter + R"(}], "operations": {"do": {"work": "1ms"}})")),
      (Times{1, 85}));
  EXPECT_EQ(
      latencies(two(R"("operations": {"do": [{"limit": {)" + limiter + R"(}}, {"work": "1ms"}]})")),
      (Times{1, 85}));
}

TEST(Degraded, AStepsLimitReplacesWhatFollowsInItsList) {
  const std::string limit = R"({"limit": {)" + kBucket + R"(, "fallback": {"work": "7ms"}}})";
  // In a branch the rest of the branch; the other branch (20) is waited for all the same.
  const std::string branches =
      timeline(instance(R"("operations": {"do": [{"parallel": [[)" + limit +
                        R"(, {"work": "40ms"}], {"work": "20ms"}]}, {"work": "1ms"}]})"),
               "10", "200ms");
  EXPECT_EQ(latencies(branches), (Times{41, 21}));
  EXPECT_EQ(answers(branches), "ok degraded");
  // At the top the rest of the operation.
  const std::string top = timeline(
      instance(R"("operations": {"do": [{"work": "2ms"}, )" + limit + R"(, {"work": "30ms"}]})"),
      "10", "200ms");
  EXPECT_EQ(latencies(top), (Times{32, 9}));
}

/// A database of 80 ms behind a call that has 50.
std::string slowDatabase(const std::string& call) {
  return timeline(
      instance(R"("operations": {"do": [{"call": "db.q", "timeout": "50ms")" + call +
               R"(}, {"work": "1ms"}]})") +
          R"(, "db": {"kind": "database", "connections": 9, "operations": {"q": "80ms"}})",
      "2", "500ms");
}

TEST(Degraded, ACallThatFailedForGoodIsReplaced) {
  EXPECT_EQ(latencies(slowDatabase(R"(, "fallback": {"work": "5ms"})")), (Times{56}));
  EXPECT_EQ(answers(slowDatabase(R"(, "fallback": {"work": "5ms"})")), "degraded");
  EXPECT_EQ(latencies(slowDatabase(R"(, "retry": {"max_attempts": 2}, "fallback": [])")),
            (Times{101}));
}

TEST(Degraded, AFallbackOnOtherFailuresDoesNotAct) {
  EXPECT_EQ(answers(slowDatabase(R"(, "fallback": [], "fallback_on": ["503", "refused"])")),
            "timeout");
  EXPECT_EQ(answers(slowDatabase(R"(, "fallback": [], "fallback_on": ["timeout"])")), "degraded");
}

TEST(Degraded, AFallbackThatFailsFailsTheRequest) {
  const std::string text = slowDatabase(R"(, "fallback": {"call": "db.q", "timeout": "30ms"})");
  EXPECT_EQ(answers(text), "timeout");
  EXPECT_EQ(latencies(text), (Times{80}));
}

/// back.do asks ext, which is down until 250 ms.
std::string throughTwoParts(const std::string& flow) {
  return timeline(
      R"("app": {"kind": "gateway", "operations": {"do": {"call": "back.do"}}},
      "back": {"kind": "gateway", "operations": {"do": {"call": "ext.x", "fallback": []}}},
      "ext": {"kind": "external", "operations": {"x": "10ms"}})",
      "10", "500ms", flow,
      R"({"at": "0s", "duration": "250ms", "part": "ext", "down": {"mode": "refuse"}})");
}

TEST(Degraded, TheMarkTravelsUpToTheClientWhoDoesNotAskAgain) {
  const std::string text =
      throughTwoParts(R"("retry": {"max_attempts": 3, "retry_on": ["502", "refused"]})");
  EXPECT_EQ(answers(text), "degraded degraded degraded ok ok");
  const Outcome outcome = runFirst(text);
  EXPECT_EQ(part(outcome, "app").books.degraded, 3u);
  EXPECT_EQ(part(outcome, "back").books.degraded, 3u);
  EXPECT_EQ(part(outcome, "ext").books.failed, 3u);
  EXPECT_EQ(flow(outcome, "f").whole.attempts, 5u);
  EXPECT_TRUE(flow(outcome, "f").whole.causes.empty());
}

TEST(Degraded, ItsFlowSaysWhetherItIsASuccess) {
  const std::string asserts = R"(, "assert": [
      {"flow": "f", "metric": "success_ratio", "threshold": ">=0%"},
      {"flow": "f", "metric": "degraded_ratio", "threshold": ">=0%"},
      {"flow": "f", "metric": "goodput", "threshold": ">=0/s"},
      {"flow": "f", "metric": "latency", "threshold": "avg>=0s"}]})";
  const auto measured = [&](const std::string& flow) {
    std::string text = throughTwoParts(flow);
    text.resize(text.rfind('}'));
    std::vector<double> values;
    for (const Measurement& m : runFirst(text + asserts).measurements)
      values.push_back(m.value.value());
    return values;
  };
  // Three answers of 0 ms from the fallback, two of 10 ms, in half a second.
  const std::vector<double> success = measured("");
  EXPECT_DOUBLE_EQ(success[0], 1);
  EXPECT_DOUBLE_EQ(success[1], 0.6);
  EXPECT_DOUBLE_EQ(success[2], 10);
  EXPECT_NEAR(success[3], 0.004, 1e-9);
  const std::vector<double> failure = measured(R"("degraded_counts_as": "failure")");
  EXPECT_DOUBLE_EQ(failure[0], 0.4);
  EXPECT_DOUBLE_EQ(failure[1], 0.6);
  EXPECT_DOUBLE_EQ(failure[2], 4);
  EXPECT_NEAR(failure[3], 0.01, 1e-9);
}

/// One key, asked for by everyone; the database is down until 250 ms.
std::string lookups(const std::string& step, const std::string& capacity = "10") {
  return timeline(instance(R"("operations": {"do": {"cache": "c", "key": "one", )" + step + "}}") +
                      R"(, "c": {"kind": "cache", "capacity": )" + capacity +
                      R"(, "read": "1ms", "initially": "cold"},
              "db": {"kind": "database", "connections": 9, "operations": {"q": "10ms"}})",
                  "10", "500ms", "",
                  R"({"at": "0s", "duration": "250ms", "part": "db", "down": {"mode": "refuse"}})");
}

TEST(Degraded, WhatAFallbackGaveIsNotFilledIn) {
  for (const char* more : {"", R"("fill": "awaited", )", R"("single_flight": true, )"}) {
    const std::string text =
        lookups(std::string{more} + R"("on_miss": {"call": "db.q", "fallback": []})");
    // 300 finds nothing there and asks the database; only 400 is a hit.
    EXPECT_EQ(latencies(text), (Times{1, 1, 1, 11, 1})) << more;
    EXPECT_EQ(answers(text), "degraded degraded degraded ok ok") << more;
  }
}

TEST(Degraded, AnEarlierFallbackDoesNotKeepALaterValueOut) {
  const std::string text =
      timeline(instance(R"("operations": {"do": [{"call": "db.q", "fallback": []},
                   {"cache": "c", "key": "one", "on_miss": {"work": "20ms"}}]})") +
                   R"(, "c": {"kind": "cache", "capacity": 10, "read": "1ms", "initially": "cold"},
              "db": {"kind": "database", "connections": 9, "operations": {"q": "10ms"}})",
               "10", "300ms", "",
               R"({"at": "0s", "duration": "250ms", "part": "db", "down": {"mode": "refuse"}})");
  EXPECT_EQ(latencies(text), (Times{21, 1, 1}));
}

TEST(Degraded, FollowersOfAFlightShareItsMark) {
  const std::string text =
      timeline(instance(R"("operations": {"do": {"cache": "c", "key": "one", "single_flight": true,
                   "on_miss": {"call": "db.q", "timeout": "150ms", "fallback": []}}})") +
                   R"(, "c": {"kind": "cache", "capacity": 10, "read": "1ms", "initially": "cold"},
              "db": {"kind": "database", "connections": 9, "operations": {"q": "400ms"}})",
               "10", "300ms");
  // 0 leads until 151, when 100 lands with it; 200 leads anew and is not done by the end.
  EXPECT_EQ(latencies(text), (Times{151, 51}));
  EXPECT_EQ(answers(text), "degraded degraded");
}

TEST(Degraded, ALimitInOnMissReplacesTheRestOfItAndTheFill) {
  const std::string step = R"("on_miss": [{"limit": {"token_bucket": {"rate": "1/s", "burst": 2},
      "fallback": {"work": "4ms"}}}, {"call": "db.q", "fallback": {"work": "2ms"}}])";
  // Two have tokens: they ask the database, which is down; the others do not.
  for (const char* more : {"", R"("single_flight": true, )"})
    EXPECT_EQ(latencies(lookups(more + step)), (Times{3, 3, 5, 5, 5})) << more;
}

TEST(Degraded, AFailedLookupIsReplaced) {
  const std::string text = timeline(
      instance(R"("operations": {"do": [{"cache": "c", "key": "one", "on_miss": {"work": "20ms"},
                   "fallback": {"work": "6ms"}}, {"work": "1ms"}]})") +
          R"(, "c": {"kind": "cache", "capacity": 10, "read": "1ms", "initially": "cold"})",
      "10", "400ms", "",
      R"({"at": "50ms", "duration": "100ms", "part": "c", "down": {"mode": "refuse"}})");
  // Filled at 21; down and emptied from 50 to 150; a miss at 200, a hit at 300.
  EXPECT_EQ(latencies(text), (Times{22, 7, 22, 2}));
  EXPECT_EQ(answers(text), "ok degraded ok ok");
}

}  // namespace
}  // namespace headroom::test

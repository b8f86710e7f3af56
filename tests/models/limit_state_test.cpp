// Limits whose state is kept in a cache that can die, and limits that are shared out.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// A request every 100 ms at one worker; the store reads in 2 ms.
std::string stored(const std::string& limit, const std::string& faults = "",
                   const std::string& app = R"("workers": 1)") {
  return timeline(R"("app": {"kind": "instance", )" + app + R"(, "limits": [{)" + limit +
                      R"(}], "operations": {"do": {"work": "1ms"}}},
             "store": {"kind": "cache", "capacity": 0, "read": "2ms", "max_throughput": "1000/s"})",
                  "10", "400ms", "", faults);
}

std::string bucket(const std::string& rate, const std::string& onFailure = "open") {
  return fmt::format(R"("token_bucket": {{"rate": "{}/s"}},
      "kept_in": {{"cache": "store", "timeout": "20ms", "on_failure": "{}"}})",
                     rate, onFailure);
}

std::string down(const std::string& how) {
  return R"({"at": "50ms", "duration": "200ms", "part": "store", "down": {)" + how + "}}";
}

constexpr Cause kOk = Cause::none, kNo = Cause::limited;

TEST(LimitState, DecidingCostsACallBeforeTheWorker) {
  const std::string text = stored(bucket("5"));
  EXPECT_EQ(latencies(text), (Times{3, 2, 3, 2}));
  EXPECT_EQ(causes(text), (Causes{kOk, kNo, kOk, kNo}));
  const Outcome outcome = runFirst(text);
  const PartOutcome& store = part(outcome, "store");
  EXPECT_EQ(store.books.completed, 4u);
  EXPECT_EQ(store.cache->hits + store.cache->misses, 0u);
  EXPECT_DOUBLE_EQ(resource(store, "throughput").whole.busy, 4 * 0.001 / 0.4);
  EXPECT_DOUBLE_EQ(resource(part(outcome, "app"), "workers").whole.busy, 2 * 0.001 / 0.4);
}

TEST(LimitState, AStoreThatRefusesLeavesItOpenOrClosed) {
  const std::string cold = down(R"("mode": "refuse")");
  // Lost at 50, the state begins anew: 300 finds a token it would not have had (one a second).
  EXPECT_EQ(latencies(stored(bucket("1"), cold)), (Times{3, 1, 1, 3}));
  EXPECT_EQ(causes(stored(bucket("1"), cold)), (Causes{kOk, kOk, kOk, kOk}));
  EXPECT_EQ(latencies(stored(bucket("1", "closed"), cold)), (Times{3, 0, 0, 3}));
  EXPECT_EQ(causes(stored(bucket("1", "closed"), cold)), (Causes{kOk, kNo, kNo, kOk}));
}

TEST(LimitState, AStoreThatComesBackWarmRemembers) {
  const std::string warm = down(R"("mode": "refuse", "comes_back": "warm")");
  EXPECT_EQ(causes(stored(bucket("1"), warm)), (Causes{kOk, kOk, kOk, kNo}));
  const std::string flush = R"({"at": "150ms", "part": "store", "flush": true})";
  EXPECT_EQ(causes(stored(bucket("1"), flush)), (Causes{kOk, kNo, kOk, kNo}));
}

TEST(LimitState, AStoreThatHangsCostsTheTimeout) {
  const std::string text = stored(bucket("1"), down(R"("mode": "hang")"));
  EXPECT_EQ(latencies(text), (Times{3, 21, 21, 2}));
  EXPECT_EQ(causes(text), (Causes{kOk, kOk, kOk, kNo}));
}

TEST(LimitState, WithoutItsStoreEachReplicaHasItsPart) {
  const std::string gone = R"({"at": "0s", "part": "store", "down": {}})";
  const auto admitted = [&](int replicas, const std::string& limit) {
    const std::string text = stored(
        limit + R"(, "kept_in": {"cache": "store", "timeout": "20ms", "on_failure": "local"})",
        gone, fmt::format(R"("replicas": {})", replicas));
    return flow(runFirst(text), "f").books.completed;
  };
  // Of four requests in turn to two replicas, each lets in one of two; at three, each has one.
  EXPECT_EQ(admitted(2, R"("fixed_window": {"limit": 2, "window": "10s"})"), 2u);
  EXPECT_EQ(admitted(3, R"("fixed_window": {"limit": 2, "window": "10s"})"), 3u);
  EXPECT_EQ(admitted(1, R"("fixed_window": {"limit": 3, "window": "10s"})"), 3u);
}

TEST(LimitState, AStepsLimitAsksItsStoreForThoseItConcerns) {
  const auto text = [](const std::string& more) {
    return timeline(R"("app": {"kind": "instance", "workers": 1, "operations": {"do": [
        {"limit": {)" + bucket("5") +
                        more + R"(}}, {"work": "1ms"}]}},
        "store": {"kind": "cache", "capacity": 0, "read": "2ms"})",
                    "10", "400ms");
  };
  EXPECT_EQ(latencies(text("")), (Times{3, 2, 3, 2}));
  EXPECT_DOUBLE_EQ(resource(part(runFirst(text("")), "app"), "workers").whole.busy, 0.01 / 0.4);
  EXPECT_EQ(latencies(text(R"(, "when": {"from": "200ms"})")), (Times{1, 1, 3, 2}));
  EXPECT_EQ(latencies(text(R"(, "fallback": {"work": "5ms"})")), (Times{3, 7, 3, 7}));
}

/// Flow a floods with 1000/s, b asks 20 times a second, for ten seconds.
Outcome flooded(const std::string& limit, const std::string& work, int a = 1000, int b = 20) {
  return runFirst(fmt::format(
      R"({{"headroom": "1", "system": {{"flows": {{"a": {{"entry": "app.do"}}, "b": {{"entry": "app.do"}}}},
          "parts": {{"app": {{"kind": "instance", "limits": [{{{}}}],
                              "operations": {{"do": {{"work": "{}"}}}}}}}}}},
          "workload": [
            {{"flow": "a", "arrivals": "constant", "start_rate": "{}/s",
              "stages": [{{"target": "{}/s", "duration": "10s"}}]}},
            {{"flow": "b", "arrivals": "constant", "start_rate": "{}/s",
              "stages": [{{"target": "{}/s", "duration": "10s"}}]}}]}})",
      limit, work, a, a, b, b));
}

const std::string kShareOfB = R"(, "shares": [{"match": {"flow": "b"}, "share": "30%"}])";

TEST(LimitShares, AFloodLeavesAClassItsShare) {
  for (const char* limit : {R"("token_bucket": {"rate": "100/s", "burst": 10})",
                            R"("gcra": {"count": 100, "period": "1s", "max_burst": 9})",
                            R"("fixed_window": {"limit": 100, "window": "1s"})",
                            R"("sliding_log": {"limit": 100, "window": "1s"})",
                            R"("sliding_counter": {"limit": 100, "window": "1s"})"}) {
    SCOPED_TRACE(limit);
    const Outcome outcome = flooded(limit + kShareOfB, "1ms");
    EXPECT_EQ(flow(outcome, "b").books.refused, 0u);
    // The others have the rest, 70/s, and not what b leaves of its 30/s.
    EXPECT_LE(flow(outcome, "a").books.completed, 10 * 70u + 7 + 1);
    EXPECT_GE(flow(outcome, "a").books.completed, 10 * 60u);
    EXPECT_GT(flow(flooded(limit, "1ms"), "b").books.refused, 100u);
  }
}

TEST(LimitShares, AClassBeyondItsShareAsksTheRest) {
  const std::string limit = R"("token_bucket": {"rate": "100/s", "burst": 10})";
  EXPECT_EQ(flow(flooded(limit + kShareOfB, "1ms", 1, 60), "b").books.refused, 0u);
  // All is reserved: nothing for the others.
  const Outcome all =
      flooded(limit + R"(, "shares": [{"match": {"flow": "b"}, "share": "100%"}])", "1ms", 10, 20);
  EXPECT_EQ(flow(all, "a").books.completed, 0u);
  EXPECT_EQ(flow(all, "b").books.refused, 0u);
}

TEST(LimitShares, NobodyWaitsForItsShareWhileTheRestIsFree) {
  const std::string limit = R"("token_bucket": {"rate": "10/s", "burst": 10, "max_wait": "10s"})";
  const std::string share = R"(, "shares": [{"match": {"flow": "b"}, "share": "10%"}])";
  for (const std::string& shares : {std::string{}, share}) {
    const Outcome outcome = flooded(limit + shares, "1ms", 1, 5);
    EXPECT_EQ(flow(outcome, "b").books.completed, 50u);
    EXPECT_EQ(flow(outcome, "b").whole.latency.max(), std::chrono::milliseconds{1});
  }
}

TEST(LimitShares, ACountIsSharedOutWhole) {
  // Both flood. Of 3 a second b has 2 (1.5 rounded) and the others the one that is left.
  const Outcome outcome = flooded(
      R"("fixed_window": {"limit": 3, "window": "1s"}, "shares": [{"match": {"flow": "b"}, "share": "50%"}])",
      "1ms", 50, 50);
  EXPECT_EQ(flow(outcome, "a").books.completed + flow(outcome, "b").books.completed, 30u);
}

TEST(LimitShares, WhatIsResetAtTheDoorIsGivenBackToTheShare) {
  // A token in 2 s, two come each second; at 1 s who waits is reset and takes nothing.
  const auto answered = [](const std::string& limit) {
    const Outcome o = runFirst(timeline(
        R"("app": {"kind": "instance", "limits": [{)" + limit +
            R"(}], "operations": {"do": {"work": "1ms"}}})",
        "1", "8s", "",
        R"({"at": "1500ms", "duration": "100ms", "part": "app", "instances_lost": {"all": true}})"));
    const SeriesColumn* good = o.series.find("", "flow=f", "goodput", "rate");
    return good->values;
  };
  EXPECT_EQ(answered(R"("token_bucket": {"rate": "0.5/s", "burst": 1, "max_wait": "100s"})"),
            answered(R"("token_bucket": {"rate": "1/s", "burst": 2, "max_wait": "100s"},
                        "shares": [{"match": {"flow": "f"}, "share": "50%"},
                                   {"match": {"operation": "do"}, "share": "50%"}])"));
}

TEST(LimitShares, APartitionLetsItsOwnInBeyondTheLimit) {
  for (const char* limit : {R"("concurrency": {"limit": 10})",
                            R"("aimd": {"initial_limit": 10, "min_limit": 10, "max_limit": 10})"}) {
    SCOPED_TRACE(limit);
    // b never has more than two inside, below ceil(30 % of 10) = 3.
    const Outcome outcome = flooded(limit + kShareOfB, "90ms");
    EXPECT_EQ(flow(outcome, "b").books.refused, 0u);
    EXPECT_GT(flow(flooded(limit, "90ms"), "b").books.refused, 50u);
    // Beyond three it is let in as everyone: 20/s of 400 ms are eight.
    EXPECT_GT(flow(flooded(limit + kShareOfB, "400ms"), "b").books.refused, 50u);
    EXPECT_GE(flow(flooded(limit + kShareOfB, "400ms"), "b").books.completed, 3 * 24u);
  }
}

TEST(LimitState, OfACacheGetAndCountAreMeant) {
  const auto said = [](const std::string& operation) {
    const std::string match = R"({"operation": ")" + operation + "\"}";
    return diagnosticsOf(R"({"headroom": "1", "silence": ["limit-finer-than-monitored"], "system": {
      "keys": {"k": {"uniform": {"count": 5}}}, "flows": {"f": {"entry": "app.do"}},
      "monitors": {"m": {"part": "c", "metric": "offered", "interval": "1s", "match": )" +
                         match + R"(}},
      "parts": {
        "app": {"kind": "gateway", "operations": {"do": [{"cache": "c", "key": "k"}]}},
        "c": {"kind": "cache", "capacity": 5, "read": "1ms", "limits": [
          {"match": )" + match +
                         R"(, "token_bucket": {"rate": "9/s"}, "shares": [{"match": )" + match +
                         R"(, "share": "50%"}]}]}}}})");
  };
  EXPECT_EQ(said("get"), "");
  EXPECT_EQ(said("count"), "");
  const std::string wrong = said("gte");
  for (const char* place :
       {"/system/parts/c/limits/0/match/operation",
        "/system/parts/c/limits/0/shares/0/match/operation", "/system/monitors/m/match/operation"})
    EXPECT_NE(wrong.find(place), std::string::npos) << place << " is not in\n" << wrong;
  EXPECT_EQ(wrong.find("allowed: \n"), std::string::npos) << wrong;
}

}  // namespace
}  // namespace headroom::test

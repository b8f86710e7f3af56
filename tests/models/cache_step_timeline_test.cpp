// Timelines of the cache step that one can check by hand: awaited fills, single flight, preloads.
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// Ten requests a second for the one key; a look-up 10 ms, a query 150 ms, a fill 40 ms.
std::string cached(const std::string& step, const std::string& cache = R"("initially": "cold")",
                   const std::string& duration = "600ms", const std::string& app = "",
                   const std::string& faults = "") {
  return timeline(
      R"("cache": {"kind": "cache", "capacity": 10, "read": "10ms", "write": "40ms", )" + cache +
          R"(},
         "db": {"kind": "database", "connections": 9, "operations": {"q": "150ms"}},
         "app": {"kind": "instance", )" +
          app +
          R"("operations": {"do": {"cache": "cache", "key": "one", "on_miss": {"call": "db.q"})" +
          step + "}}}",
      "10", duration, "", faults);
}

TEST(CacheStep, AFillInTheBackgroundHoldsNobodyAndTheKeyIsThereWhenItIsOver) {
  // 0 misses at 10 and fills from 160 to 200. 100 misses; 200 looks at 210 and hits.
  EXPECT_EQ(latencies(cached("")), (Times{160, 160, 10, 10, 10, 10}));
  // With a fill until 220 the look-up of 210 comes too early.
  std::string slow = cached("");
  slow.replace(slow.find("40ms"), 4, "60ms");
  EXPECT_EQ(latencies(slow), (Times{160, 160, 160, 10, 10, 10}));
}

TEST(CacheStep, AnAwaitedFillHoldsTheVisitUntilItIsAnswered) {
  EXPECT_EQ(latencies(cached(R"(, "fill": "awaited")")), (Times{200, 200, 10, 10, 10, 10}));
  // Held: 200 of 1000 ms by each of two who missed, 10 by each of the others.
  const Outcome outcome = runFirst(
      cached(R"(, "fill": "awaited")", R"("initially": "cold")", "1s", R"("workers": 2, )"));
  EXPECT_DOUBLE_EQ(resource(part(outcome, "app"), "workers").whole.busy, 0.48);
}

TEST(CacheStep, AFillThatFailsFailsNobody) {
  const std::string down = R"({"at": "165ms", "duration": "200ms", "part": "cache", "down": {}})";
  const std::string text = cached(R"(, "fill": "awaited", "on_error": "miss")",
                                  R"("initially": "cold")", "600ms", "", down);
  // 0 fills from 160 and is reset at 165. 100 misses at 110, comes to its fill at 260 and is
  // refused. 200 is refused, asks the database until 350 and is refused again. 300 asks until 450
  // and fills. 400 finds the cache back but looks (at 410) before that fill is done.
  EXPECT_EQ(latencies(text), (Times{165, 160, 150, 190, 200, 10}));
  EXPECT_EQ(causes(text), Causes(6, Cause::none));
}

TEST(CacheStep, AnAwaitedFillIsGivenUpAtTheStepsTimeout) {
  EXPECT_EQ(latencies(cached(R"(, "fill": "awaited", "timeout": "15ms")")),
            (Times{175, 175, 10, 10, 10, 10}));
}

TEST(CacheStep, SingleFlightAsksOnceAndTheOthersShareTheResult) {
  const std::string text = cached(R"(, "single_flight": true)", R"("initially": "cold")");
  // 0 asks from 10 to 160; 100 misses at 110 and has the answer at 160, too.
  EXPECT_EQ(latencies(text), (Times{160, 60, 10, 10, 10, 10}));
  EXPECT_EQ(part(runFirst(text), "db").books.offered, 1u);
  EXPECT_EQ(part(runFirst(text), "cache").cache->misses, 2u);
}

TEST(CacheStep, AFlightLastsUntilAnAwaitedFillIsOver) {
  const std::string text = cached(R"(, "single_flight": true, "fill": "awaited")");
  EXPECT_EQ(latencies(text), (Times{200, 100, 10, 10, 10, 10}));
  EXPECT_EQ(part(runFirst(text), "cache").books.offered, 7u);  // Six look-ups and one fill.
}

TEST(CacheStep, AFailedFlightFailsItsFollowersAndTheNextOneAsksAgain) {
  std::string text = cached(R"(, "single_flight": true)");
  text.replace(text.find(R"("call": "db.q")"), 14, R"("call": "db.q", "timeout": "130ms")");
  // Flights from 10 to 140, 210 to 340, 410 to 540: nothing is ever filled in.
  EXPECT_EQ(latencies(text), (Times{140, 40, 140, 40, 140, 40}));
  EXPECT_EQ(causes(text), Causes(6, Cause::timeout));
  EXPECT_EQ(part(runFirst(text), "db").books.offered, 3u);
}

TEST(CacheStep, FlightsAreOfOneReplica) {
  const std::string text =
      cached(R"(, "single_flight": true)", R"("initially": "cold")", "600ms", R"("replicas": 2, )");
  EXPECT_EQ(latencies(text), (Times{160, 160, 10, 10, 10, 10}));
  EXPECT_EQ(part(runFirst(text), "db").books.offered, 2u);
}

TEST(CacheStep, ALostInstancesFlightIsOverForItsFollowersToo) {
  const std::string lost =
      R"({"at": "120ms", "duration": "50ms", "part": "app", "instances_lost": {"count": 1}})";
  const std::string text = cached(R"(, "single_flight": true)", R"("initially": "cold")", "500ms",
                                  R"("replicas": 1, )", lost);
  // 0 leads and 100 follows; both are reset at 120. 200 asks anew, 300 follows it.
  EXPECT_EQ(causes(text),
            (Causes{Cause::reset, Cause::reset, Cause::none, Cause::none, Cause::none}));
  EXPECT_EQ(latencies(text), (Times{120, 20, 160, 60, 10}));
}

TEST(CacheStep, AFollowersTimeoutSaysWhereItsLeaderIsStuck) {
  std::string text = cached(R"(, "single_flight": true)");
  text.replace(text.find(R"("app.do")"), 8, R"("app.do", "timeout": "30ms")");
  const Outcome outcome = runFirst(text);
  ASSERT_EQ(flow(outcome, "f").whole.causes.size(), 1u);
  EXPECT_EQ(flow(outcome, "f").whole.causes.front().origin, "db");
  EXPECT_EQ(flow(outcome, "f").whole.causes.front().count, 2u);
}

TEST(CacheStep, LimitsAtTheHeadOfOnMissAreAskedBeforeTheFlight) {
  std::string text = cached(R"(, "single_flight": true)");
  text.replace(text.find(R"({"call": "db.q"})"), 16,
               R"([{"limit": {"token_bucket": {"rate": "0/s", "burst": 1}}}, {"call": "db.q"}])");
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::limited, Cause::none, Cause::none,
                                  Cause::none, Cause::none}));
  EXPECT_EQ(latencies(text)[1], 10);
}

/// Five keys, all of them asked for; each request for one of them.
std::string keyed(const std::string& capacity, const std::string& start,
                  const std::string& ttl = "") {
  std::string text = timeline(R"("cache": {"kind": "cache", "read": "1us", "capacity": )" +
                                  capacity + R"(, "initially": ")" + start + "\"" + ttl + R"(},
         "app": {"kind": "instance", "operations": {"do": {"cache": "cache", "key": "many"}}})",
                              "1000", "10s");
  text.replace(text.find(R"("one")"), 5,
               R"("many": {"zipf": {"exponent": 1, "count": 1000}}, "one")");
  return text;
}

std::uint64_t misses(const std::string& text) {
  return part(runFirst(text), "cache").cache->misses;
}

TEST(CacheStep, AFullCacheHasEveryKeyAndThenItsLivesRunOut) {
  EXPECT_EQ(misses(keyed("1000", "full")), 0u);
  EXPECT_GT(misses(keyed("1000", "cold")), 500u);
  // In 10 of 100 s a tenth of the 1000 lives runs out, and most of those keys are asked for again.
  const std::uint64_t expired = misses(keyed("1000", "full", R"(, "ttl": "100s")"));
  EXPECT_GT(expired, 30u);
  EXPECT_LT(expired, 130u);
}

TEST(CacheStep, AFullCacheWithoutRoomForAllHasTheMostPopular) {
  // The 100 most popular of 1000 have H(100)/H(1000) = 5.187/7.485 of the requests, and keep it as
  // long as nothing else is filled in: here a second's worth of misses at most.
  std::string text = keyed("100", "full");
  text.replace(text.find("10s"), 3, "20ms");
  const CacheCounts counts = *part(runFirst(text), "cache").cache;
  EXPECT_NEAR(*counts.hitRatio(), 0.69, 0.25);
}

}  // namespace
}  // namespace headroom::test

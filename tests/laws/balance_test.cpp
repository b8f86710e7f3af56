// Books, Little's law and the utilisation law on systems nobody designed: the checks are part of
// every run (World::checkBooks, checkLaws) and throw; here they meet every mechanism at once.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/world/simulate.h"
#include "sim/random.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

/// A random but valid system: an edge, apps in tiers, a cache, a database, an external service,
/// limits, retries, timeouts, branches, and faults of every kind.
class RandomScenario {
 public:
  explicit RandomScenario(std::uint64_t seed) : stream_(sim::Key{sim::mix64(seed)}) {}

  std::string text() {
    return fmt::format(
        R"({{"headroom": "1", "seed": {}, "system": {{ "flows": {{ "a": {{"entry": "edge.a"{}}},
             "b": {{"entry": "edge.b"{}}} }}, "keys": {{"k": {{"zipf": {{"exponent": 1, "count": 500}}}}}},
           "parts": {{ {} }} }}, "workload": [{}, {}], "faults": [{}]}})",
        below(1000), patience("120ms"), retry(), parts(), load("a"), load("b"), faults());
  }

 private:
  std::uint64_t below(std::uint64_t n) { return stream_.next() % n; }
  std::string maybe(const std::string& text) { return below(2) == 0 ? text : ""; }
  std::string pick(const std::vector<std::string>& ways) { return ways[below(ways.size())]; }
  std::string retry() {
    return pick(
        {"", R"(, "retry": {"max_attempts": 3})",
         R"(, "retry": {"max_attempts": 2, "fixed": {"delay": "10ms"}})",
         R"(, "retry": {"max_attempts": 3, "exponential": {"initial": "9ms", "randomization_factor": "50%"}})",
         R"(, "retry": {"max_attempts": 4, "exponential": {"initial": "5ms", "jitter": "decorrelated"}})",
         R"(, "retry": {"max_attempts": 3, "retry_on": ["429", "500", "503", "timeout"],
                     "exponential": {"initial": "5ms", "max": "20ms", "jitter": "equal"}})"});
  }
  /// Attempts that time out: given up, or still open while others are sent.
  std::string patience(const std::string& timeout) {
    const std::string limit = fmt::format(R"(, "timeout": "{}")", timeout);
    if (below(3) > 0) return maybe(limit) + retry();
    return limit + R"(, "retry": {"late_answers": "accepted")" +
           pick({R"(, "max_attempts": 2)", R"(, "max_attempts": 9)",
                 R"(, "max_attempts": 3, "fixed": {"delay": "15ms"})"}) +
           "}";
  }
  std::string duration() {
    return pick({R"("3ms")", R"({"exponential": "4ms"})",
                 R"({"erlang": {"shape": 3, "mean": "5ms"}})",
                 R"({"uniform": {"min": "1ms", "max": "9ms"}})",
                 R"({"pareto": {"shape": 1.5, "scale": "1ms", "max": "1s"}})",
                 R"({"hyperexponential": {"branches": [{"probability": "90%", "mean": "2ms"},
                     {"probability": "10%", "mean": "30ms"}]}})"});
  }
  /// Of a part that does steps.
  std::string limitsWithFallback() {
    return pick({limits(),
                 R"(, "limits": [{"token_bucket": {"rate": "80/s", "burst": 5, "max_wait": "9ms"},
                      "kept_in": {"cache": "cache", "timeout": "9ms", "on_failure": "local"},
                      "shares": [{"match": {"flow": "b"}, "share": "40%"}]},
                     {"sliding_log": {"limit": 90, "window": "1s"}, "fallback": [],
                      "kept_in": {"cache": "cache", "on_failure": "closed"}},
                     {"concurrency": {"limit": 9},
                      "shares": [{"match": {"operation": "b"}, "share": "40%"}]}])",
                 R"(, "limits": [{"token_bucket": {"rate": "90/s", "burst": 5}, "fallback": []}])",
                 R"(, "limits": [{"concurrency": {"limit": 12}}, {"match": {"operation": "a"},
                      "token_bucket": {"rate": "60/s", "max_wait": "9ms"},
                      "fallback": [{"work": "1ms"}, {"cache": "cache", "key": "k"}]}])"});
  }
  std::string limits() {
    return maybe(pick({R"(, "limits": [{"token_bucket": {"rate": "150/s", "burst": 5}}])",
                       R"(, "limits": [{"concurrency": {"limit": 12}},
                           {"match": {"flow": "a"}, "when": {"part": "cache", "is": "down"},
                            "token_bucket": {"rate": "50/s"}}])",
                       R"(, "limits": [{"when": {"from": "1s", "to": "3s"}, "per": "replica",
                            "concurrency": {"limit": 3}},
                           {"when": {"from": "2s"}, "token_bucket": {"rate": "90/s", "burst": 9}}])"}));
  }
  /// On the way: sometimes in the middle, sometimes held to the end.
  std::string limitStep() {
    return pick({"", R"({"limit": {"token_bucket": {"rate": "60/s", "burst": 4}}}, )",
                 R"({"limit": {"token_bucket": {"rate": "60/s", "burst": 4, "max_wait": "20ms"},
                     "kept_in": {"cache": "cache", "timeout": "4ms"}, "fallback": {"call": "ext.x"}}}, )",
                 R"({"limit": {"per": "replica", "when": {"from": "500ms", "to": "4s"},
                     "concurrency": {"limit": 4}}}, )"});
  }
  std::string fallback() {
    return pick(
        {"", R"(, "fallback": [])", R"(, "fallback": {"work": "2ms"})",
         R"(, "fallback": {"call": "ext.x", "timeout": "20ms"})",
         R"(, "fallback": {"cache": "cache", "key": "k"}, "fallback_on": ["503", "timeout"])"});
  }
  std::string callDb() { return R"({"call": "db.q")" + patience("60ms") + fallback() + "}"; }
  std::string steps() {
    return pick(
        {fmt::format(R"({{"work": {}}}, {})", duration(), callDb()), lookup(callDb()),
         fmt::format(R"({{"parallel": [{}, {{"work": "2ms"}}, [{}{}]]}})", lookup(lookup(callDb())),
                     limitStep(), callDb()),
         fmt::format(R"({{"parallel": [{}, [{{"work": {}}}, {{"call": "ext.x", "timeout": "50ms"}}],
                                 {{"parallel": [{{"work": "1ms"}}, {}]}}]}})",
                     callDb(), duration(), callDb()),
         fmt::format(R"({{"choice": [{{"probability": "30%", "steps": [{}]}},
                                 {{"probability": "70%", "steps": {{"call": "ext.x"}}}}]}}, {{"work": {}}})",
                     callDb(), duration())});
  }
  std::string lookup(const std::string& onMiss) {
    return fmt::format(R"({{"cache": "cache", "key": "k"{}{}{}{}, "on_miss": [{}{}]}})",
                       maybe(R"(, "on_error": "miss")"), maybe(R"(, "timeout": "30ms")"),
                       maybe(R"(, "fill": "awaited")"), maybe(R"(, "single_flight": true)"),
                       limitStep(), onMiss);
  }
  std::string parts() {
    return fmt::format(
        R"("edge": {{"kind": "gateway"{}, "operations": {{"a": {{"call": "app.a"{}}}, "b": {{"call": "app.b"}}}}}},
           "app": {{"kind": "instance", "replicas": {}{}, "workers": {}{}{}{}{},
             "operations": {{"a": [{}], "b": [{}, {}]}}}},
           "cache": {{"kind": "cache", "capacity": {}, "read": "0.3ms"{}{}{}{}}},
           "db": {{"kind": "database", "connections": {}, "operations": {{"q": {}}}{}}},
           "ext": {{"kind": "external", "error_rate": "{}%", "operations": {{"x": {}}}{}}})",
        limitsWithFallback(), maybe(R"(, "timeout": "80ms")"), 1 + below(4),
        maybe(R"(, "balancer": "least_connections")"), 1 + below(20),
        maybe(fmt::format(R"(, "cores": {})", 1 + below(4))),
        maybe(pick({R"(, "queue": {"capacity": 5})", R"(, "queue": {"timeout": "40ms"})",
                    R"(, "queue": {"timeout": {"exponential": "30ms"}})",
                    R"(, "queue": {"capacity": 0})"})),
        maybe(pick(
            {R"(, "pools": {"db": {"size": 3, "connection_timeout": "30ms"}})",
             R"(, "pools": {"db": {"size": 2}, "ext": {"size": 4, "connection_timeout": "20ms"}})"})),
        limitsWithFallback(), steps(), steps(), steps(), pick({"0", "20", "400"}),
        maybe(R"(, "ttl": "500ms")"), maybe(R"(, "max_throughput": "900/s")"),
        maybe(R"(, "write": {"exponential": "2ms"})"),
        pick({"", R"(, "initially": "cold")", R"(, "initially": "full")"}), 1 + below(8),
        duration(), limits(), below(40), duration(), maybe(R"(, "max_throughput": "120/s")"));
  }
  std::string load(const std::string& flow) {
    return fmt::format(
        R"({{"flow": "{}", "arrivals": "{}", "start_rate": "{}/s",
        "stages": [{{"target": "{}/s", "duration": "4s"}}, {{"target": "20/s", "duration": "0s"}},
                   {{"target": "60/s", "duration": "2s"}}]}})",
        flow,
        pick({"poisson", "uniform", "constant",
              R"(renewal", "gaps": {"erlang": {"shape": 3, "mean": "1s"}}, "note": ")",
              R"(poisson", "batch": 7, "note": ")"}),
        20 + below(200), 20 + below(400));
  }
  std::string faults() {
    std::string out;
    const std::uint64_t count = 1 + below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t at = below(4500);
      const std::string span =
          fmt::format(R"("at": "{}ms", "duration": "{}ms")", at, 100 + below(1200));
      const std::string part = pick({"app", "cache", "db", "ext", "edge"});
      out += out.empty() ? "" : ", ";
      out += pick(
          {fmt::format(R"({{{}, "part": "{}", "down": {{"mode": "refuse"}}}})", span, part),
           fmt::format(R"({{{}, "part": "{}", "down": {{"mode": "hang"}}}})", span, part),
           fmt::format(
               R"({{{}, "part": "{}", "slow": {{"factor": 4, "latency": "5ms", "jitter": "3ms"}}}})",
               span, part),
           fmt::format(R"({{{}, "part": "{}", "error": {{"rate": "40%", "status": "503"}}}})", span,
                       part),
           fmt::format(R"({{"at": "{}ms", "part": "cache", "flush": true}})", at),
           fmt::format(R"({{{}, "part": "app", "instances_lost": {{"percent": "50%"}}}})", span),
           fmt::format(R"({{{}, "part": "app", "instances_lost": {{"all": true}}}})", span)});
    }
    return out;
  }

  sim::Stream stream_;
};

TEST(Balance, HoldsOnRandomSystemsUnderRandomFaults) {
#ifdef __SANITIZE_ADDRESS__
  constexpr std::uint64_t kSystems = 150;
#else
  constexpr std::uint64_t kSystems = 600;
#endif
  std::uint64_t answered = 0;
  std::uint64_t bad = 0;
  std::uint64_t degraded = 0;
  for (std::uint64_t seed = 0; seed < kSystems; ++seed) {
    const std::string text = RandomScenario{seed}.text();
    SCOPED_TRACE(text);
    Outcome outcome;
    ASSERT_NO_THROW(outcome = runFirst(text)) << "seed " << seed;
    for (const FlowOutcome& f : outcome.flows) {
      answered += f.books.completed;
      degraded += f.books.degraded;
      bad += f.books.refused + f.books.failed;
      EXPECT_EQ(f.books.offered, f.books.completed + f.books.degraded + f.books.refused +
                                     f.books.failed + f.books.inside);
      EXPECT_EQ(f.whole.cohortUnfinished(), f.books.inside);
      std::uint64_t causes = 0;
      for (const CauseCount& c : f.whole.causes) causes += c.count;
      EXPECT_EQ(causes, f.books.refused + f.books.failed);
    }
  }
  EXPECT_GT(answered, 10'000u);  // The systems do something,
  EXPECT_GT(bad, 10'000u);       // are hurt,
  EXPECT_GT(degraded, 10'000u);  // and have fallbacks.
}

TEST(Balance, TheSameRandomSystemGivesTheSameBytes) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const LoadedScenario scenario = load(RandomScenario{seed}.text());
    EXPECT_EQ(bytesOf(scenario), bytesOf(scenario)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace headroom::test

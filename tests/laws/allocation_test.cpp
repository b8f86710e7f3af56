// Steady state allocates nothing, and memory does not grow with simulated time.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "tests/support/scenario.h"

namespace {

std::size_t allocations = 0;

}  // namespace

#ifndef __SANITIZE_ADDRESS__  // The sanitizer brings its own.
// g++ sees a delete of ours beside a new it believes to be the library's, and is wrong.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace headroom::test {
namespace {

/// Gateway, app with a pool, cache, database, limits, timeouts and retries, all at work.
constexpr const char* kBusy = R"({"headroom": "1", "system": {
  "segments": {"free": {"attributes": {"client": "free"}}, "all": {"flow": "f"}},
  "flows": {"f": {"entry": "edge.go", "timeout": "60ms", "throttle": {"k": 3, "window": "10s"},
    "attributes": {"client": {"free": "60%", "gold": "40%"}},
                  "retry": {"max_attempts": 3, "exponential": {"initial": "5ms", "jitter": "full"}}}},
  "keys": {"k": {"zipf": {"exponent": 1, "count": 5000}}},
  "parts": {
    "edge": {"kind": "gateway", "limits": [{"nginx_limit_req": {"rate": "700/s", "burst": 30, "status": 429},
         "fallback": {"work": "0.1ms"}},
        {"sliding_log": {"limit": 800, "window": "1s"}}, {"vegas": {},
         "shares": [{"match": {"flow": "f"}, "share": "20%"}]}], "operations": {"go": {"call": "app.go"}}},
    "app": {"kind": "instance", "replicas": 2, "balancer": "least_connections", "workers": 15, "cores": 2,
      "queue": {"capacity": 40, "timeout": "40ms", "discipline": "priority", "shed": {"codel": {"target": "10ms"}}},
      "pools": {"db": {"size": 4, "connection_timeout": "30ms"}},
      "limits": [{"token_bucket": {"rate": "600/s", "burst": 20, "max_wait": "5ms"},
                  "kept_in": {"cache": "cache", "timeout": "2ms", "on_failure": "local"},
                  "shares": [{"match": {"operation": "go"}, "share": "30%"}]},
                 {"per": "replica", "envoy_adaptive_concurrency": {
                   "concurrency_update_interval": "100ms", "min_rtt_interval": "20s"}},
                 {"per": "replica", "dagor": {}}, {"criticality_shedding": {"sheddable": 60}}],
      "operations": {"go": [{"work": {"exponential": "2ms"}},
        {"parallel": [{"cache": "cache", "key": "k", "on_miss": {"call": "db.q", "timeout": "50ms", "fallback": [], "fallback_on": ["timeout"]},
                       "single_flight": true, "fill": "awaited"},
                      [{"work": "1ms"}, {"limit": {"per": "replica", "concurrency": {"limit": 28}}}]]}]}},
    "cache": {"kind": "cache", "capacity": 1000, "ttl": "2s", "read": "0.3ms", "write": {"exponential": "0.4ms"},
      "max_throughput": "9000/s"},
    "db": {"kind": "database", "connections": 8, "queue": {"discipline": "adaptive_lifo", "shed": {"codel_rfc8289": {}}},
      "limits": [{"gradient2": {}}, {"concurrency": {"limit": 6}, "queue": {"discipline": "lifo", "timeout": {"exponential": "20ms"}}}], "operations": {"q": {"exponential": "20ms"}}}}},
  "workload": [{"flow": "f", "start_rate": "800/s", "stages": [{"target": "800/s", "duration": "200s"}]}]})";

TEST(Allocation, SteadyStateTakesNoMemory) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "allocations are the sanitizer's here";
#endif
  const auto model = modelOf(kBusy);
  World world{model, 0, 1'000'000'000};
  world.advance(std::chrono::seconds{
      110});  // Tables, lanes and rings reach their size, the log its last entry.
  const std::uint64_t before = world.events();
  const std::size_t first = allocations;
  world.advance(std::chrono::seconds{180});
  EXPECT_EQ(allocations - first, 0u) << "in " << world.events() - before << " events";
  EXPECT_GT(world.events() - before, 200'000u);
  const Outcome outcome = world.finishRun();
  // It was no idle run: some were refused, some timed out, some missed.
  EXPECT_GT(flow(outcome, "f").books.refused + flow(outcome, "f").books.failed, 100u);
  EXPECT_GT(part(outcome, "cache").cache->misses, 1000u);
  EXPECT_GT(part(outcome, "edge").books.degraded, 100u);
  EXPECT_GT(part(outcome, "app").books.degraded, 100u);
}

/// Limits that rules move down and up for ever, and one that a monitor switches.
constexpr const char* kSteered = R"({"headroom": "1", "silence": ["rule-outpaces-monitor"],
  "system": {
  "flows": {"f": {"entry": "app.do"}},
  "monitors": {
    "refused": {"part": "app", "metric": "refused_ratio", "interval": "500ms", "window": "2s", "delay": "700ms"},
    "slow": {"flow": "f", "metric": "latency", "aggregation": "p99", "interval": "500ms", "window": "5s"},
    "busy": {"part": "app", "resource": "cores", "metric": "utilisation", "interval": "1s"}},
  "rules": [
    {"monitor": "busy", "op": "gt", "value": "70%", "part": "app", "limit": "log", "scale": 0.8},
    {"monitor": "busy", "op": "gt", "value": "70%", "part": "app", "limit": "seats", "scale": 0.8, "at_least": "30%"},
    {"monitor": "busy", "op": "lte", "value": "70%", "part": "app", "limit": "log", "scale": 1.3, "cooldown": "2s"},
    {"monitor": "slow", "op": "lt", "value": "60ms", "part": "app", "limit": "seats", "scale": 1.2}],
  "parts": {"app": {"kind": "instance", "cores": 4, "limits": [
      {"name": "seats", "concurrency": {"limit": 30}, "queue": {"timeout": "50ms"}},
      {"name": "log", "sliding_log": {"limit": 400, "window": "1s"}},
      {"when": {"monitor": "busy", "op": "gt", "value": "72%"}, "token_bucket": {"rate": "200/s", "burst": 9}}],
    "operations": {"do": {"work": {"exponential": "10ms"}}}}}},
  "workload": [{"flow": "f", "start_rate": "500/s", "stages": [{"target": "500/s", "duration": "200s"}]}]})";

TEST(Allocation, LimitsThatChangeTakeNoMemory) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "allocations are the sanitizer's here";
#endif
  const auto model = modelOf(kSteered);
  World world{model, 0, 1'000'000'000};
  world.recordCountsOnly();  // Each change is an entry of the log.
  world.advance(std::chrono::seconds{80});
  const std::size_t first = allocations;
  world.advance(std::chrono::seconds{150});
  EXPECT_EQ(allocations - first, 0u);
  // With a log: they did change, late in the run too, and the switched one came and went.
  World told{model, 0, 1'000'000'000};
  told.advance(std::chrono::seconds{200});
  std::size_t changes = 0;
  std::size_t switches = 0;
  for (const LogEntry& entry : told.log()) {
    const bool late = entry.at > std::chrono::seconds{80} && entry.at < std::chrono::seconds{150};
    changes += late && entry.kind == LogEntry::Kind::limitChanged ? 1 : 0;
    switches += late && entry.kind == LogEntry::Kind::limitOn ? 1 : 0;
  }
  EXPECT_GT(changes, 20u);
  EXPECT_GT(switches, 5u);
  told.finishRun();  // The laws hold.
}

TEST(Allocation, ACopyOfAWorldWithMonitorsGoesOnAsTheOriginal) {
  World world{modelOf(kSteered), 0, 1'000'000'000};
  world.advance(std::chrono::milliseconds{10'300});  // Values are on their way.
  World fork = world;
  world.advance(std::chrono::seconds{60});
  fork.advance(std::chrono::seconds{60});
  EXPECT_EQ(world.events(), fork.events());
  ASSERT_EQ(world.log().size(), fork.log().size());
  EXPECT_EQ(world.log().back().text, fork.log().back().text);
}

TEST(Allocation, ACopyOfAWorldGoesOnAsTheOriginal) {
  const auto model = modelOf(kBusy);
  World world{model, 0, 1'000'000'000};
  world.advance(std::chrono::seconds{5});
  World fork = world;
  world.advance(std::chrono::seconds{20});
  fork.advance(std::chrono::seconds{20});
  EXPECT_EQ(world.events(), fork.events());
  const FlowOutcome a = flow(world.finishRun(), "f");
  const FlowOutcome b = flow(fork.finishRun(), "f");
  EXPECT_EQ(a.books.completed, b.books.completed);
  EXPECT_EQ(a.whole.latency.quantile(0.99), b.whole.latency.quantile(0.99));
}

}  // namespace
}  // namespace headroom::test

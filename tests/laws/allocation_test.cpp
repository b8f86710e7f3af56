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

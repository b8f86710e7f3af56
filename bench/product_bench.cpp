// The product: simulated logical requests per second of one core, all recording on.
#include <benchmark/benchmark.h>

#include "bench/documents.h"
#include "models/world/simulate.h"

namespace headroom::bench {
namespace {

void simulated(benchmark::State& state, const LoadedVariant& variant) {
  std::uint64_t requests = 0;
  std::uint64_t events = 0;
  for (auto _ : state) {
    const Outcome outcome = simulate(variant, {});
    for (const FlowOutcome& flow : outcome.flows) requests += flow.books.offered;
    events += outcome.events;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(requests));
  state.counters["events"] =
      benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}

void flagship(benchmark::State& state, const char* variant) {
  simulated(state, loadFlagship(variant));
}

/// Gateway, app, and a cache that always hits.
void simple(benchmark::State& state) {
  simulated(state, loadText(R"({"headroom": "1", "system": {
    "flows": {"f": {"entry": "edge.go", "timeout": "1s"}}, "keys": {"k": {"zipf": {"exponent": 1, "count": 1000}}},
    "parts": {"edge": {"kind": "gateway", "operations": {"go": {"call": "app.go"}}},
      "app": {"kind": "instance", "workers": 200, "cores": 8, "operations": {"go": [
        {"work": {"exponential": "1ms"}}, {"cache": "cache", "key": "k"}]}},
      "cache": {"kind": "cache", "capacity": 1000, "read": "0.4ms"}}},
    "workload": [{"flow": "f", "start_rate": "5000/s", "stages": [{"target": "5000/s", "duration": "60s"}]}]})"));
}

BENCHMARK_CAPTURE(flagship, unprotected, "unprotected")
    ->Name("flagship/unprotected")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(flagship, selectLimited, "select limited at the database")
    ->Name("flagship/select_limited")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(simple)->Name("simple/cache_hit")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headroom::bench

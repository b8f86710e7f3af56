// The product: simulated logical requests per second of one core, everything recorded.
#include <benchmark/benchmark.h>

#include "bench/documents.h"
#include "bench/driver/shapes.h"
#include "models/world/simulate.h"

namespace headroom::bench {
namespace {

void simulated(benchmark::State& state, const LoadedVariant& variant, Recording recording) {
  const std::shared_ptr<const Model> model = makeModel(variant);
  RunOptions options;
  options.recording = recording;
  std::uint64_t requests = 0;
  std::uint64_t events = 0;
  for (auto _ : state) {
    const Outcome outcome = simulate(model, options);
    for (const FlowOutcome& flow : outcome.flows) requests += flow.books.offered;
    events += outcome.events;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(requests));
  state.counters["events_per_run"] =
      static_cast<double>(events) / static_cast<double>(state.iterations());
}

void flagship(benchmark::State& state, const char* variant, Recording recording) {
  simulated(state, loadFlagship(variant), recording);
}
void cacheHit(benchmark::State& state) {
  simulated(state, loadText(cacheHitDocument(10'000, 30)), Recording::full);
}

BENCHMARK_CAPTURE(flagship, unprotected, "unprotected", Recording::full)
    ->Name("product/flagship_unprotected")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(flagship, unprotectedCounts, "unprotected", Recording::counts)
    ->Name("product/flagship_unprotected_counts")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(flagship, selectLimited, "select limited at the database", Recording::full)
    ->Name("product/flagship_select_limited")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(cacheHit)->Name("product/cache_hit")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headroom::bench

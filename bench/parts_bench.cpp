// What the engine is made of: the event set by pending size, draws, the histogram.
#include <benchmark/benchmark.h>

#include "bench/limit/sets.h"
#include "sim/alias_table.h"
#include "sim/distribution.h"
#include "sim/event_set.h"
#include "sim/histogram.h"

namespace headroom::bench {
namespace {

/// The hold model: remove the next event, insert another up to 2^30 ns later.
template <class Set>
void hold(benchmark::State& state) {
  Set set;
  sim::Stream stream{sim::Key{1}};
  const auto later = [&stream](Time now) {
    return Due{now + Duration{static_cast<std::int64_t>(stream.next() >> 34)}, 1};
  };
  for (std::int64_t i = 0; i < state.range(0); ++i) set.push(later(Time::zero()));
  for (auto _ : state) {
    const Time now = set.top().at;
    set.pop();
    set.push(later(now));
  }
}
/// The same with the root replaced in one go, which a heap's owner can do.
void holdByReplacing(benchmark::State& state) {
  Heap set;
  sim::Stream stream{sim::Key{1}};
  const auto later = [&stream](Time now) {
    return Due{now + Duration{static_cast<std::int64_t>(stream.next() >> 34)}, 1};
  };
  for (std::int64_t i = 0; i < state.range(0); ++i) set.push(later(Time::zero()));
  for (auto _ : state) set.replaceTop(later(set.top().at));
}
BENCHMARK_TEMPLATE(hold, EngineSet)->Name("hold/headroom")->Arg(100)->Arg(10'000)->Arg(1'000'000);
BENCHMARK_TEMPLATE(hold, Heap)->Name("hold/heap")->Arg(100)->Arg(10'000)->Arg(1'000'000);
BENCHMARK(holdByReplacing)->Name("hold/heap_replace")->Arg(100)->Arg(10'000)->Arg(1'000'000);

void draw(benchmark::State& state, const sim::Distribution& distribution) {
  std::uint64_t i = 0;
  Duration sum{};
  for (auto _ : state) sum += sim::draw(distribution, sim::derive(sim::Key{1}, 2, i++));
  benchmark::DoNotOptimize(sum);
}
const Duration kMean = std::chrono::milliseconds{5};
BENCHMARK_CAPTURE(draw, exponential, sim::Exponential{kMean});
BENCHMARK_CAPTURE(draw, lognormal, sim::Lognormal{-5.3, 0.6});
BENCHMARK_CAPTURE(draw, erlang4, sim::Erlang{4, kMean});

void record(benchmark::State& state) {
  sim::Histogram histogram;
  sim::Stream stream{sim::Key{1}};
  for (auto _ : state) histogram.record(Duration{static_cast<std::int64_t>(stream.next() >> 36)});
  benchmark::DoNotOptimize(histogram.count());
}
BENCHMARK(record);

void zipfKey(benchmark::State& state) {
  const sim::AliasTable table{sim::zipfWeights(1.1, 200'000)};
  std::uint64_t i = 0;
  std::uint64_t sum = 0;
  for (auto _ : state) sum += table.draw(sim::derive(sim::Key{1}, 2, i++).bits);
  benchmark::DoNotOptimize(sum);
}
BENCHMARK(zipfKey);

}  // namespace
}  // namespace headroom::bench

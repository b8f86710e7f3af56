// The engine against the hand-written limit: the same model, the same statistics, side by side.
#include <benchmark/benchmark.h>

#include <cmath>

#include "bench/documents.h"
#include "bench/hand_written.h"
#include "models/world/simulate.h"

namespace headroom::bench {
namespace {

constexpr double kService = 0.01;
constexpr double kCustomers = 200'000;

struct Queue {
  int servers;
  double load;
  double rate() const { return load * servers / kService; }
};
constexpr Queue kMm1{1, 0.8};
constexpr Queue kMm16{16, 0.9};

/// An M/M/c has two events a customer, whoever simulates it.
void report(benchmark::State& state, double customers, double mean) {
  state.SetItemsProcessed(static_cast<std::int64_t>(customers));
  state.counters["ns_per_event"] = benchmark::Counter(
      customers * 2e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["mean_ms"] = mean * 1000;
}

void handWritten(benchmark::State& state, Queue queue) {
  double customers = 0;
  double mean = 0;
  for (auto _ : state) {
    const LoopResult result = handWrittenMmc(queue.servers, queue.rate(), kService,
                                             static_cast<std::uint64_t>(kCustomers));
    customers += static_cast<double>(result.customers);
    mean = result.sojourn.meanSeconds();
  }
  report(state, customers, mean);
}

void headroomRun(benchmark::State& state, Queue queue) {
  const LoadedVariant variant =
      loadText(mmcDocument(queue.servers, queue.rate(), kService, kCustomers / queue.rate()));
  double customers = 0;
  double mean = 0;
  for (auto _ : state) {
    const Outcome outcome = simulate(variant, {});
    customers += static_cast<double>(outcome.flows.front().books.completed);
    mean = outcome.flows.front().whole.latency.meanSeconds();
  }
  report(state, customers, mean);
}

BENCHMARK_CAPTURE(handWritten, mm1, kMm1)->Name("mm1/hand_written")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(headroomRun, mm1, kMm1)->Name("mm1/headroom")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(handWritten, mm16, kMm16)
    ->Name("mm16/hand_written")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(headroomRun, mm16, kMm16)->Name("mm16/headroom")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headroom::bench

// The engine against the hand-written limit: the same model, the same random numbers, side by side.
//
//   engine/MODEL/headroom             everything recorded
//   engine/MODEL/headroom_counts      only the books (Recording::counts)
//   engine/MODEL/same/LOOP            a loop with the same statistics
//   engine/MODEL/minimal/LOOP         a loop with a sojourn histogram and nothing else
#include "bench/engine_bench.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/documents.h"
#include "bench/limit/agreement.h"
#include "bench/limit/loops.h"
#include "models/world/simulate.h"

namespace headroom::bench {
namespace {

struct Subject {
  std::string name;
  std::string document;
  std::span<const Loop> loops;
};

/// Sized so that a run takes some tenths of a second.
std::vector<Subject> subjects(double scale) {
  return {{"mm1", mm1Document(1'000'000 * scale), singleServerLoops()},
          {"mm16", mm16Document(1'000'000 * scale), manyServerLoops()},
          {"tiers", tiersDocument(500'000 * scale), threeTierLoops()}};
}

/// Requests are the items; number and mean say that all runs of a model were the same (a run that
/// only counts has no mean).
void report(benchmark::State& state, double answered, double meanSeconds) {
  state.SetItemsProcessed(static_cast<std::int64_t>(answered) *
                          static_cast<std::int64_t>(state.iterations()));
  state.counters["answered"] = answered;
  if (meanSeconds > 0) state.counters["mean_s"] = meanSeconds;
}

void engine(benchmark::State& state, const std::string& document, Recording recording) {
  const std::shared_ptr<const Model> model = makeModel(loadText(document));
  RunOptions options;
  options.recording = recording;
  double answered = 0;
  double mean = 0;
  for (auto _ : state) {
    const Outcome outcome = simulate(model, options);
    answered = static_cast<double>(outcome.flows.front().books.completed);
    mean = outcome.flows.front().whole.latency.meanSeconds();
  }
  report(state, answered, mean);
}

void byHand(benchmark::State& state, const std::string& document, const Loop& loop) {
  const std::shared_ptr<const Model> model = makeModel(loadText(document));
  double answered = 0;
  double mean = 0;
  for (auto _ : state) {
    const LoopResult result = loop.run(*model);
    answered = static_cast<double>(result.sojourn.count());
    mean = result.sojourn.meanSeconds();
  }
  report(state, answered, mean);
}

}  // namespace

void registerEngineBenchmarks() {
  const auto add = [](const std::string& name, auto function, auto... arguments) {
    benchmark::RegisterBenchmark(name.c_str(), function, arguments...)
        ->Unit(benchmark::kMillisecond);
  };
  for (const Subject& subject : subjects(1)) {
    const std::string prefix = "engine/" + subject.name + "/";
    add(prefix + "headroom", engine, subject.document, Recording::full);
    add(prefix + "headroom_counts", engine, subject.document, Recording::counts);
    for (const Loop& loop : subject.loops) {
      const char* family = loop.keeps == Keeps::sameStatistics ? "same/" : "minimal/";
      add(prefix + family + loop.name, byHand, subject.document, loop);
    }
  }
}

int countDisagreements() {
  int found = 0;
  for (const Subject& subject : subjects(0.2)) {
    const std::shared_ptr<const Model> model = makeModel(loadText(subject.document));
    const Outcome engine = simulate(model, {});
    for (const Loop& loop : subject.loops) {
      const std::string difference = disagreement(engine, loop.run(*model), loop.keeps);
      if (difference.empty()) continue;
      fmt::print(stderr, "{}, loop {}: {}\n", subject.name, loop.name, difference);
      ++found;
    }
  }
  return found;
}

}  // namespace headroom::bench

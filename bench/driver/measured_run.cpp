#include "bench/driver/measured_run.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <utility>

#include "bench/documents.h"
#include "models/world/simulate.h"
#include "models/world/world.h"

namespace headroom::bench {
namespace {

constexpr std::uint64_t kMaxEvents = 200'000'000'000;

/// Tells the CPU seconds since it was last asked.
class Laps {
 public:
  double lap() {
    const double now = cpuSeconds();
    return now - std::exchange(last_, now);
  }

 private:
  double last_ = cpuSeconds();
};

MeasuredRun measure(const std::function<LoadedVariant()>& load) {
  MeasuredRun seen;
  Laps laps;
  const LoadedVariant variant = load();
  seen.loadSeconds = laps.lap();
  const std::shared_ptr<const Model> model = makeModel(variant);
  seen.compileSeconds = laps.lap();
  World world{model, 0, kMaxEvents};
  seen.worldSeconds = laps.lap();
  for (Time until{}; world.events() == 0; until += std::chrono::microseconds{10})
    world.advance(until);
  seen.firstEventSeconds = laps.lap();
  world.advance(model->duration);
  const Outcome outcome = world.finishRun();
  seen.runSeconds = laps.lap();
  if (!outcome.stopReason.empty()) {
    fmt::print(stderr, "stopped: {}\n", outcome.stopReason);
    std::exit(1);
  }
  for (const FlowOutcome& flow : outcome.flows) {
    seen.requests += flow.books.offered;
    seen.answered += flow.books.completed;
    seen.inside += flow.books.inside;
  }
  seen.events = outcome.events;
  seen.meanSeconds = outcome.flows.front().whole.latency.meanSeconds();
  return seen;
}

}  // namespace

MeasuredRun measureText(const std::string& document) {
  return measure([&] { return loadText(document); });
}
MeasuredRun measureFlagship(const std::string& variant) {
  return measure([&] { return loadFlagship(variant); });
}

double cpuSeconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Not rusage's ru_maxrss: a process begins with its parent's.
std::uint64_t peakBytes() {
  std::ifstream status{"/proc/self/status"};
  for (std::string word; status >> word;) {
    std::uint64_t kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

}  // namespace headroom::bench

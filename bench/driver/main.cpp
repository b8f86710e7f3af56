// headroom_bench_run: one run in a process of its own, since memory is measured by process.
// Prints one line of JSON.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "bench/documents.h"
#include "bench/driver/measured_run.h"
#include "bench/driver/shapes.h"
#include "studies/replicate.h"

namespace headroom::bench {
namespace {

constexpr const char* kUsage = R"(Usage: headroom_bench_run WHAT ARGUMENTS
  requests N                 the three tiers, N requests
  parts FANOUT SECONDS       a tree of 1 + f + f^2 + f^3 parts at 50 000 requests/s
  inside N LAW SECONDS       N requests inside a service at 10 000/s; LAW: constant, exponential
  hours H                    the three tiers, nearly idle, for H hours
  cachehit RATE SECONDS      gateway, application and cache
  startup                    the flagship scenario up to its first event, and to its end
  replications RUNS JOBS     the flagship, many runs on so many threads
)";

using Arguments = std::vector<std::string>;

void print(const MeasuredRun& run) {
  fmt::print(
      R"({{"load_s": {:.6g}, "compile_s": {:.6g}, "world_s": {:.6g}, "first_event_s": {:.6g}, )"
      R"("run_s": {:.6g}, "requests": {}, "answered": {}, "events": {}, "mean_s": {:.17g}, )"
      R"("inside": {}, "peak_bytes": {}}})"
      "\n",
      run.loadSeconds, run.compileSeconds, run.worldSeconds, run.firstEventSeconds, run.runSeconds,
      run.requests, run.answered, run.events, run.meanSeconds, run.inside, peakBytes());
}

void replications(int runs, unsigned jobs) {
  LoadedScenario scenario;
  scenario.variants.push_back(loadFlagship("unprotected"));
  ReplicationPlan plan;
  plan.replications = runs;
  plan.jobs = jobs;
  std::uint64_t completed = 0;
  const auto start = std::chrono::steady_clock::now();
  replicate(scenario, plan, [&](ReplicationRun&& run) {
    for (const FlowOutcome& flow : run.outcome.flows) completed += flow.books.completed;
  });
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  fmt::print(R"({{"wall_s": {:.6g}, "cpu_s": {:.6g}, "answered": {}, "peak_bytes": {}}})"
             "\n",
             wall.count(), cpuSeconds(), completed, peakBytes());
}

struct Command {
  std::size_t arguments;
  void (*run)(const Arguments&);
};

const std::map<std::string, Command>& commands() {
  static const std::map<std::string, Command> all{
      {"requests",
       {1, [](const Arguments& a) { print(measureText(tiersDocument(std::stod(a[0])))); }}},
      {"parts",
       {2,
        [](const Arguments& a) {
          print(measureText(treeDocument(std::stoi(a[0]), 50'000, std::stod(a[1]))));
        }}},
      {"inside",
       {3,
        [](const Arguments& a) {
          print(measureText(longLatencyDocument(std::stod(a[0]), 10'000, std::stod(a[2]),
                                                a[1] == "exponential")));
        }}},
      {"hours", {1, [](const Arguments& a) { print(measureText(idleDocument(std::stod(a[0])))); }}},
      {"cachehit",
       {2,
        [](const Arguments& a) {
          print(measureText(cacheHitDocument(std::stod(a[0]), std::stod(a[1]))));
        }}},
      {"startup", {0, [](const Arguments&) { print(measureFlagship("unprotected")); }}},
      {"replications",
       {2,
        [](const Arguments& a) {
          replications(std::stoi(a[0]), static_cast<unsigned>(std::stoi(a[1])));
        }}},
  };
  return all;
}

}  // namespace
}  // namespace headroom::bench

int main(int argc, char** argv) {
  using namespace headroom::bench;
  const auto command = argc > 1 ? commands().find(argv[1]) : commands().end();
  const Arguments arguments(argv + (argc > 1 ? 2 : 1), argv + argc);
  if (command == commands().end() || command->second.arguments != arguments.size()) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  command->second.run(arguments);
  return 0;
}

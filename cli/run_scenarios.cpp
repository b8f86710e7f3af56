#include "cli/run_scenarios.h"

#include <algorithm>
#include <memory>

#include "studies/evidence.h"
#include "studies/replicate.h"

namespace headroom {
namespace {

/// Events may turn out more than were estimated; so many times more stop a run.
constexpr double kEstimateSlack = 10;

/// Of variants that ask for different numbers the largest: they are compared run by run.
int replicationsOf(const LoadedScenario& scenario, const RunPlan& plan) {
  std::int64_t wanted = 1;
  for (const LoadedVariant& variant : scenario.variants)
    wanted = std::max(wanted, variant.spec.replications);
  return static_cast<int>(plan.replications.value_or(wanted));
}

/// Takes the runs of one file as they come and makes results of them.
class Gatherer {
 public:
  Gatherer(const LoadedScenario& scenario, int replications, bool keepSeries)
      : scenario_(scenario), replications_(replications) {
    run_.result.file = scenario.file;
    run_.result.filledIn = scenario.filledIn;
    if (keepSeries) run_.series = std::make_unique<SeriesSpool>();
  }

  void take(ReplicationRun&& run) {
    const LoadedVariant& variant = scenario_.variants[run.variant];
    if (run_.series) run_.series->add(variant.name, run.outcome);
    if (replications_ == 1) {
      run_.result.variants.push_back(makeResult(variant, std::move(run.outcome)));
      run_.wallSeconds.push_back(run.wallSeconds);
      return;
    }
    if (!collector_) {
      collector_.emplace(variant.spec);
      run_.wallSeconds.push_back(0);
    }
    collector_->add(run.outcome);
    run_.wallSeconds.back() += run.wallSeconds;
    if (run.replication == 0) example_ = std::move(run.outcome);
    if (run.replication + 1 < replications_) return;
    run_.result.variants.push_back(makeResult(variant, std::move(example_), collector_->finish()));
    collector_.reset();
  }

  ScenarioRun finish() { return std::move(run_); }

 private:
  const LoadedScenario& scenario_;
  int replications_;
  ScenarioRun run_;
  std::optional<EvidenceCollector> collector_;
  Outcome example_;
};

/// The variant that is being run when so much of all runs is done; the file's name without any.
std::string labelAt(const LoadedScenario& scenario, double share) {
  const auto count = static_cast<double>(scenario.variants.size());
  const auto index = static_cast<std::size_t>(std::min(share * count, count - 1));
  const std::string& name = scenario.variants[index].name;
  return name.empty() ? scenario.file : name;
}

ScenarioRun runScenario(const LoadedScenario& scenario, const RunPlan& asked, Progress& progress) {
  ReplicationPlan plan;
  plan.replications = replicationsOf(scenario, asked);
  plan.jobs = asked.jobs;
  plan.maxEvents = static_cast<std::uint64_t>(std::min(asked.maxEvents * kEstimateSlack, 1e18));
  plan.progress = [&](double share) {
    progress.label(labelAt(scenario, share));
    progress.update(share);
  };
  Gatherer gatherer{scenario, plan.replications, asked.keepSeries};
  replicate(scenario, plan, [&](ReplicationRun&& run) { gatherer.take(std::move(run)); });
  ScenarioRun run = gatherer.finish();
  run.jobs = plan.jobs;
  return run;
}

}  // namespace

std::vector<ScenarioRun> runScenarios(const std::vector<LoadedScenario>& scenarios,
                                      const RunPlan& plan, Progress& progress) {
  std::vector<ScenarioRun> all;
  for (const LoadedScenario& scenario : scenarios) {
    all.push_back(runScenario(scenario, plan, progress));
    progress.endRun();
  }
  progress.erase();
  return all;
}

}  // namespace headroom

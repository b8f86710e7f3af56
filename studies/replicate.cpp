#include "studies/replicate.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

#include "models/world/simulate.h"
#include "studies/in_order.h"

namespace headroom {
namespace {

using Clock = std::chrono::steady_clock;

class Replicator {
 public:
  Replicator(const LoadedScenario& scenario, const ReplicationPlan& plan)
      : scenario_(scenario),
        plan_(plan),
        each_(static_cast<std::size_t>(plan.replications)),
        shares_(scenario.variants.size() * each_) {
    for (const LoadedVariant& variant : scenario.variants) models_.push_back(makeModel(variant));
  }

  std::size_t runs() const { return shares_.size(); }

  ReplicationRun run(std::size_t index) {
    ReplicationRun out;
    out.variant = index / each_;
    out.replication = plan_.first + static_cast<int>(index % each_);
    RunOptions options;
    options.replication = out.replication;
    options.maxEvents = plan_.maxEvents;
    options.progress = [this, index](double share) {
      shares_[index].store(share, std::memory_order_relaxed);
      // Run on the calling thread, nobody else is there to tell.
      if (plan_.jobs <= 1 || runs() == 1) tell();
      return !plan_.stop.stop_requested();
    };
    const Clock::time_point start = Clock::now();
    out.outcome = simulateNamed(out, options);
    out.wallSeconds = std::chrono::duration<double>(Clock::now() - start).count();
    return out;
  }

  void tell() const {
    if (!plan_.progress || shares_.empty()) return;
    double sum = 0;
    for (const auto& share : shares_) sum += share.load(std::memory_order_relaxed);
    plan_.progress(sum / static_cast<double>(shares_.size()));
  }

 private:
  Outcome simulateNamed(const ReplicationRun& run, const RunOptions& options) const {
    const LoadedVariant& variant = scenario_.variants[run.variant];
    try {
      Outcome outcome = simulate(models_[run.variant], options);
      outcome.variant = variant.name;
      return outcome;
    } catch (const std::bad_alloc&) {
      throw;  // No fault of ours, and nothing that the seed would tell.
    } catch (const std::exception& error) {
      throw std::runtime_error{fmt::format("{} (variant \"{}\", seed {}, replication {})",
                                           error.what(), variant.name, variant.spec.seed,
                                           run.replication)};
    }
  }

  const LoadedScenario& scenario_;
  const ReplicationPlan& plan_;
  std::size_t each_;
  std::vector<std::atomic<double>> shares_;
  std::vector<std::shared_ptr<const Model>> models_;
};

struct Stopped {};

}  // namespace

bool replicate(const LoadedScenario& scenario, const ReplicationPlan& plan,
               const std::function<void(ReplicationRun&&)>& consume) {
  Replicator replicator{scenario, plan};
  const auto take = [&](std::size_t, ReplicationRun&& run) {
    if (plan.stop.stop_requested()) throw Stopped{};
    consume(std::move(run));
  };
  try {
    InOrder<ReplicationRun>{replicator.runs(),
                            [&](std::size_t index) { return replicator.run(index); }, take,
                            [&] { replicator.tell(); }}
        .run(plan.jobs);
  } catch (const Stopped&) {
    return false;
  }
  return true;
}

}  // namespace headroom

#include "models/world/simulate.h"

#include <algorithm>

#include "models/program/compile.h"
#include "models/world/world.h"

namespace headroom {

Outcome World::finishRun() {
  if (stopReason_.empty()) now_ = model_->duration;
  checkBooks();
  checkLaws();
  if (recorder_.lastTick < now_) observe();
  recorder_.settle();
  Outcome outcome = makeOutcome(*model_, recorder_, now_);
  outcome.seed = model_->seed;
  outcome.replication = replication_;
  outcome.events = events_;
  outcome.stopReason = stopReason_;
  return outcome;
}

std::shared_ptr<const Model> makeModel(const LoadedVariant& variant) {
  return std::make_shared<const Model>(compile(variant.spec, variant.samples));
}

Outcome simulate(const std::shared_ptr<const Model>& model, const RunOptions& options) {
  World world{model, options.replication, options.maxEvents};
  if (options.recording == Recording::counts) world.recordCountsOnly();
  constexpr int kSlices = 200;
  for (int slice = 1; slice <= kSlices && !world.stopped(); ++slice) {
    world.advance(Time{model->duration.count() / kSlices * slice +
                       model->duration.count() % kSlices * slice / kSlices});
    if (options.progress && !options.progress(static_cast<double>(slice) / kSlices)) world.stop();
  }
  return world.finishRun();
}

Outcome simulate(const LoadedVariant& variant, const RunOptions& options) {
  Outcome outcome = simulate(makeModel(variant), options);
  outcome.variant = variant.name;
  return outcome;
}

}  // namespace headroom

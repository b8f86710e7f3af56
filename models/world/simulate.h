// The door: a loaded variant in, an outcome out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "models/outcome/outcome.h"
#include "models/program/model.h"
#include "models/spec/load.h"

namespace headroom {

/// What is kept of a run beside its books. `counts`: no histograms, no series, no event log; for
/// searches that only ask what was answered, and to measure what recording costs.
enum class Recording : std::uint8_t { full, counts };

struct RunOptions {
  int replication = 0;
  std::uint64_t maxEvents = 20'000'000'000;  ///< Stops the run (Outcome::stopReason).
  Recording recording = Recording::full;
  /// Called about a hundred times with the share done; false stops the run.
  std::function<bool(double)> progress;
};

/// The variant compiled: for many runs of it, also on several threads at once.
std::shared_ptr<const Model> makeModel(const LoadedVariant& variant);

/// Runs to the end of the workload. Throws std::logic_error when the books do not balance.
Outcome simulate(const std::shared_ptr<const Model>& model, const RunOptions& options);
/// The same for one run, with the variant's name in the outcome.
Outcome simulate(const LoadedVariant& variant, const RunOptions& options);

}  // namespace headroom

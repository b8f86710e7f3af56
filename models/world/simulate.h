// The door: a loaded variant in, an outcome out.
#pragma once

#include <cstdint>
#include <functional>

#include "models/outcome/outcome.h"
#include "models/spec/load.h"

namespace headroom {

struct RunOptions {
  int replication = 0;
  std::uint64_t maxEvents = 20'000'000'000;  ///< Stops the run (Outcome::stopReason).
  /// Called about a hundred times with the share done; false stops the run.
  std::function<bool(double)> progress;
};

/// Runs to the end of the workload. Throws std::logic_error when the books do not balance.
Outcome simulate(const LoadedVariant& variant, const RunOptions& options);

}  // namespace headroom

// The same question asked again and again with other random numbers.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

#include "models/outcome/outcome.h"
#include "models/spec/load.h"

namespace headroom {

struct ReplicationPlan {
  int replications = 1;  ///< Numbered from `first`; each draws its own random numbers.
  int first = 0;         ///< Above 0 to go on where an earlier study ended.
  unsigned jobs = 1;     ///< Threads; changes nothing but the time it takes.
  std::uint64_t maxEvents = 20'000'000'000;  ///< Of one run; reaching it stops that run.
  /// Called on the calling thread with the share done, 0..1.
  std::function<void(double)> progress;
  /// Once it is asked to, the runs end where they are and are not consumed.
  std::stop_token stop;
};

/// One finished run.
struct ReplicationRun {
  std::size_t variant = 0;  ///< Index in LoadedScenario::variants.
  int replication = 0;
  Outcome outcome;
  double wallSeconds = 0;
};

/// Runs every variant as often as the plan says. `consume` is called on the calling thread, variant
/// by variant and by ascending replication. Replication r of every variant draws the same random
/// numbers (common random numbers), so that variants are compared pair by pair. What the books of a
/// run throw (std::logic_error) is thrown with variant, seed and replication in words. False when
/// it was stopped before the last run was consumed.
bool replicate(const LoadedScenario& scenario, const ReplicationPlan& plan,
               const std::function<void(ReplicationRun&&)>& consume);

}  // namespace headroom

// Do the baselines come out? Every part is load-tested inside the simulation under each condition
// that was measured, and the highest rate it sustains is held against the measured one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/spec/load.h"
#include "studies/median.h"

namespace headroom {

/// One baseline, measured and simulated.
struct BaselineLevel {
  std::string part;
  std::size_t index = 0;  ///< Among the part's baselines.
  std::string pointer;    ///< "/system/parts/app/baselines/0"
  std::string name;       ///< "app browse without product-cache"
  BaselineSpec baseline;
  std::string fingerprint;   ///< Of the system as it is now.
  MedianEstimate simulated;  ///< Per second; 0: nothing is sustained, infinite: no limit was found.
  /// Why a little more is not sustained: the test's word, and what most lost requests met.
  std::string beyond;
  std::optional<CauseCount> mainCause;
  double measured() const { return baseline.throughput.perSecond; }
  double deviation() const { return simulated.median / measured() - 1; }
  bool holds() const;
};

struct LevelPlan {
  int replications = 9;  ///< Searches for each baseline.
  unsigned jobs = 1;     ///< Threads; changes nothing but the time it takes.
  /// Called on the calling thread with the share done, 0..1.
  std::function<void(double)> progress;
  /// Called before each load test, on the thread that does it; what it throws ends the check.
  std::function<void()> checkpoint;
};

/// All baselines of a system, by part. The system holds no unknowns (fit.h).
std::vector<BaselineLevel> checkLevels(const LoadedVariant& system, const LevelPlan& plan);

}  // namespace headroom

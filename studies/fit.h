// Fills in what nobody measured: the mean of a duration, found so that a baseline comes out.
//
// The part is load-tested (load_test.h) at the measured rate; the largest mean at which it still
// sustains that rate is the one wanted (tipping_point.h). Which baseline serves which unknown is
// planned without simulating (models/spec/fit_plan.h).
#pragma once

#include <functional>

#include "models/notation/diagnostic.h"
#include "models/spec/load.h"

namespace headroom {

struct FitOptions {
  int replications = 9;
  unsigned jobs = 1;
  std::function<void(double)> progress;  ///< Share done, on the calling thread.
  /// Called before each load test, on the thread that does it; what it throws ends the search.
  std::function<void()> checkpoint;
};

/// Finds every unknown of the system as written, and puts what was found in its place there, in the
/// document and in all variants; `scenario.filledIn` tells. An unknown on which the throughput does
/// not depend is reported as E_FIT. Nothing is simulated when there is no unknown.
void resolveFits(LoadedScenario& scenario, const FitOptions& options, Diagnostics& diagnostics);

}  // namespace headroom

// Fills in what nobody measured: the mean of a duration, found so that a baseline comes out.
//
// The part is load-tested (load_test.h) at the measured rate; the largest mean at which it still
// sustains that rate is the one wanted (tipping_point.h). Which baseline serves which unknown is
// planned without simulating (models/spec/fit_plan.h).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/notation/diagnostic.h"
#include "models/spec/fit_plan.h"
#include "models/spec/load.h"
#include "studies/median.h"

namespace headroom {

/// One unknown, filled in.
struct Fit {
  FitStep step;
  std::string baseline;  ///< "orders-db select": from which it was found,
  Rate throughput;       ///< that sustains this.
  MedianEstimate mean;   ///< In seconds.
  DistributionSpec law;  ///< What the scenario is run with.
};

struct FitOptions {
  int replications = 9;
  unsigned jobs = 1;
  std::function<void(double)> progress;  ///< Share done, on the calling thread.
};

/// Finds every unknown of the system as written, and puts what was found in its place there, in the
/// document and in all variants. An unknown on which the throughput does not depend is reported as
/// E_FIT. Nothing happens, and nothing is simulated, when there is no unknown.
std::vector<Fit> resolveFits(LoadedScenario& scenario, const FitOptions& options,
                             Diagnostics& diagnostics);

/// "exponential, mean 81.3ms (96.1 %: 80.9ms to 81.8ms), so that orders-db select sustains 500/s"
std::string toText(const Fit& fit);

}  // namespace headroom

// Which baseline fills in which unknown duration.
//
// A baseline is one equation, so it can say one mean that nobody measured: that of a `fit` which
// its load test comes past while it comes past no other that is still unknown. Unknowns are
// resolved one after the other in this manner (a triangular system); what remains is
// under-determined, and an error.
#pragma once

#include <string>
#include <vector>

#include "models/spec/scenario_spec.h"

namespace headroom {

struct FitStep {
  std::string pointer;  ///< Of the unknown duration.
  FitSpec fit;
  std::string part;          ///< The baseline that fills it in: its part,
  std::size_t baseline = 0;  ///< and its index there.
};

struct FitPlan {
  std::vector<FitStep> steps;  ///< In the order in which they can be resolved.
  struct Problem {
    std::string pointer;
    std::string message;
  };
  std::vector<Problem> problems;  ///< One for each unknown that no baseline fills in.
};

FitPlan planFits(const SystemSpec& system);

/// An unknown once its mean was found (studies/fit.h): what the scenario is then run with.
struct FilledIn {
  std::string pointer;  ///< Of the unknown duration.
  FitLaw law = FitLaw::exponential;
  Duration mean{};
  Duration low{}, high{};  ///< Interval of the mean,
  double confidence = 0;   ///< and its confidence; 0: a single search tells no interval.
  std::string baselinePointer;
  std::string baseline;  ///< "orders-db select": from which it was found,
  Rate throughput;       ///< that sustains this.
};
/// "exponential, mean 81.3ms (80.9ms to 81.8ms, 96.1 %), from orders-db select at 500/s".
std::string toText(const FilledIn& found);

/// The unknown durations of a system, by JSON pointer.
std::map<std::string, FitSpec> unknownsOf(const SystemSpec& system);

}  // namespace headroom

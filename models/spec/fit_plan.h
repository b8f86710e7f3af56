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

/// The unknown durations of a system, by JSON pointer.
std::map<std::string, FitSpec> unknownsOf(const SystemSpec& system);

}  // namespace headroom

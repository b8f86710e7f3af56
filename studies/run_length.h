// Whether a run was long enough for what is claimed of it.
#pragma once

#include <string>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

/// Doubts about one assertion's measurement in one run, in words; empty when there are none.
/// - A percentile with fewer than ten answers beyond it is told by single requests.
/// - A mean of which one answer is a tenth of the sum is that answer's (a heavy tail).
/// - A share held against a limit that fewer than five requests can tell from 0 % or 100 %.
/// - A window shorter than ten times the latencies in it counts what began before it.
std::vector<std::string> runLengthDoubts(const AssertionSpec& assertion,
                                         const Measurement& measured);

/// The same for each assertion of a scenario, in their order; with them, of a steady-state
/// scenario, whether the window holds warm-up (steady_state.h).
std::vector<std::vector<std::string>> runLengthDoubts(const ScenarioSpec& scenario,
                                                      const Outcome& outcome);

}  // namespace headroom

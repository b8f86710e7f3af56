// Steady-state questions: a constant load on an unhurt system, asked for figures that do not depend
// on how it began. Only then does it make sense to look for a warm-up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

/// Whether nothing changes during the run: no faults, every workload at one rate throughout.
bool isSteadyState(const ScenarioSpec& scenario);

/// Until when the run of a steady-state scenario is warm-up: by MSER-5 on the number of requests
/// and visits inside, where dropping it moves the mean by more than chance would. Zero: no warm-up
/// to speak of. Nothing when the run never settled.
std::optional<Duration> warmUpOf(const Outcome& outcome);

/// Doubts for each assertion (in their order) whose window holds warm-up; none for a scenario that
/// is not steady.
std::vector<std::vector<std::string>> warmUpDoubts(const ScenarioSpec& scenario,
                                                   const Outcome& outcome);

}  // namespace headroom

// How variants differ from the one that changes nothing, run by run on the same random numbers.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// Per flow and phase the difference of goodput and of success to the reference, each with its
/// paired interval. Empty unless two variants or more were run several times.
std::string differences(const ScenarioResult& scenario, const TerminalStyle& style);

}  // namespace headroom

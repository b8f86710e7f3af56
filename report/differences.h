// How variants differ from the one that changes nothing, run by run on the same random numbers.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"
#include "studies/paired.h"

namespace headroom {

/// "+474/s ±1.2", "-3.1 pt", "+12.3 ms ±0.4": a difference with its interval, if it has one. Where
/// there are two kinds of runs: "more in 23, less in 17".
std::string differenceText(const PairedDifference& paired, const TerminalStyle& style);

/// Per flow and phase the difference of goodput and of success to the reference, each with its
/// paired interval. Empty unless two variants or more were run several times.
std::string differences(const ScenarioResult& scenario, const TerminalStyle& style);

}  // namespace headroom

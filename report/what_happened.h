// The chain of causes: what happened, when, and what came first.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// The log by time; what comes and goes again and again is told a few times and counted.
std::string whatHappened(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

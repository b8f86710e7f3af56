// A scenario's results for a person at a terminal: the story within a minute, 100 columns wide.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// Every variant in the document's order, then how they compare.
std::string terminalReport(const ScenarioResult& scenario, const TerminalStyle& style);
/// One line per variant: its verdict and name.
std::string verdictLines(const ScenarioResult& scenario, const TerminalStyle& style);

}  // namespace headroom

// Variants side by side: the answer to the question, in one table.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// Per flow, goodput and success of every variant in every phase; and the verdicts.
std::string comparison(const ScenarioResult& scenario, const TerminalStyle& style);

}  // namespace headroom

// A run in a sentence or two per flow.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// Success through the phases; at the worst of them what mostly stopped the flow; its worst moment.
std::string inShort(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

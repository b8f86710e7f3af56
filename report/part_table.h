// What the parts were doing: resources, books, waste, hit ratios.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

std::string partTable(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

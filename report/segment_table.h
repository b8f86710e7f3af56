// Who got what: the traffic, its goodput and the parts' work, segment by segment.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// Load, goodput and losses of each segment by phase, and its shares of all; then its share of the
/// service each part gave. "" where the system declares no segments.
std::string segmentTables(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

// The run at a glance: curves above one another over one time axis, with the faults marked.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// Columns of a curve; with labels and values the timeline stays within 100 columns.
inline constexpr std::size_t kTimelineColumns = 60;

/// Faults and conditional limits; for each flow offered load, goodput and p99; what came near its
/// capacity; hit ratios. Empty when nothing was recorded.
std::string timeline(const VariantResult& variant, const TerminalStyle& style);

/// "|0s       |30s      |1m ...": labels at round moments, at most `columns` wide.
std::string timeAxis(Duration run, std::size_t columns);

}  // namespace headroom

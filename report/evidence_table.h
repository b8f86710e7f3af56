// What many runs of a variant say together: every figure with its interval, or both its modes.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// Per flow and phase: goodput, success, latency, attempts. Empty for a single run.
std::string evidenceTable(const VariantResult& variant, const TerminalStyle& style);

/// "browse goodput, after: 12/s in 23, 500/s in 17 of 40 runs; P(collapse) 42 % to 71 %", one a
/// line, for every figure of a flow that comes in two kinds.
std::string twoKindsOfRuns(const VariantResult& variant, const TerminalStyle& style);

/// An estimate in a table's cell: "501/s ±2.1", "two kinds", "-".
std::string estimateCell(Metric metric, const Estimate& estimate, const TerminalStyle& style);

}  // namespace headroom

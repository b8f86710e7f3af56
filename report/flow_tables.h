// What the clients saw, flow by flow and phase by phase.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// A flow's span together with the phase it belongs to.
struct NamedSpan {
  std::string name;
  const FlowSpan* span;
};
/// One per phase; the whole run alone when there is only one phase.
std::vector<NamedSpan> spansOf(const Outcome& outcome, const FlowOutcome& flow);
/// The same where there are few phases; the whole run where they would make no sentence.
std::vector<NamedSpan> mainSpansOf(const Outcome& outcome, const FlowOutcome& flow);

/// Shares of the requests that arrived in a span, by how they ended.
double successShare(const FlowSpan& span);
double degradedShare(const FlowSpan& span);
double goodputRate(const FlowSpan& span);
double offeredRate(const FlowSpan& span);

/// "503 no connection in time · app pool orders-db"
std::string causeText(const CauseCount& cause, const TerminalStyle& style);

/// Load, goodput, success, latency and attempts.
std::string flowTable(const Outcome& outcome, const TerminalStyle& style);
/// For each flow and phase the most frequent causes, with their share of the answers.
std::string causeTable(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

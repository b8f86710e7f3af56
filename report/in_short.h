// A run in a sentence or two per flow.
#pragma once

#include <string>
#include <vector>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// One flow, sentence by sentence.
struct FlowInShort {
  std::string flow;
  bool healthy = true;    ///< At least 99 % succeeded in every phase, or nothing was offered.
  std::string successes;  ///< "100 % before → 0.9 % product-cache down → 90.8 % after"
  std::string worst;      ///< "Worst after: 503 queue full · app."; "" when healthy.
  std::string lowest;     ///< "Lowest 10 s: 21 % of the load, from 1m31s."; "" when healthy.
};
/// In the order of the outcome.
std::vector<FlowInShort> flowsInShort(const Outcome& outcome, const TerminalStyle& style);

/// Success through the phases; at the worst of them what mostly stopped the flow; its worst moment.
std::string inShort(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

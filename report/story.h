// The chain of causes in words: what happened, when, and what came first.
#pragma once

#include <string>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// One sentence per flow: its success through the phases, and what mostly stopped it at its worst.
std::string inShort(const Outcome& outcome, const TerminalStyle& style);
/// The log by time; what comes and goes again and again is told once.
std::string whatHappened(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

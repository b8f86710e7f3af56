// Where a command speaks to, and what can be shown there. Tests pass strings.
#pragma once

#include <ostream>

#include "report/terminal_style.h"

namespace headroom {

struct Console {
  std::ostream& out;
  std::ostream& err;
  TerminalStyle style{};  ///< Of `out`.
  bool progress = false;  ///< Whether `err` is a terminal that can be written over.
};

/// The process's own: colour on a terminal without NO_COLOR, ASCII where the locale says so.
Console systemConsole();

}  // namespace headroom

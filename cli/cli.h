// `headroom` as a function: a command line in, text and an exit code out.
#pragma once

#include "cli/console.h"

namespace headroom {

/// Never throws: what must not happen ends as "internal error" and exit code 3.
int runCli(int argc, const char* const* argv, Console& console);

}  // namespace headroom

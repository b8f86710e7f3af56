// Durations nobody measured are filled in before anything else is simulated.
#pragma once

#include <optional>
#include <vector>

#include "cli/console.h"
#include "models/notation/diagnostic.h"
#include "models/spec/load.h"

namespace headroom {

/// Resolves the fits of every scenario (studies/fit.h), with a line of progress; LoadedScenario::
/// filledIn tells what was found. Does nothing when there are errors already.
void fillInUnknowns(std::vector<LoadedScenario>& scenarios, std::optional<std::int64_t> jobs,
                    bool quiet, Console& console, Diagnostics& diagnostics);

}  // namespace headroom

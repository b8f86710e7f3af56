// Fallbacks of a system: whether there are any, and whether those there are can act.
#pragma once

#include "models/spec/check.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

/// Whether any limit, call or look-up of the system has a fallback.
bool hasFallback(const SystemSpec& system);

/// Reports fallbacks where no steps are done, and a way to count them where there are none.
void checkFallbacks(const SystemSpec& system, Findings& findings);

}  // namespace headroom

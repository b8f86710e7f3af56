// Documents the benchmarks run, loaded through the door users take.
#pragma once

#include <string>

#include "models/spec/load.h"

namespace headroom::bench {

/// Loads document text; ends the program with the diagnostics when it is not valid.
LoadedVariant loadText(const std::string& text);
LoadedVariant loadFlagship(const std::string& variant);

/// One flow into an instance of `servers` workers, exponential work, for `seconds`.
std::string mmcDocument(int servers, double rate, double serviceSeconds, double seconds);

}  // namespace headroom::bench

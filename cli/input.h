// Reading the files a command was given: all of them first, every finding at once.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "models/spec/load.h"

namespace headroom {

/// "/json/pointer=value"; throws UserError with the form wanted.
Override parseOverride(const std::string& text);

/// Loads every file, whatever the others hold. A file that has nothing to simulate is an error.
/// The result is complete only when there was no error.
std::vector<LoadedScenario> loadRunnable(const std::vector<std::string>& files,
                                         const LoadOptions& options, Diagnostics& diagnostics);

/// One finding a line, in the order of the files, by place within each.
void tell(const Diagnostics& diagnostics, std::ostream& out);
/// "2 errors, 1 warning"; "no findings".
std::string summary(const Diagnostics& diagnostics);

}  // namespace headroom

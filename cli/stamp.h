// check --stamp: writes fingerprints into the user's file, and changes no other byte of it.
#pragma once

#include <string>
#include <vector>

#include "models/spec/load.h"
#include "studies/level_check.h"

namespace headroom {

/// Puts the present fingerprint into every baseline that holds, where it stands: in the scenario's
/// file or in its system file. Each file is written under a temporary name and renamed. A line for
/// each baseline tells what was done. Throws UserError when a file cannot be written, or is no
/// longer what was read.
std::vector<std::string> stampBaselines(const LoadedScenario& scenario,
                                        const std::vector<BaselineLevel>& levels);

/// The text with the member "fingerprint" set in the objects that begin at those places: replaced
/// where it stands, else added as the last member in the manner of its object.
struct Stamp {
  SourceLocation where;  ///< Of the baseline's opening brace.
  std::string fingerprint;
};
std::string stamped(const std::string& text, const std::vector<Stamp>& stamps);

}  // namespace headroom

// The limits of a system that have a name: what changes and rules can mean.
#pragma once

#include <map>
#include <string>

#include "models/spec/check.h"

namespace headroom {

struct NamedLimit {
  const LimitSpec* limit = nullptr;
  std::string pointer;
};
/// By part, by name; those among steps, too. Of two with one name the first.
using NamedLimits = std::map<std::string, std::map<std::string, NamedLimit>>;
NamedLimits namedLimits(const SystemSpec& system);

/// The limit that a change or a rule at `at` names by "part" and "limit"; says what is wrong with
/// it, and gives nullptr, when there is none or it has no figure that can change.
const LimitSpec* findChangeable(const SystemSpec& system, const std::string& part,
                                const std::string& limit, const std::string& at,
                                Findings& findings);

}  // namespace headroom

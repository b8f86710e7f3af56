#include "models/spec/unknown_name.h"

#include <fmt/format.h>

namespace headroom {

void unknownName(const std::string& name, const std::string& problem,
                 const std::vector<std::string>& names, const std::string& at, Findings& findings,
                 const std::string& none) {
  findings.error("E_UNKNOWN_REF", at,
                 fmt::format("found \"{}\"; {}{}; allowed: {}", name, problem,
                             didYouMean(name, names), names.empty() ? none : listNames(names)));
}

}  // namespace headroom

// What is said of a name that means nothing: what was found, the nearest name, those allowed.
#pragma once

#include <string>
#include <vector>

#include "models/spec/check.h"

namespace headroom {

/// The keys of a map, or the members of a set.
template <class Container>
std::vector<std::string> namesIn(const Container& container) {
  std::vector<std::string> names;
  for (const auto& item : container)
    if constexpr (requires { item.first; })
      names.push_back(item.first);
    else
      names.push_back(item);
  return names;
}

/// E_UNKNOWN_REF at `at`: `problem` is "there is no such part"; `none` is what is allowed when
/// there are no names.
void unknownName(const std::string& name, const std::string& problem,
                 const std::vector<std::string>& names, const std::string& at, Findings& findings,
                 const std::string& none = "none is declared");

/// Whether a name is one of those; says so when it is not.
template <class Container>
bool isKnown(const Container& container, const std::string& what, const std::string& name,
             const std::string& at, Findings& findings,
             const std::string& none = "none is declared") {
  if (container.contains(name)) return true;
  unknownName(name, "there is no such " + what, namesIn(container), at, findings, none);
  return false;
}

}  // namespace headroom

// A field with everything that is to be said about it, in words: for reference and forms.
#pragma once

#include <string>

#include "models/notation/type.h"

namespace headroom {

struct FieldFacts {
  std::string name;
  std::string label;     ///< `a duration, e.g. "250ms"`
  std::string presence;  ///< "required", "optional", "default 1"
  std::string range;     ///< "> 0s and <= 1h"; "" when unbounded.
  std::string doc;
};

FieldFacts factsOf(const ObjectType& type, const FieldInfo& field);

}  // namespace headroom

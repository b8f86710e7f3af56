// What sheds the members of a waiting line: the registry of the family. A member is one file and
// its place in the lists here.
#pragma once

#include <variant>

#include "models/policies/queue/adaptive_timeout.h"
#include "models/policies/queue/codel.h"
#include "models/policies/queue/codel_rfc8289.h"

namespace headroom {

struct ShedSpec {
  std::variant<CodelSpec, CodelRfc8289Spec, AdaptiveTimeoutSpec> by;
  std::string note;
  bool operator==(const ShedSpec&) const = default;
};

void describe(Shape<ShedSpec>& s);

/// Those that decide when a request leaves the line; a value that is copied with its world.
using Shedder = std::variant<std::monostate, Codel, CodelRfc8289>;

}  // namespace headroom

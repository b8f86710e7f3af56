// Which requests a rule means.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "models/notation/shape.h"
#include "models/spec/segment_spec.h"

namespace headroom {

struct MatchSpec {
  std::optional<FlowRef> flow;
  std::optional<SegmentRef> segment;
  std::map<std::string, NameList> attributes;
  std::optional<std::string> operation;
  std::string note;
  bool operator==(const MatchSpec&) const = default;
};

void describe(Shape<MatchSpec>& s);  // limit_spec.cpp

}  // namespace headroom

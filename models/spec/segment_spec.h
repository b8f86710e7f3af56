// Who a request is: attributes drawn once, and segments, which are rules over them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/notation/shape.h"
#include "models/policies/criticality.h"

namespace headroom {

/// Alternatives: one name, or a list of them.
struct NameList {
  std::vector<std::string> names;
  bool operator==(const NameList&) const = default;
};

/// The values of an attribute and how often each is met; the shares sum to 1.
struct AttributeSpec {
  std::map<std::string, Ratio> shares;
  bool operator==(const AttributeSpec&) const = default;
};
using AttributesSpec = std::map<std::string, AttributeSpec>;

/// Requests of these flows (any when left out) with, of each attribute named, one of these values.
struct SegmentSpec {
  std::optional<NameList> flow;
  std::map<std::string, NameList> attributes;
  std::optional<Criticality> criticality;
  std::string note;
  bool operator==(const SegmentSpec&) const = default;
};

void describe(Shape<NameList>& s);
void describe(Shape<AttributeSpec>& s);
void describe(Shape<SegmentSpec>& s);

}  // namespace headroom

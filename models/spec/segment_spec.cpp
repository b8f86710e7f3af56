#include "models/spec/segment_spec.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {

void describe(Shape<NameList>& s) {
  s.is("NameList", "", "Names, any of which will do.");
  s.shorthand<std::string>(
      "The only one.", [](NameList& l, std::string name) { l.names = {std::move(name)}; },
      [](const NameList& l) {
        return l.names.size() == 1 ? std::optional{l.names.front()} : std::nullopt;
      });
  s.shorthand<std::vector<std::string>>(
      "Any of these.", [](NameList& l, std::vector<std::string> v) { l.names = std::move(v); },
      [](const NameList& l) { return std::optional{l.names}; });
}

void describe(Shape<AttributeSpec>& s) {
  s.is("Attribute", "", "An attribute's values, and the share of requests that have each.");
  s.shorthand<std::string>(
      "The value all have.",
      [](AttributeSpec& a, std::string value) {
        a.shares = {{std::move(value), Ratio{1}}};
      },
      [](const AttributeSpec& a) {
        const bool one = a.shares.size() == 1 && a.shares.begin()->second.value == 1;
        return one ? std::optional{a.shares.begin()->first} : std::nullopt;
      });
  s.shorthand<std::map<std::string, Ratio>>(
      "Share by value; they sum to 100 %.",
      [](AttributeSpec& a, std::map<std::string, Ratio> shares) { a.shares = std::move(shares); },
      [](const AttributeSpec& a) { return std::optional{a.shares}; });
  s.rule([](const AttributeSpec& a, const JsonValue& at, Reading& reading) {
    double sum = 0;
    for (const auto& [value, share] : a.shares) {
      sum += share.value;
      if (share.value <= 0 || share.value > 1)
        reading.error("E_RANGE", at,
                      fmt::format("found {} for \"{}\"; allowed: above 0%, at most 100%",
                                  toText(share), value));
    }
    if (std::abs(sum - 1) > 1e-9)
      reading.error("E_SUM", at,
                    fmt::format("the shares sum to {:.10g}%; allowed: 100%", sum * 100));
  });
}

void describe(Shape<SegmentSpec>& s) {
  s.is("Segment", "",
       "A rule over a request's flow and attributes; all that is named must hold. Segments may "
       "overlap, and a request may be in none.");
  s("flow", &SegmentSpec::flow, "Requests of this flow, or of any of these.");
  s("attributes", &SegmentSpec::attributes, "By attribute: the value, or any of these.").optional();
  s("criticality", &SegmentSpec::criticality,
    "How much its requests matter, in place of what their flow says. Of several segments of one "
    "request the most critical counts.");
  s.rule([](const SegmentSpec& segment, const JsonValue& at, Reading& reading) {
    if (!segment.flow && segment.attributes.empty())
      reading.error("E_EMPTY", at, "names nothing; allowed: a \"flow\", \"attributes\", or both");
  });
}

}  // namespace headroom

#include "models/spec/check_match.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/spec/unknown_name.h"

namespace headroom {

MatchCheck::MatchCheck(const ScenarioSpec& scenario, Findings& findings)
    : system_(scenario.system), findings_(findings), values_(attributeValuesOf(scenario)) {
  for (const auto& [flow, attributes] : values_)
    for (const auto& [name, values] : attributes)
      for (const std::string& value : values)
        if (!value.empty()) known_[name].insert(value);
  small_ = checkSize();
  if (small_) profiles_ = profilesOf(scenario);
}

void MatchCheck::match(const MatchSpec& match, const std::string& at) const {
  bool good = true;
  if (match.flow)
    good = isKnown(system_.flows, "flow", match.flow->name, at + "/flow", findings_) && good;
  if (match.segment)
    good = isKnown(system_.segments, "segment", match.segment->name, at + "/segment", findings_) &&
           good;
  good = attributes(match.attributes, at + "/attributes") && good;
  if (!good || !small_) return;
  const bool anybody = std::any_of(profiles_.begin(), profiles_.end(),
                                   [&](const Profile& p) { return meets(match, system_, p); });
  if (!anybody)
    findings_.warning("matches-nobody", at,
                      fmt::format("no request can be all of this: {}", textOf(match)));
}

void MatchCheck::segment(const SegmentSpec& rule, const std::string& at) const {
  bool good = true;
  if (rule.flow) good = flows(*rule.flow, at + "/flow");
  good = attributes(rule.attributes, at + "/attributes") && good;
  if (!good || !small_) return;
  const bool anybody = std::any_of(profiles_.begin(), profiles_.end(),
                                   [&](const Profile& p) { return meets(rule, p); });
  if (!anybody)
    findings_.warning("matches-nobody", at, "no flow has requests with all of these attributes");
}

void MatchCheck::attribute(const std::string& name, const std::string& at) const {
  if (known_.contains(name)) return;
  std::vector<std::string> names = namesIn(known_);
  names.push_back(kForEachFlow);
  unknownName(name, "there is no such attribute", names, at, findings_);
}

std::size_t MatchCheck::keysOf(const std::string& forEach) const {
  if (forEach == kForEachFlow) return values_.size();
  std::set<std::string> keys;
  for (const auto& [flow, attributes] : values_) {
    const auto found = attributes.find(forEach);
    if (found == attributes.end())
      keys.insert("");
    else
      keys.insert(found->second.begin(), found->second.end());
  }
  return keys.size();
}

bool MatchCheck::checkSize() const {
  const auto tooLarge = [this](const std::string& at, const std::string& message) {
    findings_.error("E_TOO_LARGE", at, message);
  };
  double total = 0;
  bool good = true;
  for (const auto& [flow, attributes] : values_) {
    double kinds = 1;
    for (const auto& [name, values] : attributes) kinds *= static_cast<double>(values.size());
    total += kinds;
    if (kinds <= kMaxProfilesOfFlow) continue;
    good = false;
    tooLarge("/system/flows" + pointerToken(flow),
             fmt::format("its attributes combine to {:.3g} kinds of requests; allowed: {:.0f}",
                         kinds, kMaxProfilesOfFlow));
  }
  if (good && total > kMaxProfiles) {
    good = false;
    tooLarge("/system/flows", fmt::format("flows and attributes make {:.3g} kinds of requests; "
                                          "allowed: {:.0f}",
                                          total, kMaxProfiles));
  }
  if (system_.segments.size() > kMaxSegments)
    tooLarge("/system/segments", fmt::format("found {} segments; allowed: at most {}",
                                             system_.segments.size(), kMaxSegments));
  return good && system_.segments.size() <= kMaxSegments;
}

bool MatchCheck::flows(const NameList& list, const std::string& at) const {
  bool good = notEmpty(list, at);
  for (std::size_t i = 0; i < list.names.size(); ++i)
    good = isKnown(system_.flows, "flow", list.names[i], placeIn(list, i, at), findings_) && good;
  return good;
}

bool MatchCheck::attributes(const std::map<std::string, NameList>& rule,
                            const std::string& at) const {
  bool good = true;
  for (const auto& [name, list] : rule) {
    const std::string here = at + pointerToken(name);
    if (!isKnown(known_, "attribute", name, here, findings_) || !notEmpty(list, here)) {
      good = false;
      continue;
    }
    const std::string what = fmt::format("value of \"{}\"", name);
    for (std::size_t i = 0; i < list.names.size(); ++i)
      good =
          isKnown(known_.at(name), what, list.names[i], placeIn(list, i, here), findings_) && good;
  }
  return good;
}

bool MatchCheck::notEmpty(const NameList& list, const std::string& at) const {
  if (!list.names.empty()) return true;
  findings_.error("E_EMPTY", at, "found an empty list, which nobody meets; allowed: names");
  return false;
}

/// A list's item, or the one name that stands for the list.
std::string MatchCheck::placeIn(const NameList& list, std::size_t i, const std::string& at) const {
  const std::string item = fmt::format("{}/{}", at, i);
  return list.names.size() == 1 && !findings_.has(item) ? at : item;
}

bool MatchCheck::isMet(const MatchSpec* all, const MatchSpec& match,
                       const std::vector<const MatchSpec*>& before) const {
  if (!small_) return true;
  const auto means = [this](const MatchSpec& rule, const Profile& profile) {
    return meets(rule, system_, profile);
  };
  return std::any_of(profiles_.begin(), profiles_.end(), [&](const Profile& profile) {
    return (all == nullptr || means(*all, profile)) && means(match, profile) &&
           std::none_of(before.begin(), before.end(),
                        [&](const MatchSpec* other) { return means(*other, profile); });
  });
}

}  // namespace headroom

// Rules about who requests are: attributes that exist, segments and matches that name them.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/spec/check.h"
#include "models/spec/profiles.h"
#include "models/spec/walk.h"

namespace headroom {
namespace {

template <class Map>
std::vector<std::string> namesIn(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, item] : map) names.push_back(name);
  return names;
}

class SegmentCheck {
 public:
  SegmentCheck(const ScenarioSpec& scenario, Findings& findings)
      : system_(scenario.system), findings_(findings), values_(attributeValuesOf(scenario)) {
    for (const auto& [flow, attributes] : values_)
      for (const auto& [name, values] : attributes)
        for (const std::string& value : values)
          if (!value.empty()) known_[name].insert(value);
    small_ = checkSize();
    if (small_) profiles_ = profilesOf(scenario);
  }

  void run() {
    for (const auto& [name, rule] : system_.segments)
      segment(rule, "/system/segments" + pointerToken(name));
    for (const auto& [name, part] : system_.parts) {
      const auto& limits = limitsOf(part);
      for (std::size_t i = 0; i < limits.size(); ++i)
        limit(limits[i], fmt::format("/system/parts{}/limits/{}", pointerToken(name), i));
    }
    StepVisitor visitor;
    visitor.limit = [this](const LimitStepSpec& s, const std::string&, const std::string& at) {
      limit(s.limit, at + "/limit");
    };
    walkSystem(system_, visitor);
  }

  void match(const MatchSpec& match, const std::string& at) {
    bool good = true;
    if (match.flow) good = known(system_.flows, "flow", match.flow->name, at + "/flow") && good;
    if (match.segment)
      good = known(system_.segments, "segment", match.segment->name, at + "/segment") && good;
    good = attributes(match.attributes, at + "/attributes") && good;
    if (!good || !small_) return;
    const bool anybody = std::any_of(profiles_.begin(), profiles_.end(),
                                     [&](const Profile& p) { return meets(match, system_, p); });
    if (!anybody)
      findings_.warning("matches-nobody", at,
                        fmt::format("no request can be all of this: {}", textOf(match)));
  }

 private:
  /// Whether there are few enough kinds of requests to list them.
  bool checkSize() {
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

  void tooLarge(const std::string& at, const std::string& message) {
    findings_.error("E_TOO_LARGE", at, message);
  }

  void segment(const SegmentSpec& rule, const std::string& at) {
    bool good = true;
    if (rule.flow) good = flows(*rule.flow, at + "/flow");
    good = attributes(rule.attributes, at + "/attributes") && good;
    if (!good || !small_) return;
    const bool anybody = std::any_of(profiles_.begin(), profiles_.end(),
                                     [&](const Profile& p) { return meets(rule, p); });
    if (!anybody)
      findings_.warning("matches-nobody", at, "no flow has requests with all of these attributes");
  }

  void limit(const LimitSpec& spec, const std::string& at) {
    if (spec.match) match(*spec.match, at + "/match");
    if (!spec.forEach || *spec.forEach == kForEachFlow) return;
    std::vector<std::string> names = namesIn(known_);
    names.push_back(kForEachFlow);
    if (!known_.contains(*spec.forEach))
      unknown(*spec.forEach, "attribute", names, at + "/for_each");
  }

  bool flows(const NameList& list, const std::string& at) {
    bool good = notEmpty(list, at);
    for (std::size_t i = 0; i < list.names.size(); ++i)
      good = known(system_.flows, "flow", list.names[i], placeIn(list, i, at)) && good;
    return good;
  }

  bool attributes(const std::map<std::string, NameList>& rule, const std::string& at) {
    bool good = true;
    for (const auto& [name, list] : rule) {
      const std::string here = at + pointerToken(name);
      if (!known(known_, "attribute", name, here) || !notEmpty(list, here)) {
        good = false;
        continue;
      }
      const std::set<std::string>& values = known_.at(name);
      const std::vector<std::string> all(values.begin(), values.end());
      for (std::size_t i = 0; i < list.names.size(); ++i) {
        if (values.contains(list.names[i])) continue;
        good = false;
        unknown(list.names[i], fmt::format("value of \"{}\"", name), all, placeIn(list, i, here));
      }
    }
    return good;
  }

  bool notEmpty(const NameList& list, const std::string& at) {
    if (!list.names.empty()) return true;
    findings_.error("E_EMPTY", at, "found an empty list, which nobody meets; allowed: names");
    return false;
  }

  /// A list's item, or the one name that stands for the list.
  std::string placeIn(const NameList& list, std::size_t i, const std::string& at) const {
    const std::string item = fmt::format("{}/{}", at, i);
    return list.names.size() == 1 && !findings_.has(item) ? at : item;
  }

  template <class Map>
  bool known(const Map& map, const std::string& what, const std::string& name,
             const std::string& at) {
    if (map.contains(name)) return true;
    unknown(name, what, namesIn(map), at);
    return false;
  }

  void unknown(const std::string& name, const std::string& what,
               const std::vector<std::string>& names, const std::string& at) {
    findings_.error("E_UNKNOWN_REF", at,
                    fmt::format("found \"{}\"; there is no such {}{}; allowed: {}", name, what,
                                didYouMean(name, names),
                                names.empty() ? "none is declared" : listNames(names)));
  }

  const SystemSpec& system_;
  Findings& findings_;
  AttributeValues values_;
  std::map<std::string, std::set<std::string>> known_;  ///< Values by attribute, of any flow.
  bool small_ = false;
  std::vector<Profile> profiles_;
};

}  // namespace

void checkSegments(const ScenarioSpec& scenario, Findings& findings) {
  SegmentCheck{scenario, findings}.run();
}

void checkMatch(const MatchSpec& match, const ScenarioSpec& scenario, const std::string& at,
                Findings& findings) {
  SegmentCheck{scenario, findings}.match(match, at);
}

}  // namespace headroom

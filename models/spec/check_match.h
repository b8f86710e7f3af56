// Whom matches can mean: the flows, segments, attributes and values there are.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/spec/check.h"
#include "models/spec/profiles.h"

namespace headroom {

/// Made once for a document. Says at once when there are more kinds of requests than are allowed.
class MatchCheck {
 public:
  MatchCheck(const ScenarioSpec& scenario, Findings& findings);

  /// Every name exists, and somebody is meant. The operation is left to who knows the part.
  void match(const MatchSpec& match, const std::string& at) const;
  void segment(const SegmentSpec& rule, const std::string& at) const;
  /// Somebody whom `all` means (everybody when nullptr) is meant by `match` and by none of
  /// `before`.
  bool isMet(const MatchSpec* all, const MatchSpec& match,
             const std::vector<const MatchSpec*>& before) const;
  /// What a limit's for_each names, unless it is kForEachFlow.
  void attribute(const std::string& name, const std::string& at) const;
  /// Limiters a limit for each flow, or each value of an attribute, needs: one for those without
  /// the attribute, too.
  std::size_t keysOf(const std::string& forEach) const;

 private:
  bool checkSize() const;
  bool flows(const NameList& list, const std::string& at) const;
  bool attributes(const std::map<std::string, NameList>& rule, const std::string& at) const;
  bool notEmpty(const NameList& list, const std::string& at) const;
  std::string placeIn(const NameList& list, std::size_t i, const std::string& at) const;

  const SystemSpec& system_;
  Findings& findings_;
  AttributeValues values_;
  std::map<std::string, std::set<std::string>> known_;  ///< Values by attribute, of any flow.
  bool small_ = false;  ///< There are few enough kinds of requests to list them.
  std::vector<Profile> profiles_;
};

}  // namespace headroom

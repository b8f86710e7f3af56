// The kinds of requests there can be: a flow and one value of each of its attributes. Rules over
// requests (segments, matches) are settled for each kind once, before anything runs.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/spec/scenario_spec.h"

namespace headroom {

struct Profile {
  std::string flow;
  std::map<std::string, std::string> attributes;
};

/// What is said of an attribute of a workload's requests: by it, else by its flow; nullptr:
/// nothing.
const AttributeSpec* said(const SystemSpec& system, const WorkloadSpec& workload,
                          const std::string& attribute);

/// By flow, by attribute: every value a request of it can have, sorted; "" for not having it.
using AttributeValues = std::map<std::string, std::map<std::string, std::vector<std::string>>>;
/// What the flows say, and what their workloads say instead.
AttributeValues attributeValuesOf(const ScenarioSpec& scenario);

/// All kinds: flow by flow, by name; within one the last attribute changes fastest. Only while
/// there are no more than the bounds below (MatchCheck sees to it).
std::vector<Profile> profilesOf(const ScenarioSpec& scenario);
inline constexpr double kMaxProfilesOfFlow = 4096, kMaxProfiles = 60'000;
inline constexpr std::size_t kMaxSegments = 64;

bool meets(const SegmentSpec& rule, const Profile& profile);
/// How much its requests matter: of the segments it is in that say so the most critical, else what
/// its flow says.
Criticality criticalityOf(const SystemSpec& system, const Profile& profile);
/// Without the match's operation, which is no matter of who the request is.
bool meets(const MatchSpec& match, const SystemSpec& system, const Profile& profile);

/// "browse, client=free": for messages.
std::string textOf(const MatchSpec& match);

}  // namespace headroom

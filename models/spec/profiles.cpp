#include "models/spec/profiles.h"

#include <algorithm>
#include <set>

namespace headroom {
namespace {

bool holds(const NameList& list, const std::string& name) {
  return std::find(list.names.begin(), list.names.end(), name) != list.names.end();
}

bool meetsAttributes(const std::map<std::string, NameList>& rule, const Profile& profile) {
  return std::all_of(rule.begin(), rule.end(), [&](const auto& named) {
    const auto found = profile.attributes.find(named.first);
    return found != profile.attributes.end() && holds(named.second, found->second);
  });
}

/// `profiles` for every value of one more attribute.
std::vector<Profile> multiplied(const std::vector<Profile>& profiles, const std::string& attribute,
                                const std::vector<std::string>& values) {
  std::vector<Profile> out;
  out.reserve(profiles.size() * values.size());
  for (const Profile& profile : profiles)
    for (const std::string& value : values) {
      out.push_back(profile);
      out.back().attributes[attribute] = value;
    }
  return out;
}

}  // namespace

const AttributeSpec* said(const SystemSpec& system, const WorkloadSpec& workload,
                          const std::string& attribute) {
  const auto own = workload.attributes.find(attribute);
  if (own != workload.attributes.end()) return &own->second;
  const auto flow = system.flows.find(workload.flow.name);
  if (flow == system.flows.end()) return nullptr;
  const auto usual = flow->second.attributes.find(attribute);
  return usual == flow->second.attributes.end() ? nullptr : &usual->second;
}

AttributeValues attributeValuesOf(const ScenarioSpec& scenario) {
  std::map<std::string, std::map<std::string, std::set<std::string>>> seen;
  const auto add = [&seen](const std::string& flow, const AttributesSpec& attributes) {
    for (const auto& [name, attribute] : attributes)
      for (const auto& [value, share] : attribute.shares) seen[flow][name].insert(value);
  };
  for (const auto& [name, flow] : scenario.system.flows) {
    seen[name];
    add(name, flow.attributes);
  }
  for (const WorkloadSpec& workload : scenario.workload)
    add(workload.flow.name, workload.attributes);
  // What only another workload of the flow says, these requests do not have.
  for (const WorkloadSpec& workload : scenario.workload)
    for (auto& [name, values] : seen[workload.flow.name])
      if (said(scenario.system, workload, name) == nullptr) values.insert("");
  AttributeValues out;
  for (const auto& [flow, attributes] : seen) {
    out[flow];
    for (const auto& [name, values] : attributes)
      out[flow][name].assign(values.begin(), values.end());
  }
  return out;
}

std::vector<Profile> profilesOf(const ScenarioSpec& scenario) {
  std::vector<Profile> all;
  for (const auto& [flow, attributes] : attributeValuesOf(scenario)) {
    std::vector<Profile> own{{flow, {}}};
    for (const auto& [name, values] : attributes) own = multiplied(own, name, values);
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

bool meets(const SegmentSpec& rule, const Profile& profile) {
  return (!rule.flow || holds(*rule.flow, profile.flow)) &&
         meetsAttributes(rule.attributes, profile);
}

Criticality criticalityOf(const SystemSpec& system, const Profile& profile) {
  std::optional<Criticality> most;
  for (const auto& [name, rule] : system.segments)
    if (rule.criticality && meets(rule, profile))
      most = std::min(most.value_or(*rule.criticality), *rule.criticality);
  return most.value_or(system.flows.at(profile.flow).criticality);
}

bool meets(const MatchSpec& match, const SystemSpec& system, const Profile& profile) {
  if (match.flow && match.flow->name != profile.flow) return false;
  if (match.segment && !meets(system.segments.at(match.segment->name), profile)) return false;
  return meetsAttributes(match.attributes, profile);
}

std::string textOf(const MatchSpec& match) {
  std::string out;
  const auto add = [&out](const std::string& what) { out += (out.empty() ? "" : ", ") + what; };
  if (match.flow) add(match.flow->name);
  if (match.segment) add(match.segment->name);
  if (match.operation) add(*match.operation);
  for (const auto& [name, values] : match.attributes) {
    std::string any;
    for (const std::string& value : values.names) any += (any.empty() ? "" : "|") + value;
    add(name + "=" + any);
  }
  return out;
}

}  // namespace headroom

#include "models/program/compile_profiles.h"

#include <algorithm>

#include "sim/random.h"

namespace headroom {
namespace {

std::uint64_t segmentsOf(const SystemSpec& system, const Profile& profile) {
  std::uint64_t segments = 0;
  std::uint64_t bit = 1;
  for (const auto& [name, rule] : system.segments) {
    if (meets(rule, profile)) segments |= bit;
    bit <<= 1;
  }
  return segments;
}

/// Where the flow's profiles begin.
std::uint32_t firstProfileOf(const Names& names, const std::string& flow) {
  const auto found = std::find_if(names.profiles.begin(), names.profiles.end(),
                                  [&](const Profile& p) { return p.flow == flow; });
  return static_cast<std::uint32_t>(found - names.profiles.begin());
}

/// Without an attribute: the value "" of those that do not have it.
AttributeDraw drawOf(const std::string& name, const std::vector<std::string>& values,
                     const AttributeSpec* attribute, std::uint32_t stride) {
  AttributeDraw draw;
  draw.salt = sim::saltOf("attribute " + name);
  if (attribute == nullptr) return {draw.salt, {1}, {0}};  // Sorted: "" comes first.
  double sum = 0;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const auto share = attribute->shares.find(values[i]);
    if (share == attribute->shares.end()) continue;
    sum += share->second.value;
    draw.upTo.push_back(sum);
    draw.step.push_back(i * stride);
  }
  draw.upTo.back() = 1;
  return draw;
}

}  // namespace

void compileProfiles(const ScenarioSpec& spec, Names& names, Model& model) {
  for (const auto& [name, rule] : spec.system.segments) model.segments.push_back(name);
  names.profiles = profilesOf(spec);
  for (const Profile& profile : names.profiles)
    model.profiles.push_back({FlowId{names.flows.at(profile.flow)},
                              criticalityOf(spec.system, profile),
                              segmentsOf(spec.system, profile)});
}

ProfileSet compileMatch(const MatchSpec& match, const Names& names) {
  if (!match.flow && !match.segment && match.attributes.empty()) return {};
  ProfileSet set{names.profiles.size()};
  for (std::size_t i = 0; i < names.profiles.size(); ++i)
    if (meets(match, *names.system, names.profiles[i])) set.insert(i);
  return set;
}

ProfileDraw compileProfileDraw(const ScenarioSpec& spec, const WorkloadSpec& workload,
                               const Names& names) {
  const std::string& flow = workload.flow.name;
  ProfileDraw draw;
  draw.first = firstProfileOf(names, flow);
  const auto values = attributeValuesOf(spec).at(flow);
  std::uint32_t stride = 1;
  for (auto attribute = values.rbegin(); attribute != values.rend(); ++attribute) {
    const auto& [name, all] = *attribute;
    if (all.size() > 1)
      draw.attributes.push_back(drawOf(name, all, said(spec.system, workload, name), stride));
    stride *= static_cast<std::uint32_t>(all.size());
  }
  return draw;
}

}  // namespace headroom

#include "models/spec/named_limits.h"

#include <fmt/format.h>

#include "models/spec/walk.h"

namespace headroom {
namespace {

template <class Map>
std::vector<std::string> namesIn(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, item] : map) names.push_back(name);
  return names;
}

void unknown(const std::string& what, const std::string& name,
             const std::vector<std::string>& names, const std::string& none, const std::string& at,
             Findings& findings) {
  findings.error("E_UNKNOWN_REF", at,
                 fmt::format("found \"{}\"; there is no such {}{}; allowed: {}", name, what,
                             didYouMean(name, names), names.empty() ? none : listNames(names)));
}

}  // namespace

void forEachLimit(
    const SystemSpec& system,
    const std::function<void(const LimitSpec&, const std::string&, const std::string&)>& visit) {
  for (const auto& [name, part] : system.parts) {
    const auto& limits = limitsOf(part);
    for (std::size_t i = 0; i < limits.size(); ++i)
      visit(limits[i], name, fmt::format("/system/parts{}/limits/{}", pointerToken(name), i));
  }
  StepVisitor visitor;
  visitor.limit = [&visit](const LimitStepSpec& s, const std::string& part, const std::string& at) {
    visit(s.limit, part, at + "/limit");
  };
  walkSystem(system, visitor);
}

NamedLimits namedLimits(const SystemSpec& system) {
  NamedLimits named;
  forEachLimit(system, [&](const LimitSpec& limit, const std::string& part, const std::string& at) {
    if (limit.name) named[part].emplace(*limit.name, NamedLimit{&limit, at});
  });
  return named;
}

const LimitSpec* findChangeable(const SystemSpec& system, const std::string& part,
                                const std::string& limit, const std::string& at,
                                Findings& findings) {
  if (!system.parts.contains(part)) {
    unknown("part", part, namesIn(system.parts), "none", at + "/part", findings);
    return nullptr;
  }
  const NamedLimits all = namedLimits(system);
  const auto ofPart = all.find(part);
  const auto names = ofPart == all.end() ? std::vector<std::string>{} : namesIn(ofPart->second);
  if (ofPart == all.end() || !ofPart->second.contains(limit)) {
    unknown("limit at \"" + part + "\"", limit, names,
            "its limits have no \"name\"; give the one that is meant a name", at + "/limit",
            findings);
    return nullptr;
  }
  const LimitSpec* found = ofPart->second.at(limit).limit;
  const auto figure = figureOf(found->limiter);
  if (!figure) {
    findings.error("E_RULE", at + "/limit",
                   fmt::format("found \"{}\", of kind {}, which has no number that is changed "
                               "during a run: it finds its own; allowed: limits of other kinds",
                               limit, nameOf(found->limiter)));
    return nullptr;
  }
  if (figure->written == 0) {
    findings.error("E_RULE", at + "/limit",
                   fmt::format("found \"{}\", which is written as 0; allowed: a limit above 0, "
                               "since changes are shares of what is written",
                               limit));
    return nullptr;
  }
  return found;
}

}  // namespace headroom

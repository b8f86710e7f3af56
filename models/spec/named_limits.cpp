#include "models/spec/named_limits.h"

#include <fmt/format.h>

#include "models/spec/each_limit.h"
#include "models/spec/unknown_name.h"

namespace headroom {

NamedLimits namedLimits(const SystemSpec& system) {
  NamedLimits named;
  forEachLimit(system, [&](const LimitSpec& limit, const LimitPlace& place) {
    if (limit.name) named[place.part].emplace(*limit.name, NamedLimit{&limit, place.pointer});
  });
  return named;
}

const LimitSpec* findChangeable(const SystemSpec& system, const std::string& part,
                                const std::string& limit, const std::string& at,
                                Findings& findings) {
  if (!isKnown(system.parts, "part", part, at + "/part", findings)) return nullptr;
  const NamedLimits all = namedLimits(system);
  const auto ofPart = all.find(part);
  const auto names = ofPart == all.end() ? std::vector<std::string>{} : namesIn(ofPart->second);
  if (ofPart == all.end() || !ofPart->second.contains(limit)) {
    unknownName(limit, "there is no such limit at \"" + part + "\"", names, at + "/limit", findings,
                "its limits have no \"name\"; give the one that is meant a name");
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

// Monitors too coarse, or too late, for what is done with them.
#include <fmt/format.h>

#include <algorithm>

#include "models/spec/check.h"
#include "models/spec/each_limit.h"
#include "models/spec/profiles.h"

namespace headroom {
namespace {

/// Whether all that the monitor measures is meant by the limit.
class Fineness {
 public:
  Fineness(const ScenarioSpec& scenario)
      : system_(scenario.system), profiles_(profilesOf(scenario)) {}

  bool tellsApart(const MonitorSpec& monitor, const MatchSpec& limit,
                  const std::string& part) const {
    if (limit.operation) {
      if (!monitor.part || monitor.part->name != part) return false;
      if (!monitor.match || monitor.match->operation != limit.operation) return false;
    }
    return std::all_of(profiles_.begin(), profiles_.end(), [&](const Profile& p) {
      return !measures(monitor, p) || meets(limit, system_, p);
    });
  }

 private:
  bool measures(const MonitorSpec& monitor, const Profile& profile) const {
    if (monitor.flow && monitor.flow->name != profile.flow) return false;
    if (monitor.segment && !meets(system_.segments.at(monitor.segment->name), profile))
      return false;
    return !monitor.match || meets(*monitor.match, system_, profile);
  }

  const SystemSpec& system_;
  std::vector<Profile> profiles_;
};

/// The fields of a match, as they would stand in a monitor.
std::string fieldsOf(const MatchSpec& match) {
  std::string out;
  const auto add = [&out](const std::string& field) {
    out += (out.empty() ? "" : ", ") + ("\"" + field + "\"");
  };
  if (match.flow) add("flow");
  if (match.segment) add("segment");
  if (!match.attributes.empty()) add("attributes");
  if (match.operation) add("operation");
  return out;
}

void lintFineness(const ScenarioSpec& scenario, Findings& findings) {
  if (scenario.system.monitors.empty()) return;  // Nothing is claimed.
  const Fineness fineness{scenario};
  forEachLimit(scenario.system, [&](const LimitSpec& limit, const LimitPlace& place) {
    if (!limit.match || fieldsOf(*limit.match).empty()) return;
    const auto& monitors = scenario.system.monitors;
    if (std::any_of(monitors.begin(), monitors.end(), [&](const auto& named) {
          return fineness.tellsApart(named.second, *limit.match, place.part);
        }))
      return;
    findings.warning(
        "limit-finer-than-monitored", place.pointer + "/match",
        fmt::format("the limit is for {}, whom no monitor tells apart: nobody sees "
                    "what it does to them; a monitor of \"{}\" whose \"match\" has the "
                    "same {} would",
                    textOf(*limit.match), place.part, fieldsOf(*limit.match)));
  });
}

void lintPace(const SystemSpec& system, Findings& findings) {
  for (std::size_t i = 0; i < system.rules.size(); ++i) {
    const RuleSpec& rule = system.rules[i];
    if (!rule.scale) continue;  // Setting it twice is setting it once.
    const MonitorSpec& monitor = system.monitors.at(rule.monitor.name);
    const Duration pace = std::max(monitor.interval, rule.cooldown);
    const Duration age = monitor.windowLength() + monitor.delay;
    if (age <= pace) continue;
    findings.warning(
        "rule-outpaces-monitor", fmt::format("/system/rules/{}", i),
        fmt::format("the rule acts every {}, but a value of \"{}\" shows all of what "
                    "it did only after {} (window {}, delay {}): it acts several "
                    "times on the same trouble; a \"cooldown\" of {} would wait",
                    toText(pace), rule.monitor.name, toText(age), toText(monitor.windowLength()),
                    toText(monitor.delay), toText(age)));
  }
}

/// Raised, never lowered: a limit that is as high as its rules allow already.
void lintRaising(const ScenarioSpec& scenario, Findings& findings) {
  const std::vector<RuleSpec>& rules = scenario.system.rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleSpec& rule = rules[i];
    const double most = rule.atMost.value_or(Ratio{kUsualMost}).value;
    if (!rule.scale || *rule.scale < 1 || most > 1) continue;
    const auto same = [&rule](const auto& other) {
      return other.part == rule.part && other.limit == rule.limit;
    };
    const bool lowered =
        std::any_of(rules.begin(), rules.end(),
                    [&](const RuleSpec& other) {
                      return same(other) &&
                             (other.scale.value_or(1) < 1 || other.to.value_or(Ratio{1}).value < 1);
                    }) ||
        std::any_of(scenario.changes.begin(), scenario.changes.end(), same);
    if (!lowered)
      findings.warning(
          "rule-without-effect", fmt::format("/system/rules/{}", i),
          fmt::format("nothing lowers limit \"{}\", and this rule raises it to at most "
                      "{} of what is written; an \"at_most\" above 100% would let it",
                      rule.limit, toText(Ratio{most})));
  }
}

}  // namespace

void lintMonitors(const ScenarioSpec& scenario, Findings& findings) {
  lintFineness(scenario, findings);
  lintPace(scenario.system, findings);
  lintRaising(scenario, findings);
}

}  // namespace headroom

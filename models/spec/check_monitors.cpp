// Monitors measure what there is; rules and conditions compare with a value of the right kind.
#include <fmt/format.h>

#include <algorithm>

#include "models/spec/check_match.h"
#include "models/spec/each_limit.h"
#include "models/spec/named_limits.h"
#include "models/spec/threshold.h"
#include "models/spec/unknown_name.h"

namespace headroom {
namespace {

constexpr std::size_t kMaxMonitors = 64;

class MonitorCheck {
 public:
  MonitorCheck(const ScenarioSpec& scenario, const MatchCheck& matches, Findings& findings)
      : scenario_(scenario), system_(scenario.system), matches_(matches), findings_(findings) {}

  void run() {
    if (system_.monitors.size() > kMaxMonitors)
      findings_.error("E_TOO_LARGE", "/system/monitors",
                      fmt::format("found {} monitors; allowed: at most {}", system_.monitors.size(),
                                  kMaxMonitors));
    for (const auto& [name, monitor] : system_.monitors)
      check(monitor, "/system/monitors" + pointerToken(name));
    for (std::size_t i = 0; i < system_.rules.size(); ++i)
      rule(system_.rules[i], fmt::format("/system/rules/{}", i));
    forEachLimit(system_, [this](const LimitSpec& l, const LimitPlace& place) {
      if (l.when && l.when->monitor)
        compares(*l.when->monitor, *l.when->value, place.pointer + "/when");
    });
  }

 private:
  void check(const MonitorSpec& m, const std::string& at) {
    subject(m, at);
    const bool latency = m.metric == MonitorMetric::latency;
    if (latency && !m.aggregation)
      findings_.error(
          "E_MISSING", at,
          "\"aggregation\" is missing; latency is monitored as mean, max or a percentile");
    if (!latency && m.aggregation)
      findings_.error("E_RULE", at + "/aggregation",
                      fmt::format("{} is a mean over its window; an aggregation belongs to latency",
                                  nameOf(m.metric)));
    if (!scenario_.workload.empty() && m.interval + m.delay > runDuration(scenario_))
      findings_.error("E_RANGE", at,
                      fmt::format("the first value is known at {}; the run ends at {}",
                                  toText(m.interval + m.delay), toText(runDuration(scenario_))));
    if (m.match) match(m, at + "/match");
  }

  void subject(const MonitorSpec& m, const std::string& at) {
    if (m.part.has_value() + m.flow.has_value() + m.segment.has_value() != 1)
      return findings_.error("E_CHOICE", at,
                             "allowed: exactly one of \"part\", \"flow\", \"segment\"");
    if (m.flow) known(system_.flows, "flow", m.flow->name, at + "/flow");
    if (m.segment) known(system_.segments, "segment", m.segment->name, at + "/segment");
    const bool ofResource =
        m.metric == MonitorMetric::utilisation || m.metric == MonitorMetric::queueLength;
    if (m.part && known(system_.parts, "part", m.part->name, at + "/part") && ofResource)
      return resource(m, at);
    if (!m.part && ofResource)
      findings_.error("E_RULE", at + "/metric",
                      fmt::format("{} is a metric of a part's resource; allowed: with \"part\" and "
                                  "\"resource\"",
                                  nameOf(m.metric)));
    else if (m.resource && !ofResource)
      findings_.error("E_RULE", at + "/resource",
                      fmt::format("{} is not a resource's", nameOf(m.metric)));
  }

  void resource(const MonitorSpec& m, const std::string& at) {
    const auto names = resourcesOf(system_.parts.at(m.part->name));
    if (names.empty())
      findings_.error("E_RULE", at + "/metric", "the part has no resource with a bound");
    else if (!m.resource)
      findings_.error("E_MISSING", at,
                      fmt::format("\"resource\" is missing; allowed: {}", listNames(names)));
    else if (std::find(names.begin(), names.end(), *m.resource) == names.end())
      unknownName(*m.resource, "the part has no such resource", names, at + "/resource", findings_);
    if (m.match)
      findings_.error("E_RULE", at + "/match",
                      "a resource is not divided among requests; allowed: without \"match\"");
  }

  void match(const MonitorSpec& m, const std::string& at) {
    matches_.match(*m.match, at);
    const auto twice = [&](bool said, const char* what) {
      if (said)
        findings_.error("E_RULE", fmt::format("{}/{}", at, what),
                        fmt::format("the monitor is of one {} already", what));
    };
    twice(m.flow && m.match->flow, "flow");
    twice(m.segment && m.match->segment, "segment");
    if (!m.match->operation) return;
    if (!m.part)
      return findings_.error("E_RULE", at + "/operation",
                             "operations are of parts; allowed: with \"part\"");
    const auto part = system_.parts.find(m.part->name);
    if (part == system_.parts.end()) return;
    const auto names = askedOperationsOf(part->second);
    if (std::find(names.begin(), names.end(), *m.match->operation) == names.end())
      unknownName(*m.match->operation, "the part has no such operation", names, at + "/operation",
                  findings_);
  }

  void rule(const RuleSpec& r, const std::string& at) {
    compares(r.monitor, r.value, at);
    findChangeable(system_, r.part.name, r.limit, at, findings_);
  }

  void compares(const MonitorRef& monitor, const AnyJson& value, const std::string& at) {
    if (!known(system_.monitors, "monitor", monitor.name, at + "/monitor")) return;
    const MonitorMetric metric = system_.monitors.at(monitor.name).metric;
    const ValueResult read = valueIn(unitOf(metric), nameOf(metric), value.value);
    if (!read.value) findings_.error("E_VALUE", at + "/value", read.problem);
  }

  template <class Map>
  bool known(const Map& map, const std::string& what, const std::string& name,
             const std::string& at) {
    return isKnown(map, what, name, at, findings_);
  }

  const ScenarioSpec& scenario_;
  const SystemSpec& system_;
  const MatchCheck& matches_;
  Findings& findings_;
};

}  // namespace

void checkMonitors(const ScenarioSpec& scenario, const MatchCheck& matches, Findings& findings) {
  MonitorCheck{scenario, matches, findings}.run();
}

}  // namespace headroom

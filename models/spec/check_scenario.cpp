#include <fmt/format.h>

#include <algorithm>

#include "models/analytic/visit_rates.h"
#include "models/spec/check.h"
#include "models/spec/each_limit.h"
#include "models/spec/threshold.h"
#include "models/spec/unknown_name.h"

namespace headroom {
namespace {

constexpr double kMaxRunSeconds = 366.0 * 86400;

class ScenarioCheck {
 public:
  ScenarioCheck(const ScenarioSpec& scenario, Findings& findings)
      : scenario_(scenario), findings_(findings) {}

  void run(double maxEvents) {
    if (scenario_.version != "1")
      findings_.error("E_VERSION", "/headroom",
                      fmt::format("found \"{}\"; allowed: \"1\"", scenario_.version));
    for (std::size_t i = 0; i < scenario_.workload.size(); ++i) workload(i);
    silence();
    if (scenario_.workload.empty()) return withoutWorkload();
    if (totalSeconds_ > kMaxRunSeconds) return;
    duration_ = runDuration(scenario_);
    if (duration_ == Duration::zero()) {
      findings_.error("E_RANGE", "/workload", "every stage lasts 0s: there is nothing to simulate");
      return;
    }
    for (std::size_t i = 0; i < scenario_.faults.size(); ++i) fault(i);
    forEachLimit(scenario_.system, [this](const LimitSpec& limit, const LimitPlace& place) {
      limitSpan(limit, place.pointer);
    });
    for (std::size_t i = 0; i < scenario_.assertions.size(); ++i) assertion(i);
    size(maxEvents);
  }

 private:
  template <class Map>
  void known(const Map& map, const std::string& what, const std::string& name,
             const std::string& pointer) {
    isKnown(map, what, name, pointer, findings_);
  }

  void workload(std::size_t i) {
    const WorkloadSpec& w = scenario_.workload[i];
    const std::string at = fmt::format("/workload/{}", i);
    known(scenario_.system.flows, "flow", w.flow.name, at + "/flow");
    double seconds = 0;
    for (const StageSpec& stage : w.stages) seconds += toSeconds(stage.duration);
    totalSeconds_ = std::max(totalSeconds_, seconds);
    if (seconds > kMaxRunSeconds)
      findings_.error(
          "E_TOO_LARGE", at + "/stages",
          fmt::format("the stages last {:.3g} s; allowed: at most 366d (31622400 s)", seconds));
  }

  void withoutWorkload() {
    const auto idle = [&](bool present, const std::string& pointer) {
      if (present)
        findings_.error("E_EMPTY", pointer,
                        "there is no workload, so nothing happens; allowed: \"workload\" with at "
                        "least one flow, or a system alone");
    };
    idle(!scenario_.faults.empty(), "/faults");
    idle(!scenario_.changes.empty(), "/changes");
    idle(!scenario_.assertions.empty(), "/assert");
    idle(!scenario_.variants.empty(), "/variants");
  }

  void silence() {
    for (std::size_t i = 0; i < scenario_.silence.size(); ++i) {
      const std::string& name = scenario_.silence[i];
      const auto& names = lintNames();
      if (std::find(names.begin(), names.end(), name) == names.end())
        unknownName(name, "there is no such lint", names, fmt::format("/silence/{}", i), findings_);
    }
  }

  void limitSpan(const LimitSpec& limit, const std::string& at) {
    const auto inside = [&](const std::optional<Duration>& when, const std::string& field) {
      if (when && *when > duration_)
        findings_.error(
            "E_RANGE", at + "/when" + field,
            fmt::format("found {}; the run ends at {}", toText(*when), toText(duration_)));
    };
    if (!limit.when) return;
    inside(limit.when->from, "/from");
    inside(limit.when->to, "/to");
  }

  void fault(std::size_t i) {
    const FaultSpec& f = scenario_.faults[i];
    const std::string at = fmt::format("/faults/{}", i);
    known(scenario_.system.parts, "part", f.part.name, at + "/part");
    if (f.at >= duration_)
      findings_.error("E_RANGE", at + "/at",
                      fmt::format("found {}; the run ends at {}: the fault never happens",
                                  toText(f.at), toText(duration_)));
    else if (f.duration && toSeconds(f.at) + toSeconds(*f.duration) > toSeconds(duration_) + 1e-9)
      findings_.error("E_RANGE", at + "/duration",
                      fmt::format("the fault ends {} after the run's end at {}; leave \"duration\" "
                                  "out for a fault that lasts to the end",
                                  toText(f.at - duration_ + *f.duration), toText(duration_)));
    const auto part = scenario_.system.parts.find(f.part.name);
    if (part == scenario_.system.parts.end()) return;
    faultFits(f, part->second, at);
  }

  void faultFits(const FaultSpec& f, const PartSpec& part, const std::string& at) {
    const bool isCache = std::holds_alternative<CacheSpec>(part.body);
    const auto wrongKind = [&](const std::string& field, const std::string& what) {
      findings_.error(
          "E_KIND", at + field,
          fmt::format("\"{}\" is of kind {}; allowed: {}", f.part.name, kindOf(part), what));
    };
    if (std::holds_alternative<FlushSpec>(f.effect) && !isCache)
      wrongKind("/flush", "only a cache is flushed");
    const auto* down = std::get_if<DownSpec>(&f.effect);
    if (down != nullptr && down->comesBack && !isCache)
      wrongKind("/down/comes_back", "only a cache comes back cold or warm");
    const auto* lost = std::get_if<InstancesLostSpec>(&f.effect);
    if (lost == nullptr) return;
    const auto* instance = std::get_if<InstanceSpec>(&part.body);
    if (instance == nullptr) return wrongKind("/instances_lost", "only an instance has replicas");
    if (lost->count && *lost->count > instance->replicas)
      findings_.error("E_RANGE", at + "/instances_lost/count",
                      fmt::format("found {}; allowed: at most the {} replicas there are",
                                  *lost->count, instance->replicas));
  }

  void assertion(std::size_t i) {
    const AssertionSpec& a = scenario_.assertions[i];
    const std::string at = fmt::format("/assert/{}", i);
    subject(a, at);
    const ThresholdResult threshold = thresholdOf(a);
    if (!threshold.threshold)
      findings_.error("E_VALUE", at + "/" + threshold.field, threshold.problem);
    const auto aggregation = threshold.threshold ? threshold.threshold->aggregation : a.aggregation;
    if (a.metric == Metric::latency && threshold.threshold && !aggregation)
      findings_.error(
          "E_MISSING", at,
          "\"aggregation\" is missing; latency is asserted as mean, max or a percentile");
    if (a.metric != Metric::latency && aggregation)
      findings_.error("E_RULE", at + (a.aggregation ? "/aggregation" : "/threshold"),
                      fmt::format("{} is a mean over its window; an aggregation belongs to latency",
                                  nameOf(a.metric)));
    window(a, at);
  }

  void subject(const AssertionSpec& a, const std::string& at) {
    const bool ofPart = isPartMetric(a.metric);
    if (a.flow.has_value() + a.segment.has_value() + a.part.has_value() != 1 ||
        a.part.has_value() != ofPart) {
      findings_.error("E_CHOICE", at,
                      fmt::format("{} is a metric of a {}; allowed: {} and nothing else",
                                  nameOf(a.metric), ofPart ? "part" : "flow or a segment",
                                  ofPart ? "\"part\"" : "\"flow\" or \"segment\""));
      return;
    }
    if (a.segment) known(scenario_.system.segments, "segment", a.segment->name, at + "/segment");
    if (a.flow) known(scenario_.system.flows, "flow", a.flow->name, at + "/flow");
    if (!a.part) return;
    known(scenario_.system.parts, "part", a.part->name, at + "/part");
    const auto part = scenario_.system.parts.find(a.part->name);
    if (part != scenario_.system.parts.end()) resource(a, part->second, at);
  }

  void resource(const AssertionSpec& a, const PartSpec& part, const std::string& at) {
    const bool needs = a.metric == Metric::utilisation || a.metric == Metric::queueLength;
    if (a.metric == Metric::hitRatio && !std::holds_alternative<CacheSpec>(part.body))
      findings_.error("E_KIND", at + "/metric", "only a cache has a hit_ratio");
    if (!needs) {
      if (a.resource)
        findings_.error("E_RULE", at + "/resource",
                        fmt::format("{} is not a resource's", nameOf(a.metric)));
      return;
    }
    const std::vector<std::string> names = resourcesOf(part);
    if (!a.resource)
      findings_.error("E_MISSING", at,
                      fmt::format("\"resource\" is missing; allowed: {}", listNames(names)));
    else if (std::find(names.begin(), names.end(), *a.resource) == names.end())
      unknownName(*a.resource, "the part has no such resource", names, at + "/resource", findings_);
  }

  void window(const AssertionSpec& a, const std::string& at) {
    const bool recovery = a.metric == Metric::recoveryTime;
    if (a.window && a.window->to > duration_)
      findings_.error(
          "E_RANGE", at + "/window/to",
          fmt::format("found {}; the run ends at {}", toText(a.window->to), toText(duration_)));
    if (recovery && a.window)
      findings_.error("E_RULE", at + "/window",
                      "recovery_time counts from \"after\", it has no window");
    if (recovery != a.after.has_value())
      findings_.error(recovery ? "E_MISSING" : "E_RULE", recovery ? at : at + "/after",
                      recovery ? "\"after\" is missing: the instant recovery_time counts from"
                               : "\"after\" belongs to recovery_time");
    if (recovery && scenario_.faults.empty())
      findings_.error("E_RULE", at + "/metric",
                      "recovery_time compares with the time before the first fault: there is none");
    if (a.after && *a.after > duration_ - std::chrono::seconds{10})
      findings_.error("E_RANGE", at + "/after",
                      fmt::format("found {}; the run ends at {}, and recovery is judged over 10s",
                                  toText(*a.after), toText(duration_)));
  }

  /// Events of one run: visits of all operations, some three events each, and values of monitors.
  void size(double maxEvents) {
    std::map<std::string, double> arrivals;
    for (const WorkloadSpec& w : scenario_.workload) {
      double rate = w.startRate.perSecond;
      for (const StageSpec& stage : w.stages) {
        arrivals[w.flow.name] += (rate + stage.target.perSecond) / 2 * toSeconds(stage.duration);
        rate = stage.target.perSecond;
      }
    }
    const CallGraphIndex index = buildCallGraph(scenario_.system);
    const auto visits = visitRates(scenario_.system, index, arrivals);
    if (!visits) return;
    double events = 0;
    for (const auto& [flow, count] : arrivals) events += count;
    for (const auto& [name, count] : *visits) events += 3 * count;
    for (const auto& [name, monitor] : scenario_.system.monitors)
      events += toSeconds(duration_) / toSeconds(monitor.interval) *
                (monitor.delay > Duration::zero() ? 2 : 1);
    if (events > maxEvents)
      findings_.error("E_TOO_LARGE", "/workload",
                      fmt::format("the run has about {:.2g} events; allowed: {:.2g}; a shorter or "
                                  "smaller run, or --max-events {:.0e}",
                                  events, maxEvents, events * 1.5));
  }

  const ScenarioSpec& scenario_;
  Findings& findings_;
  Duration duration_{};
  double totalSeconds_ = 0;
};

}  // namespace

std::vector<std::string> resourcesOf(const PartSpec& part) {
  std::vector<std::string> names;
  if (const auto* i = std::get_if<InstanceSpec>(&part.body)) {
    if (i->workers) names.emplace_back("workers");
    if (i->cores) names.emplace_back("cores");
  }
  if (std::holds_alternative<DatabaseSpec>(part.body)) names.emplace_back("connections");
  for (std::size_t limit = 0; limit < limitsOf(part).size(); ++limit)
    if (limitsOf(part)[limit].queue) names.push_back(lineNameOf(limitsOf(part)[limit], limit));
  if (const auto* pools = poolsOf(part))
    for (const auto& [callee, pool] : *pools) names.push_back("pool " + callee);
  const auto* cache = std::get_if<CacheSpec>(&part.body);
  const auto* external = std::get_if<ExternalSpec>(&part.body);
  if ((cache != nullptr && cache->maxThroughput) ||
      (external != nullptr && external->maxThroughput))
    names.emplace_back("throughput");
  return names;
}

void checkScenario(const ScenarioSpec& scenario, double maxEvents, Findings& findings) {
  ScenarioCheck{scenario, findings}.run(maxEvents);
}

}  // namespace headroom

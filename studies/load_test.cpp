#include "studies/load_test.h"

#include <fmt/format.h>

#include <cmath>
#include <new>
#include <stdexcept>

#include "models/outcome/verdict.h"
#include "models/spec/baseline_reach.h"
#include "models/world/simulate.h"
#include "models/world/world.h"
#include "sim/check.h"

namespace headroom {
namespace {

constexpr std::int64_t kSeconds = 60;
constexpr std::size_t kSettled = 10;  ///< Seconds until what is inside is looked at.
constexpr double kMayFail = 0.01;
const std::string kTooFewSucceed = "fewer than 99 % succeed";

/// A name that no other has yet.
template <class Map>
std::string unusedName(const Map& map, const std::string& wish) {
  std::string name = wish;
  while (map.contains(name)) name += "-";
  return name;
}

AssertionSpec mustHold(const std::string& flow, Metric metric, const std::string& threshold) {
  AssertionSpec assertion;
  assertion.flow = FlowRef{flow};
  assertion.metric = metric;
  assertion.threshold = threshold;
  return assertion;
}

/// Cuts a system down to what is tested.
class Derivation {
 public:
  Derivation(ScenarioSpec& spec, const std::string& part, const BaselineSpec& baseline)
      : spec_(spec), part_(part), baseline_(baseline) {}

  /// The name of the flow that carries the load.
  std::string run() {
    const std::string flow = client();
    dropTimedLimits(spec_.system);
    if (auto* instance = std::get_if<InstanceSpec>(&spec_.system.parts.at(part_).body))
      instance->replicas = 1;
    for (auto& [name, part] : spec_.system.parts)
      if (auto* cache = std::get_if<CacheSpec>(&part.body))
        cache->initially = baseline_.initially.value_or(cache->initially);
    spec_.variants.clear();
    spec_.faults.clear();
    spec_.changes.clear();
    for (const PartRef& absent : baseline_.without)
      spec_.faults.push_back({Duration::zero(), std::nullopt, absent, DownSpec{}, ""});
    spec_.assertions = {mustHold(flow, Metric::successRatio, ">=99%")};
    if (baseline_.latency)
      spec_.assertions.push_back(mustHold(flow, Metric::latency, *baseline_.latency));
    return flow;
  }

 private:
  std::string client() {
    SystemSpec& system = spec_.system;
    FlowSpec flow;
    std::string name = unusedName(system.flows, "load-test");
    if (const auto* played = clientOf(system, part_, baseline_.operation)) {
      name = played->first;
      flow.timeout = played->second.timeout;
      flow.attributes = played->second.attributes;
      flow.criticality = played->second.criticality;
    }
    // A load test measures what the part can do, not what it can say instead.
    flow.degradedCountsAs = DegradedCounts::failure;
    flow.entry.name = part_ + "." + baseline_.operation;
    if (std::holds_alternative<CacheSpec>(system.parts.at(part_).body)) flow.entry.name = lookups();
    system.flows[name] = flow;
    return name;
  }

  /// A cache is not called but looked up in: by a gateway, which costs nothing.
  std::string lookups() {
    SystemSpec& system = spec_.system;
    CacheStepSpec step;
    step.cache.name = part_;
    step.key = baseline_.key ? *baseline_.key : KeysRef{*keysLookedUpIn(system, part_).begin()};
    GatewaySpec door;
    door.operations["look-up"].steps.push_back({step, ""});
    const std::string name = unusedName(system.parts, "load-test");
    system.parts[name].body = door;
    return name + ".look-up";
  }

  ScenarioSpec& spec_;
  const std::string& part_;
  const BaselineSpec baseline_;
};

/// By how much the number inside grew from `kSettled` to the end.
double growthInside(const Outcome& outcome, const std::string& flow) {
  const std::string segment = "flow=" + flow;
  const auto rate = [&](const char* metric) -> const std::vector<double>& {
    const SeriesColumn* column = outcome.series.find("", segment, metric, "rate");
    HEADROOM_CHECK(column != nullptr, "a flow without its curves");
    return column->values;
  };
  // None of them is in the goodput: see Derivation::client().
  const SeriesColumn* degraded = outcome.series.find("", segment, "degraded", "rate");
  double growth = 0;
  for (std::size_t i = kSettled; i < outcome.series.intervals; ++i)
    growth += rate("offered")[i] - rate("goodput")[i] - rate("refused")[i] - rate("failed")[i] -
              (degraded != nullptr ? degraded->values[i] : 0);
  return growth * toSeconds(outcome.series.interval);
}

const FlowOutcome& flowOf(const Outcome& outcome, const std::string& name) {
  for (const FlowOutcome& flow : outcome.flows)
    if (flow.name == name) return flow;
  HEADROOM_CHECK(false, "the load test's flow is not in its outcome");
  return outcome.flows.front();
}

/// Why a finished test did not sustain its rate; "" when it did.
std::string judgeTest(const ScenarioSpec& spec, const Outcome& outcome, const std::string& flow,
                      double perSecond) {
  for (const Judgement& j : judge(spec, outcome)) {
    if (j.verdict != Verdict::fail) continue;
    return j.text.starts_with(flow + " success_ratio") ? kTooFewSucceed
                                                       : j.text + ", found " + j.value;
  }
  return growthInside(outcome, flow) > perSecond ? "requests pile up" : "";
}

}  // namespace

LoadTest::LoadTest(const LoadedVariant& system, const std::string& part, std::size_t index)
    : test_(system) {
  test_.name = "";
  test_.document = JsonValue{};  // No pointer addresses a derived scenario.
  const BaselineSpec baseline = baselinesOf(system.spec.system.parts.at(part)).at(index);
  flow_ = Derivation{test_.spec, part, baseline}.run();
}

LoadedVariant LoadTest::scenario(double perSecond) const {
  LoadedVariant test = test_;
  const StageSpec stage{Rate{perSecond}, std::chrono::seconds{kSeconds}, ""};
  WorkloadSpec load;
  load.flow.name = flow_;
  load.startRate = Rate{perSecond};
  load.stages.push_back(stage);
  test.spec.workload = {load};
  return test;
}

LoadTestRun LoadTest::run(double perSecond, int replication, std::uint64_t maxEvents) const {
  try {
    return tryRun(perSecond, replication, maxEvents);
  } catch (const std::bad_alloc&) {
    throw;  // No fault of ours, and nothing that the seed would tell.
  } catch (const std::exception& error) {
    throw std::runtime_error{fmt::format("{} (load test of {} at {}/s, seed {}, replication {})",
                                         error.what(), flow_, perSecond, test_.spec.seed,
                                         replication)};
  }
}

LoadTestRun LoadTest::tryRun(double perSecond, int replication, std::uint64_t maxEvents) const {
  const LoadedVariant test = scenario(perSecond);
  World world{makeModel(test), replication, maxEvents};
  std::uint64_t failed = 0;
  world.watchRequests([&failed](FlowId, std::uint64_t, Time, Time, const Failure& answer) {
    failed += answer.plain() ? 0U : 1U;
  });
  // More failures than a hundredth of the most that can arrive (six standard deviations above the
  // mean): the rest of the run cannot mend that.
  const double expected = perSecond * static_cast<double>(kSeconds);
  const double hopeless = kMayFail * (expected + 6 * std::sqrt(expected)) + 1;
  LoadTestRun run;
  for (std::int64_t second = 1; second <= kSeconds && !world.stopped(); ++second) {
    world.advance(std::chrono::seconds{second});
    if (second == kSeconds || static_cast<double>(failed) <= hopeless) continue;
    run.stoppedEarly = true;
    world.stop();
  }
  const bool reachedLimit = world.stopped() && !run.stoppedEarly;
  const Outcome outcome = world.finishRun();
  run.reason = run.stoppedEarly ? kTooFewSucceed
               : reachedLimit   ? "the simulation gave up: " + outcome.stopReason
                                : judgeTest(test.spec, outcome, flow_, perSecond);
  run.sustained = run.reason.empty();
  const FlowSpan& span = flowOf(outcome, flow_).whole;
  if (!run.sustained && !span.causes.empty()) run.mainCause = span.causes.front();
  return run;
}

}  // namespace headroom

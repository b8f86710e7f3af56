#include "models/program/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "models/analytic/visit_rates.h"
#include "models/program/compile_control.h"
#include "models/program/compile_profiles.h"
#include "models/program/compile_queue.h"
#include "models/spec/threshold.h"
#include "sim/check.h"

namespace headroom {
namespace {

template <class Map>
std::map<std::string, std::uint32_t> numbersOf(const Map& named) {
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& [name, item] : named)
    numbers.emplace(name, static_cast<std::uint32_t>(numbers.size()));
  return numbers;
}

Names namesOf(const ScenarioSpec& spec) {
  Names names;
  names.system = &spec.system;
  names.parts = numbersOf(spec.system.parts);
  names.flows = numbersOf(spec.system.flows);
  names.keys = numbersOf(spec.system.keys);
  names.segments = numbersOf(spec.system.segments);
  names.monitors = numbersOf(spec.system.monitors);
  for (const auto& [name, part] : spec.system.parts) {
    std::vector<std::string> operations = operationsOf(part);
    if (std::holds_alternative<CacheSpec>(part.body)) operations = {"get", "fill", "count"};
    names.operations.push_back(std::move(operations));
    names.pools.emplace_back();
    if (const auto* pools = poolsOf(part))
      for (const auto& [callee, pool] : *pools) names.pools.back().push_back(callee);
  }
  return names;
}

void compileResources(const PartSpec& spec, PartModel& part) {
  const auto gapOf = [](const std::optional<Rate>& rate) {
    return rate ? fromSeconds(1 / rate->perSecond) : Duration::zero();
  };
  if (const auto* instance = std::get_if<InstanceSpec>(&spec.body)) {
    part.replicas = static_cast<std::int32_t>(instance->replicas);
    part.balancer = instance->balancer;
    part.workers = instance->workers;
    part.cores = instance->cores;
  } else if (const auto* cache = std::get_if<CacheSpec>(&spec.body)) {
    part.serviceGap = gapOf(cache->maxThroughput);
    part.cache.capacity = cache->capacity;
    part.cache.ttl = cache->ttl;
    part.cache.start = cache->initially;
  } else if (const auto* database = std::get_if<DatabaseSpec>(&spec.body)) {
    part.connections = database->connections;
  } else if (const auto* external = std::get_if<ExternalSpec>(&spec.body)) {
    part.serviceGap = gapOf(external->maxThroughput);
    part.errorRate = external->errorRate.value;
  }
}

PartModel compilePart(const std::string& name, const PartSpec& spec, const SampleFiles& samples,
                      const Names& names, std::uint32_t id) {
  PartModel part;
  part.name = name;
  part.kind = static_cast<PartKind>(spec.body.index());
  part.salt = sim::saltOf("part " + name);
  compileResources(spec, part);
  if (const QueueSpec* queue = queueOf(spec)) part.queue = compileQueue(*queue, samples);
  if (const auto* pools = poolsOf(spec))
    for (const auto& [callee, pool] : *pools)
      part.pools.push_back({PartId{names.parts.at(callee)}, pool.size, pool.connectionTimeout});
  for (const LimitSpec& limit : limitsOf(spec)) {
    part.limits.push_back(compileLimit(limit, names, id));
    if (limit.queue) part.limits.back().queue = compileQueue(*limit.queue, samples);
  }
  return part;
}

KeySet compileKeys(const std::string& name, const KeysSpec& spec, std::uint64_t base) {
  KeySet keys;
  keys.name = name;
  keys.base = base;
  keys.salt = sim::saltOf("keys " + name);
  std::vector<double> weights;
  if (const auto* zipf = std::get_if<ZipfSpec>(&spec.popularity))
    weights = sim::zipfWeights(zipf->exponent, static_cast<std::uint64_t>(zipf->count));
  else
    weights.assign(static_cast<std::size_t>(std::get<UniformKeysSpec>(spec.popularity).count), 1);
  keys.popularity = std::make_shared<sim::AliasTable>(weights);
  double sum = 0;
  for (const double w : weights) sum += w;
  for (double& w : weights) w /= sum;
  keys.weights = std::make_shared<std::vector<double>>(std::move(weights));
  return keys;
}

std::string describeFault(const FaultSpec& fault) {
  static const std::vector<std::string> what = {"down", "slow", "failing", "flushed",
                                                "loses instances"};
  return fault.part.name + " " + what[fault.effect.index()];
}

std::vector<FaultModel> compileFaults(const ScenarioSpec& spec, const Names& names) {
  std::vector<FaultModel> faults;
  for (const FaultSpec& fault : spec.faults) {
    FaultModel model;
    model.from = fault.at;
    if (fault.duration) model.to = fault.at + *fault.duration;
    model.part = PartId{names.parts.at(fault.part.name)};
    model.effect = fault.effect;
    model.text = describeFault(fault);
    faults.push_back(std::move(model));
  }
  return faults;
}

AssertionModel compileAssertion(const AssertionSpec& spec, const Names& names, Duration duration) {
  AssertionModel model;
  model.metric = spec.metric;
  if (spec.flow) model.flow = FlowId{names.flows.at(spec.flow->name)};
  if (spec.segment) model.segment = names.segments.at(spec.segment->name);
  if (spec.part) model.part = PartId{names.parts.at(spec.part->name)};
  model.resource = spec.resource.value_or("");
  model.aggregation = thresholdOf(spec).threshold->aggregation;
  model.from = spec.window ? spec.window->from : Time::zero();
  model.to = spec.window ? spec.window->to : duration;
  model.after = spec.after.value_or(Time::zero());
  return model;
}

/// What the caches are asked for at the start: the traffic equations at the initial rates.
void compileOfferedKeys(const ScenarioSpec& spec, const Names& names, Model& model) {
  std::map<std::string, double> rates;
  for (const WorkloadSpec& workload : spec.workload) {
    const LoadCurve curve{workload};
    const double seconds = toSeconds(curve.end());
    const double start = curve.rateAt(Time::zero());
    rates[workload.flow.name] += start > 0 ? start : curve.total() / std::max(seconds, 1e-9);
  }
  for (const auto& [cache, keys, rate] : cacheDemands(spec.system, rates))
    model.parts[names.parts.at(cache)].cache.offeredKeys.emplace_back(names.keys.at(keys), rate);
}

ArrivalLaw compileArrivals(const WorkloadSpec& spec, const SampleFiles& samples) {
  ArrivalLaw law;
  law.kind = spec.arrivals;
  law.batch = spec.batch;
  if (!spec.gaps) return law;
  law.gaps = toDistribution(*spec.gaps, samples);
  law.meanGap = sim::meanSeconds(law.gaps);
  return law;
}

/// Each limit has one limiter, or one for each replica, all in one row.
void numberLimiters(PartModel& part) {
  for (std::uint32_t i = 0; i < part.limits.size(); ++i) {
    LimitModel& limit = part.limits[i];
    limit.looksAtWho = looksAtWho(limit.limiter);
    if (listensToWaits(limit.limiter)) part.limitsThatListen.push_back(i);
    if (limit.queue) {
      limit.line = static_cast<std::uint16_t>(part.firstLimitLine() + part.linedLimits.size());
      limit.places = std::get<ConcurrencyLimitSpec>(limit.limiter).limit;
      part.linedLimits.push_back(i);
    }
    const auto replicas = static_cast<std::uint32_t>(part.replicas);
    const std::uint32_t sets = limit.perReplica ? replicas : 1;
    const auto add = [&part](std::uint32_t copies, const std::vector<LimiterSpec>& set) {
      return std::exchange(part.limiters,
                           part.limiters + copies * static_cast<std::uint32_t>(set.size()));
    };
    limit.first = add(sets, limit.set);
    limit.firstLocal = add(replicas, limit.localSet);
    limit.firstShare = part.sharesInside;
    part.sharesInside += sets * static_cast<std::uint32_t>(limit.shares.size());
    part.asksStores = part.asksStores || limit.store.valid();
    if (limit.queue || measuresStays(limit.limiter)) limit.measured = part.measuringLimits++;
  }
}

template <class Visit>
void forEachSite(Model& model, const Visit& visit) {
  for (CallSite& site : model.calls) visit(site);
  for (CacheSite& lookup : model.lookups) {
    visit(lookup.call);
    if (lookup.awaitsFill) visit(lookup.fill);
  }
}

/// Sites of one caller and callee share an edge. By rank, which comes from names.
void numberEdges(Model& model) {
  std::vector<CallPair>& edges = model.edges;
  forEachSite(model, [&edges](const CallSite& site) {
    edges.push_back({site.caller, site.target});
  });
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  forEachSite(model, [&edges](CallSite& site) {
    const CallPair pair{site.caller, site.target};
    site.edge = static_cast<std::uint32_t>(std::lower_bound(edges.begin(), edges.end(), pair) -
                                           edges.begin());
  });
}

void compileWorkload(const ScenarioSpec& spec, const Names& names, const SampleFiles& samples,
                     Model& model) {
  std::map<std::string, int> ordinals;
  for (const WorkloadSpec& workload : spec.workload) {
    const int ordinal = ordinals[workload.flow.name]++;
    model.workload.push_back(
        {FlowId{names.flows.at(workload.flow.name)}, compileArrivals(workload, samples),
         LoadCurve{workload},
         sim::saltOf(fmt::format("workload {} of {}", ordinal, workload.flow.name)),
         compileProfileDraw(spec, workload, names)});
  }
}

}  // namespace

Model compile(const ScenarioSpec& spec, const SampleFiles& samples) {
  Names names = namesOf(spec);
  Model model;
  compileProfiles(spec, names, model);
  model.seed = static_cast<std::uint64_t>(spec.seed);
  model.duration = runDuration(spec);
  for (const auto& [name, part] : spec.system.parts)
    model.parts.push_back(
        compilePart(name, part, samples, names, static_cast<std::uint32_t>(model.parts.size())));
  std::uint64_t base = 0;
  for (const auto& [name, keys] : spec.system.keys) {
    model.keys.push_back(compileKeys(name, keys, base));
    base += model.keys.back().popularity->size();
  }
  compilePrograms(spec.system, names, samples, model);
  for (PartModel& part : model.parts) numberLimiters(part);
  numberEdges(model);
  compileWorkload(spec, names, samples, model);
  compileOfferedKeys(spec, names, model);
  model.faults = compileFaults(spec, names);
  compileControl(spec, names, model);
  for (const AssertionSpec& assertion : spec.assertions)
    model.assertions.push_back(compileAssertion(assertion, names, model.duration));
  return model;
}

}  // namespace headroom

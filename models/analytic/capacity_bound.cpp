#include "models/analytic/capacity_bound.h"

#include <algorithm>
#include <map>

namespace headroom {
namespace {

/// Sums the demands (seconds of each resource per request) down the call tree. Fallbacks are none
/// of them: a degraded answer is no success to a load test.
class Demands {
 public:
  Demands(const SystemSpec& system, const SampleFiles& samples, const std::vector<PartRef>& absent)
      : system_(system), samples_(samples), absent_(absent) {}

  void operation(const std::string& part, const std::string& name, double times, int depth) {
    const auto found = system_.parts.find(part);
    if (found == system_.parts.end() || isAbsent(part) || depth > 64) return;
    if (const StepList* list = stepsOf(found->second, name)) {
      for (const LimitSpec& limit : limitsOf(found->second))
        if (limit.concerns(name)) store(limit, times, depth);
      steps(*list, part, times, depth);
    } else if (const auto* database = std::get_if<DatabaseSpec>(&found->second.body)) {
      const auto service = database->operations.find(name);
      if (service != database->operations.end())
        demand["connections of " + part] += times * seconds(service->second);
    } else {
      throughput(part, found->second, times);
    }
  }

  std::map<std::string, double> demand;

 private:
  bool isAbsent(const std::string& part) const {
    return std::any_of(absent_.begin(), absent_.end(),
                       [&](const PartRef& ref) { return ref.name == part; });
  }
  /// A server of 1/rate in front of a cache or an external service.
  void throughput(const std::string& part, const PartSpec& spec, double times) {
    std::optional<Rate> rate;
    if (const auto* cache = std::get_if<CacheSpec>(&spec.body)) rate = cache->maxThroughput;
    if (const auto* external = std::get_if<ExternalSpec>(&spec.body))
      rate = external->maxThroughput;
    if (rate) demand["throughput of " + part] += times / rate->perSecond;
  }
  /// An unknown that is yet to be fitted adds nothing: what is left is a bound all the same.
  double seconds(const DistributionSpec& d) const {
    if (std::holds_alternative<FitSpec>(d.law)) return 0;
    return sim::meanSeconds(toDistribution(d, samples_));
  }
  void steps(const StepList& list, const std::string& part, double times, int depth) {
    for (const StepSpec& s : list.steps)
      std::visit([&](const auto& body) { step(body, part, times, depth); }, s.body);
  }
  void step(const WorkStepSpec& body, const std::string& part, double times, int) {
    demand["cores of " + part] += times * seconds(body.work);
  }
  /// The store of a limit bounds those who cannot do without its answer.
  void store(const LimitSpec& limit, double times, int depth) {
    if (!limit.keptIn || limit.match || limit.when) return;
    if (limit.keptIn->timeout && limit.keptIn->onFailure != StoreFailure::closed) return;
    operation(limit.keptIn->cache.name, "", times, depth + 1);
  }
  void step(const LimitStepSpec& body, const std::string&, double times, int depth) {
    store(body.limit, times, depth);
  }
  void step(const CallStepSpec& body, const std::string&, double times, int depth) {
    const OperationName name = splitOperation(body.call.name);
    operation(name.part, name.operation, times, depth + 1);
  }
  void step(const CacheStepSpec& body, const std::string& part, double times, int depth) {
    if (isAbsent(body.cache.name) && body.onError == CacheErrorAction::miss)
      steps(body.onMiss, part, times, depth);
    else
      operation(body.cache.name, "", times, depth + 1);
  }
  void step(const ParallelStepSpec& body, const std::string& part, double times, int depth) {
    for (const StepList& branch : body.parallel) steps(branch, part, times, depth);
  }
  void step(const ChoiceStepSpec& body, const std::string& part, double times, int depth) {
    for (const ChoiceOptionSpec& option : body.choice)
      steps(option.steps, part, times * option.probability.value, depth);
  }

  const SystemSpec& system_;
  const SampleFiles& samples_;
  const std::vector<PartRef>& absent_;
};

/// Servers of "cores of app" (of the measured part one replica's), "connections of orders-db" or
/// "throughput of product-cache"; 0 when not limited.
double serversOf(const SystemSpec& system, const std::string& resource,
                 const std::string& measured) {
  const std::string part = resource.substr(resource.find(" of ") + 4);
  const PartSpec& spec = system.parts.at(part);
  if (const auto* instance = std::get_if<InstanceSpec>(&spec.body))
    return static_cast<double>(instance->cores.value_or(0) *
                               (part == measured ? 1 : instance->replicas));
  if (const auto* database = std::get_if<DatabaseSpec>(&spec.body))
    return static_cast<double>(database->connections);
  return resource.starts_with("throughput") ? 1 : 0;
}

}  // namespace

std::optional<CapacityBound> capacityBound(const SystemSpec& system, const SampleFiles& samples,
                                           const std::string& part, const std::string& operation,
                                           const std::vector<PartRef>& absent) {
  Demands demands{system, samples, absent};
  demands.operation(part, operation, 1, 0);
  std::optional<CapacityBound> bound;
  for (const auto& [resource, seconds] : demands.demand) {
    const double servers = serversOf(system, resource, part);
    if (servers <= 0 || seconds <= 0) continue;
    if (!bound || servers / seconds < bound->perSecond)
      bound = CapacityBound{servers / seconds, resource};
  }
  return bound;
}

}  // namespace headroom

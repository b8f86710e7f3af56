#include "models/spec/baseline_reach.h"

#include <algorithm>

#include "models/spec/walk.h"

namespace headroom {
namespace {

/// Follows the steps of every operation it comes to, each once.
class Follow {
 public:
  Follow(const SystemSpec& system, const std::vector<PartRef>& without, BaselineReach& reach)
      : system_(system), without_(without), reach_(reach) {}

  void operation(const std::string& part, const std::string& name) {
    const auto found = system_.parts.find(part);
    if (found == system_.parts.end() || isAbsent(part)) return;
    std::set<std::string>& known = reach_.operations[part];
    const std::string at = "/system/parts" + pointerToken(part);
    if (const auto* cache = std::get_if<CacheSpec>(&found->second.body)) {
      reach_.durations[at + "/read"] = &cache->read;
      reach_.durations[at + "/write"] = &cache->write;
      return;
    }
    if (!known.insert(name).second) return;
    const std::string pointer = at + "/operations" + pointerToken(name);
    const std::vector<LimitSpec>& limits = limitsOf(found->second);
    for (std::size_t i = 0; i < limits.size(); ++i)
      if (limits[i].concerns(name)) limit(limits[i], part, at + "/limits/" + std::to_string(i));
    if (const StepList* list = stepsOf(found->second, name))
      steps(*list, part, pointer);
    else if (const DistributionSpec* service = serviceOf(found->second, name))
      reach_.durations[pointer] = service;
  }

 private:
  bool isAbsent(const std::string& part) const {
    return std::any_of(without_.begin(), without_.end(),
                       [&](const PartRef& ref) { return ref.name == part; });
  }
  void steps(const StepList& list, const std::string& part, const std::string& at) {
    for (std::size_t i = 0; i < list.steps.size(); ++i)
      std::visit([&](const auto& body) { step(body, part, at + "/" + std::to_string(i)); },
                 list.steps[i].body);
  }
  void step(const WorkStepSpec& body, const std::string&, const std::string& at) {
    reach_.durations[at + "/work"] = &body.work;
  }
  void fallback(const std::optional<StepList>& list, const std::string& part,
                const std::string& at) {
    if (list) steps(*list, part, at + "/fallback");
  }
  void limit(const LimitSpec& spec, const std::string& part, const std::string& at) {
    if (spec.keptIn) {
      reach_.callees[part].insert(spec.keptIn->cache.name);
      operation(spec.keptIn->cache.name, "");
    }
    fallback(spec.fallback, part, at);
  }
  void step(const CallStepSpec& body, const std::string& part, const std::string& at) {
    const OperationName name = splitOperation(body.call.name);
    reach_.callees[part].insert(name.part);
    operation(name.part, name.operation);
    fallback(body.fallback, part, at);
  }
  void step(const CacheStepSpec& body, const std::string& part, const std::string& at) {
    reach_.callees[part].insert(body.cache.name);
    if (!isAbsent(body.cache.name)) reach_.keys.insert(body.key.name);
    operation(body.cache.name, "");
    steps(body.onMiss, part, at + "/on_miss");
    fallback(body.fallback, part, at);
  }
  void step(const ParallelStepSpec& body, const std::string& part, const std::string& at) {
    for (std::size_t i = 0; i < body.parallel.size(); ++i)
      steps(body.parallel[i], part, at + "/parallel/" + std::to_string(i));
  }
  void step(const LimitStepSpec& body, const std::string& part, const std::string& at) {
    limit(body.limit, part, at + "/limit");
  }
  void step(const ChoiceStepSpec& body, const std::string& part, const std::string& at) {
    for (std::size_t i = 0; i < body.choice.size(); ++i)
      if (body.choice[i].probability.value > 0)
        steps(body.choice[i].steps, part, at + "/choice/" + std::to_string(i) + "/steps");
  }

  const SystemSpec& system_;
  const std::vector<PartRef>& without_;
  BaselineReach& reach_;
};

bool hasSpan(const LimitSpec& limit) {
  return limit.when && (limit.when->from || limit.when->to || limit.when->monitor);
}

void dropTimedLimits(StepList& list);
void dropTimedLimits(std::optional<StepList>& fallback) {
  if (fallback) dropTimedLimits(*fallback);
}

void dropTimedLimits(StepList& list) {
  std::erase_if(list.steps, [](const StepSpec& step) {
    const auto* limit = std::get_if<LimitStepSpec>(&step.body);
    return limit != nullptr && hasSpan(limit->limit);
  });
  for (StepSpec& step : list.steps) {
    if (auto* limit = std::get_if<LimitStepSpec>(&step.body))
      dropTimedLimits(limit->limit.fallback);
    if (auto* call = std::get_if<CallStepSpec>(&step.body)) dropTimedLimits(call->fallback);
    if (auto* cache = std::get_if<CacheStepSpec>(&step.body)) {
      dropTimedLimits(cache->onMiss);
      dropTimedLimits(cache->fallback);
    }
    if (auto* fork = std::get_if<ParallelStepSpec>(&step.body))
      for (StepList& branch : fork->parallel) dropTimedLimits(branch);
    if (auto* choice = std::get_if<ChoiceStepSpec>(&step.body))
      for (ChoiceOptionSpec& option : choice->choice) dropTimedLimits(option.steps);
  }
}

template <class Body>
void dropTimedLimitsOf(Body& body) {
  std::erase_if(body.limits, hasSpan);
  for (LimitSpec& limit : body.limits) dropTimedLimits(limit.fallback);
  if constexpr (requires { body.operations.begin()->second.steps; })
    for (auto& [name, steps] : body.operations) dropTimedLimits(steps);
}

}  // namespace

void dropTimedLimits(SystemSpec& system) {
  for (auto& [name, part] : system.parts)
    std::visit([](auto& body) { dropTimedLimitsOf(body); }, part.body);
  system.monitors.clear();
  system.rules.clear();
}

bool BaselineReach::reaches(const std::string& part, const std::string& operation) const {
  const auto found = operations.find(part);
  return found != operations.end() && (operation.empty() || found->second.contains(operation));
}

BaselineReach reachOf(const SystemSpec& system, const std::string& part,
                      const std::string& operation, const std::vector<PartRef>& without) {
  BaselineReach reach;
  Follow{system, without, reach}.operation(part, operation);
  return reach;
}

BaselineReach reachOf(const SystemSpec& system, const std::string& part,
                      const BaselineSpec& baseline) {
  BaselineReach reach = reachOf(system, part, baseline.operation, baseline.without);
  if (baseline.key)
    reach.keys.insert(baseline.key->name);
  else if (std::holds_alternative<CacheSpec>(system.parts.at(part).body))
    reach.keys.merge(keysLookedUpIn(system, part));
  return reach;
}

std::set<std::string> keysLookedUpIn(const SystemSpec& system, const std::string& cache) {
  std::set<std::string> keys;
  StepVisitor visitor;
  visitor.cache = [&](const CacheStepSpec& s, const std::string&, const std::string&) {
    if (s.cache.name == cache) keys.insert(s.key.name);
  };
  walkSystem(system, visitor);
  return keys;
}

const std::pair<const std::string, FlowSpec>* clientOf(const SystemSpec& system,
                                                       const std::string& part,
                                                       const std::string& operation) {
  const std::pair<const std::string, FlowSpec>* client = nullptr;
  for (const auto& flow : system.flows) {
    const OperationName entry = splitOperation(flow.second.entry.name);
    if (!reachOf(system, entry.part, entry.operation, {}).reaches(part, operation)) continue;
    const auto& patience = flow.second.timeout;
    if (client == nullptr ||
        (patience && (!client->second.timeout || *patience < *client->second.timeout)))
      client = &flow;
  }
  return client;
}

void forEachBaseline(
    const SystemSpec& system,
    const std::function<void(const std::string&, std::size_t, const BaselineSpec&)>& visit) {
  for (const auto& [name, part] : system.parts) {
    const std::vector<BaselineSpec>& baselines = baselinesOf(part);
    for (std::size_t i = 0; i < baselines.size(); ++i) visit(name, i, baselines[i]);
  }
}

std::string baselinePointer(const std::string& part, std::size_t index) {
  return "/system/parts" + pointerToken(part) + "/baselines/" + std::to_string(index);
}

std::string baselineName(const std::string& part, const BaselineSpec& baseline) {
  std::string name = part;
  if (!baseline.operation.empty()) name += " " + baseline.operation;
  if (baseline.key) name += " key " + baseline.key->name;
  for (std::size_t i = 0; i < baseline.without.size(); ++i)
    name += (i == 0 ? " without " : ", ") + baseline.without[i].name;
  if (baseline.initially)
    name +=
        ", caches " + EnumNames<CacheStart>::names()[static_cast<std::size_t>(*baseline.initially)];
  return name;
}

}  // namespace headroom

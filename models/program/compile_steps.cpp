#include "models/program/compile_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/spec/fallbacks.h"
#include "sim/check.h"

namespace headroom {
namespace {

std::int32_t indexOf(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<std::int32_t>(found - names.begin());
}

/// Emits the program of one operation. Salts name the step by its place in the operation, so that
/// an edit elsewhere in the file moves no draw.
class Emitter {
 public:
  Emitter(const Names& names, const SampleFiles& samples, Model& model, std::uint32_t part,
          std::string place)
      : names_(names), samples_(samples), model_(model), part_(part), place_(std::move(place)) {}

  std::uint32_t here() const { return static_cast<std::uint32_t>(model_.code.size()); }
  std::uint32_t emit(Op op, std::uint32_t site = 0) {
    model_.code.push_back({op, site, 0});
    return here() - 1;
  }
  void steps(const StepList& list, const std::string& path) {
    std::vector<Refused> outer = std::exchange(refused_, {});
    steps(list, path, 0, list.steps.size());
    emitFallbacks();
    refused_ = std::move(outer);
  }
  void steps(const StepList& list, const std::string& path, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const std::string at = fmt::format("{}/{}", path, i);
      std::visit([&](const auto& body) { step(body, at); }, list.steps[i].body);
    }
  }
  std::uint32_t workSite(const DistributionSpec& duration, const std::string& path) {
    sim::Distribution compiled = toDistribution(duration, samples_);
    const bool constant = std::holds_alternative<sim::Constant>(compiled);
    model_.works.push_back({std::move(compiled), salt("work", path), constant});
    return static_cast<std::uint32_t>(model_.works.size() - 1);
  }
  CallSite callSite(const std::string& target, const std::optional<Duration>& timeout,
                    const std::optional<RetrySpec>& retry, const std::string& path,
                    const std::optional<ThrottleSpec>& throttle = std::nullopt) {
    const OperationName name = splitOperation(target);
    CallSite site;
    site.target = PartId{names_.parts.at(name.part)};
    site.operation =
        static_cast<std::uint16_t>(names_.operationOf(site.target.value, name.operation));
    site.pool = part_ == PartId::kNone ? -1 : names_.poolOf(part_, name.part);
    site.timeout = timeout;
    if (retry) site.retry.emplace(*retry);
    if (throttle) site.throttle = addThrottle(*throttle);
    site.salt = salt("call", path);
    site.ordinal = model_.callSites++;
    site.caller = PartId{part_};
    return site;
  }
  /// A fallback, out of the way of those who do not need it. Returns where it begins.
  std::uint32_t aside(const StepList& list, const std::string& path) {
    const std::uint32_t past = emit(Op::jump);
    const std::uint32_t begin = emit(Op::degrade);
    steps(list, path);
    model_.code[past].target = here();
    return begin;
  }

  /// Emits the call that a limit kept in a store costs. Returns its site.
  std::uint32_t storeCall(const KeptInSpec& spec, const std::string& path) {
    model_.calls.push_back(
        callSite(spec.cache.name + ".count", spec.timeout, std::nullopt, path + "/kept_in"));
    const auto index = static_cast<std::uint32_t>(model_.calls.size() - 1);
    emit(Op::call, index);
    return index;
  }

 private:
  /// A limit among the steps whose fallback is yet to be emitted, at the end of its list.
  struct Refused {
    std::size_t limit = 0;
    const StepList* fallback = nullptr;
    std::string path;
  };
  void emitFallbacks() {
    for (const Refused& refused : std::exchange(refused_, {})) {
      const std::uint32_t begin = aside(*refused.fallback, refused.path + "/fallback");
      model_.parts[part_].limits[refused.limit].fallback = begin;
    }
  }
  static void setFallback(CallSite& site, std::uint32_t begin,
                          const std::vector<RetryCondition>& on) {
    site.fallback = begin;
    for (const RetryCondition condition : on) site.fallbackOn |= maskOf(condition);
  }
  std::int32_t addThrottle(const ThrottleSpec& spec) {
    const std::int32_t replicas = part_ == PartId::kNone ? 1 : model_.parts[part_].replicas;
    const std::size_t first = model_.throttles.size();
    model_.throttles.resize(first + static_cast<std::size_t>(replicas), spec);
    return static_cast<std::int32_t>(first);
  }
  std::uint64_t salt(const char* purpose, const std::string& path) const {
    return sim::saltOf(fmt::format("{} {} {}", purpose, place_, path));
  }

  void step(const WorkStepSpec& body, const std::string& path) {
    emit(Op::work, workSite(body.work, path));
  }
  void step(const CallStepSpec& body, const std::string& path) {
    model_.calls.push_back(callSite(body.call.name, body.timeout, body.retry, path, body.throttle));
    const auto index = static_cast<std::uint32_t>(model_.calls.size() - 1);
    emit(Op::call, index);
    if (!body.fallback) return;
    const std::uint32_t begin = aside(*body.fallback, path + "/fallback");
    setFallback(model_.calls[index], begin, body.fallbackOn);
  }
  void step(const CacheStepSpec& body, const std::string& path) {
    CacheSite site;
    site.call = callSite(body.cache.name + ".get", body.timeout, std::nullopt, path);
    site.keys = names_.keys.at(body.key.name);
    site.errorIsMiss = body.onError == CacheErrorAction::miss;
    site.awaitsFill = body.fill == FillMode::awaited;
    if (site.awaitsFill)
      site.fill = callSite(body.cache.name + ".fill", body.timeout, std::nullopt, path + "/fill");
    model_.lookups.push_back(site);
    const auto index = static_cast<std::uint32_t>(model_.lookups.size() - 1);
    const std::uint32_t lookup = emit(Op::lookup, index);
    std::vector<Refused> outer = std::exchange(refused_, {});
    if (model_.degrades && missDepth_ == 0) emit(Op::clean);
    ++missDepth_;
    // Limits at the head of on_miss are asked of everyone who missed, then the flight begins.
    const std::vector<StepSpec>& onMiss = body.onMiss.steps;
    std::size_t head = 0;
    while (body.singleFlight && head < onMiss.size() &&
           std::holds_alternative<LimitStepSpec>(onMiss[head].body))
      ++head;
    steps(body.onMiss, path + "/on_miss", 0, head);
    std::vector<Refused> atHead = std::exchange(refused_, {});
    const std::uint32_t flight = body.singleFlight ? emit(Op::flight, index) : lookup;
    steps(body.onMiss, path + "/on_miss", head, onMiss.size());
    emit(Op::fill, index);
    if (body.singleFlight) {
      emitFallbacks();  // Of those who lead a flight: they land it, too.
      emit(Op::land);
    }
    refused_.insert(refused_.end(), atHead.begin(), atHead.end());
    emitFallbacks();
    refused_ = std::move(outer);
    --missDepth_;
    model_.code[lookup].target = model_.code[flight].target = here();
    if (!body.fallback) return;
    const std::uint32_t begin = aside(*body.fallback, path + "/fallback");
    setFallback(model_.lookups[index].call, begin, body.fallbackOn);
  }
  void step(const LimitStepSpec& body, const std::string& path) {
    std::vector<LimitModel>& limits = model_.parts[part_].limits;
    if (body.limit.fallback) refused_.push_back({limits.size(), &*body.limit.fallback, path});
    if (body.limit.keptIn) return limitInStore(body.limit, path);
    emit(Op::limit, static_cast<std::uint32_t>(limits.size()));
    limits.push_back(compileLimit(body.limit, names_, part_));
    limits.back().isStep = true;
  }
  void limitInStore(const LimitSpec& spec, const std::string& path) {
    std::vector<LimitModel>& limits = model_.parts[part_].limits;
    const auto index = static_cast<std::uint32_t>(limits.size());
    limits.push_back(compileLimit(spec, names_, part_));
    limits.back().isStep = true;
    const std::uint32_t passBy = emit(Op::passBy, index);
    const std::uint32_t call = storeCall(*spec.keptIn, path);
    emit(Op::limit, index);
    const std::uint32_t past = emit(Op::jump);
    model_.calls[call].fallback = emit(Op::limitAlone, index);
    model_.code[passBy].target = model_.code[past].target = here();
  }
  void step(const ParallelStepSpec& body, const std::string& path) {
    model_.forks.emplace_back();
    const auto index = static_cast<std::uint32_t>(model_.forks.size() - 1);
    emit(Op::fork, index);
    for (std::size_t i = 0; i < body.parallel.size(); ++i) {
      model_.forks[index].branches.push_back(here());
      steps(body.parallel[i], fmt::format("{}/parallel/{}", path, i));
      emit(Op::endBranch);
    }
    model_.forks[index].after = here();
  }
  void step(const ChoiceStepSpec& body, const std::string& path) {
    model_.choices.emplace_back();
    const auto index = static_cast<std::uint32_t>(model_.choices.size() - 1);
    model_.choices[index].salt = salt("choice", path);
    emit(Op::choose, index);
    double sum = 0;
    double total = 0;
    for (const ChoiceOptionSpec& option : body.choice) total += option.probability.value;
    std::vector<std::uint32_t> jumps;
    for (std::size_t i = 0; i < body.choice.size(); ++i) {
      sum += body.choice[i].probability.value / total;
      model_.choices[index].upTo.push_back(i + 1 == body.choice.size() ? 1.0 : sum);
      model_.choices[index].target.push_back(here());
      steps(body.choice[i].steps, fmt::format("{}/choice/{}", path, i));
      jumps.push_back(emit(Op::jump));
    }
    for (const std::uint32_t jump : jumps) model_.code[jump].target = here();
  }

  const Names& names_;
  const SampleFiles& samples_;
  Model& model_;
  std::uint32_t part_;
  std::string place_;
  std::vector<Refused> refused_;  ///< Of the list being emitted.
  int missDepth_ = 0;             ///< Look-ups whose on_miss is being emitted.
};

void compileServices(const std::map<std::string, DistributionSpec>& operations, Emitter& emitter,
                     PartModel& part) {
  for (const auto& [name, duration] : operations) {
    part.operations.push_back({name, emitter.here()});
    emitter.emit(Op::serve, emitter.workSite(duration, name));
    emitter.emit(Op::reply);
  }
}

void compileCache(const CacheSpec& spec, Emitter& emitter, PartModel& part) {
  part.operations.push_back({"get", emitter.here()});
  emitter.emit(Op::serve, emitter.workSite(spec.read, "get"));
  emitter.emit(Op::read);
  HEADROOM_CHECK(part.operations.size() == kFillOperation, "a cache answers look-ups and fills");
  part.operations.push_back({"fill", emitter.here()});
  emitter.emit(Op::serve, emitter.workSite(spec.write, "fill"));
  emitter.emit(Op::insert);
  HEADROOM_CHECK(part.operations.size() == kCountOperation, "and counts for limiters");
  part.operations.push_back({"count", emitter.here()});
  emitter.emit(Op::serve, emitter.workSite(spec.read, "count"));
  emitter.emit(Op::reply);
}

/// Limits asked on arrival: the calls of their stores, and what those do whom they refuse.
void compileDoor(const std::string& name, const PartSpec& spec, const Names& names,
                 const SampleFiles& samples, Model& model) {
  const std::uint32_t id = names.parts.at(name);
  const std::vector<LimitSpec>& limits = limitsOf(spec);
  for (std::size_t i = 0; i < limits.size(); ++i) {
    Emitter emitter{names, samples, model, id, fmt::format("{}/limits/{}", name, i)};
    const auto index = static_cast<std::uint32_t>(i);
    if (limits[i].keptIn) {
      model.parts[id].limits[i].prelude = emitter.here();
      const std::uint32_t call = emitter.storeCall(*limits[i].keptIn, "");
      emitter.emit(Op::door, index);
      model.calls[call].fallback = emitter.emit(Op::doorAlone, index);
    }
    if (!limits[i].fallback) continue;
    const std::uint32_t begin = emitter.emit(Op::degrade);
    emitter.steps(*limits[i].fallback, "");
    emitter.emit(Op::reply);
    model.parts[id].limits[i].fallback = begin;
  }
}

/// Calls know where their operations begin once all of these are there.
void linkCalls(Model& model) {
  const auto link = [&model](CallSite& site) {
    if (site.target.valid())
      site.entry = model.parts[site.target.value].operations[site.operation].entry;
  };
  for (CallSite& site : model.calls) link(site);
  for (CacheSite& site : model.lookups) {
    link(site.call);
    link(site.fill);
    site.fillEntry = model.parts[site.call.target.value].operations[kFillOperation].entry;
  }
}

}  // namespace

std::int32_t Names::operationOf(std::uint32_t part, const std::string& name) const {
  return indexOf(operations[part], name);
}
std::int32_t Names::poolOf(std::uint32_t part, const std::string& callee) const {
  return indexOf(pools[part], callee);
}

void compilePrograms(const SystemSpec& system, const Names& names, const SampleFiles& samples,
                     Model& model) {
  model.degrades = hasFallback(system);
  for (const auto& [name, spec] : system.parts) {
    const std::uint32_t id = names.parts.at(name);
    PartModel& part = model.parts[id];
    if (const auto* cache = std::get_if<CacheSpec>(&spec.body)) {
      Emitter emitter{names, samples, model, id, name};
      compileCache(*cache, emitter, part);
    } else if (const auto* database = std::get_if<DatabaseSpec>(&spec.body)) {
      Emitter emitter{names, samples, model, id, name};
      compileServices(database->operations, emitter, part);
    } else if (const auto* external = std::get_if<ExternalSpec>(&spec.body)) {
      Emitter emitter{names, samples, model, id, name};
      compileServices(external->operations, emitter, part);
    }
    for (const std::string& operation : names.operations[id]) {
      const StepList* list = stepsOf(spec, operation);
      if (list == nullptr) continue;
      Emitter emitter{names, samples, model, id, name + "." + operation};
      part.operations.push_back({operation, emitter.here()});
      emitter.steps(*list, "");
      emitter.emit(Op::reply);
    }
    compileDoor(name, spec, names, samples, model);
  }
  for (const auto& [name, flow] : system.flows) {
    Emitter emitter{names, samples, model, PartId::kNone, "flow " + name};
    model.flows.push_back({name, emitter.here(), sim::saltOf("flow " + name),
                           flow.degradedCountsAs == DegradedCounts::success});
    model.calls.push_back(
        emitter.callSite(flow.entry.name, flow.timeout, flow.retry, "", flow.throttle));
    emitter.emit(Op::call, static_cast<std::uint32_t>(model.calls.size() - 1));
    emitter.emit(Op::reply);
  }
  linkCalls(model);
}

}  // namespace headroom

#include <fmt/format.h>

#include <algorithm>

#include "models/analytic/visit_rates.h"
#include "models/spec/check.h"
#include "models/spec/fallbacks.h"
#include "models/spec/unknown_name.h"
#include "models/spec/walk.h"
#include "models/topology/call_graph.h"

namespace headroom {
namespace {

/// Most calls one request may cause before the model is taken for a mistake.
constexpr double kMaxCallsPerRequest = 1e5;

/// A task's record of the limits that admitted it has so many bits.
constexpr std::size_t kMaxLimits = 32;

class SystemCheck {
 public:
  SystemCheck(const SystemSpec& system, Findings& findings)
      : system_(system), findings_(findings) {}

  void run() {
    for (const auto& [name, flow] : system_.flows)
      operation(flow.entry.name, "/system/flows" + pointerToken(name) + "/entry");
    for (const auto& [name, part] : system_.parts)
      partBlock(part, "/system/parts" + pointerToken(name), name);
    StepVisitor visitor;
    visitor.call = [this](const CallStepSpec& s, const std::string&, const std::string& at) {
      operation(s.call.name, at + "/call");
    };
    visitor.cache = [this](const CacheStepSpec& s, const std::string&, const std::string& at) {
      cache(s, at);
    };
    visitor.limit = [this](const LimitStepSpec& s, const std::string& owner,
                           const std::string& at) { limitStep(s.limit, owner, at + "/limit"); };
    walkSystem(system_, visitor);
    callStructure();
  }

 private:
  bool part(const std::string& name, const std::string& pointer) {
    return isKnown(system_.parts, "part", name, pointer, findings_);
  }

  void operation(const std::string& reference, const std::string& pointer) {
    const std::size_t dot = reference.find('.');
    const auto found = system_.parts.find(reference.substr(0, dot));
    if (dot != std::string::npos && found != system_.parts.end()) {
      if (std::holds_alternative<CacheSpec>(found->second.body)) {
        findings_.error(
            "E_UNKNOWN_REF", pointer,
            fmt::format("found \"{}\"; a cache is not called but looked up in; allowed: "
                        "a step {{\"cache\": \"{}\", \"key\": ...}}",
                        reference, found->first));
        return;
      }
      for (const std::string& o : operationsOf(found->second))
        if (found->first + "." + o == reference) return;
    }
    std::vector<std::string> all;
    for (const auto& [name, spec] : system_.parts)
      for (const std::string& o : operationsOf(spec)) all.push_back(name + "." + o);
    unknownName(reference, "there is no such operation", all, pointer, findings_);
  }

  void cache(const CacheStepSpec& step, const std::string& at) {
    if (part(step.cache.name, at + "/cache") &&
        !std::holds_alternative<CacheSpec>(system_.parts.at(step.cache.name).body))
      findings_.error("E_KIND", at + "/cache",
                      fmt::format("found \"{}\", which is of kind {}; allowed: a cache",
                                  step.cache.name, kindOf(system_.parts.at(step.cache.name))));
    isKnown(system_.keys, "key set", step.key.name, at + "/key", findings_,
            "none is declared in /system/keys");
  }

  void partBlock(const PartSpec& spec, const std::string& at, const std::string& name) {
    if (const auto* pools = poolsOf(spec))
      for (const auto& [callee, pool] : *pools) part(callee, at + "/pools" + pointerToken(callee));
    const auto& limits = limitsOf(spec);
    limitCount_[name] = limits.size();
    if (limits.size() > kMaxLimits)
      findings_.error(
          "E_TOO_LARGE", at + "/limits",
          fmt::format("found {} limits; allowed: at most {}", limits.size(), kMaxLimits));
    for (std::size_t i = 0; i < limits.size(); ++i)
      limit(limits[i], spec, fmt::format("{}/limits/{}", at, i));
    const auto& baselines = baselinesOf(spec);
    for (std::size_t i = 0; i < baselines.size(); ++i) checkBaseline(system_, name, i, findings_);
  }

  /// A request remembers which of a part's limits let it in, its steps' included.
  void limitStep(const LimitSpec& spec, const std::string& owner, const std::string& at) {
    if (spec.queue)
      findings_.error("E_RULE", at + "/queue",
                      "a limit among the steps of an operation has no line of its own; allowed: at "
                      "a limit of the part");
    if (spec.match && spec.match->operation)
      findings_.error("E_RULE", at + "/match/operation",
                      "a limit among the steps of an operation meets no other; allowed: \"flow\", "
                      "\"segment\", \"attributes\"");
    else
      limit(spec, system_.parts.at(owner), at);
    if (++limitCount_[owner] == kMaxLimits + 1)
      findings_.error("E_TOO_LARGE", at,
                      fmt::format("\"{}\" has more than {} limits, those among its steps included; "
                                  "allowed: at most {}",
                                  owner, kMaxLimits, kMaxLimits));
  }

  void limit(const LimitSpec& spec, const PartSpec& owner, const std::string& at) {
    if (spec.match && spec.match->operation)
      ownOperation(*spec.match->operation, owner, at + "/match/operation");
    if (spec.when && spec.when->part) part(spec.when->part->name, at + "/when/part");
    if (listensToWaits(spec.limiter) && !hasLine(owner))
      findings_.error("E_RULE", at,
                      "found a limiter that looks at the waits of its part's line where there is "
                      "none; allowed: at an instance with \"workers\", at a database");
  }

  static bool hasLine(const PartSpec& owner) {
    const auto* instance = std::get_if<InstanceSpec>(&owner.body);
    return instance != nullptr ? instance->workers.has_value()
                               : std::holds_alternative<DatabaseSpec>(owner.body);
  }

  void ownOperation(const std::string& name, const PartSpec& owner, const std::string& at) {
    const std::vector<std::string> names = askedOperationsOf(owner);
    if (std::find(names.begin(), names.end(), name) == names.end())
      unknownName(name, "the part has no such operation", names, at, findings_);
  }

  void callStructure() {
    const CallGraphIndex index = buildCallGraph(system_);
    if (const std::vector<std::string> cycle = endlessCycle(index); !cycle.empty()) {
      std::string path;
      for (const std::string& name : cycle) path += (path.empty() ? "" : " -> ") + name;
      findings_.error("E_CYCLE", operationPointer(cycle.front()),
                      fmt::format("endless calls: {}; allowed: a cycle only behind a choice or a "
                                  "cache miss",
                                  path));
      return;
    }
    std::map<std::string, double> one;
    for (const auto& [name, flow] : system_.flows) one[name] = 1;
    if (!visitRates(system_, index, one)) {
      findings_.error(
          "E_CYCLE", "/system/parts",
          "calls multiply without end: a cycle of calls comes back more often than once "
          "for each time it is entered");
      return;
    }
    for (const auto& [name, flow] : system_.flows) {
      const double calls = worstCaseCalls(system_, flow);
      if (calls > kMaxCallsPerRequest && calls < 1e300)
        findings_.error("E_FANOUT", "/system/flows" + pointerToken(name),
                        fmt::format("one request can cause {:.3g} calls; allowed: at most {:.0f}",
                                    calls, kMaxCallsPerRequest));
    }
  }

  static std::string operationPointer(const std::string& vertex) {
    const std::size_t dot = vertex.find('.');
    const std::string at = "/system/parts" + pointerToken(vertex.substr(0, dot));
    return dot == std::string::npos ? at
                                    : at + "/operations" + pointerToken(vertex.substr(dot + 1));
  }

  const SystemSpec& system_;
  Findings& findings_;
  std::map<std::string, std::size_t> limitCount_;  ///< By part.
};

}  // namespace

bool Findings::has(const std::string& pointer) const {
  return resolvePointer(document_, pointer) != nullptr;
}

SourceLocation Findings::placeOf(std::string pointer) const {
  for (;;) {
    const JsonValue* value = resolvePointer(document_, pointer);
    if (value != nullptr && value->where.line > 0) return value->where;
    if (pointer.empty()) return {file_, 0, 0};
    pointer.resize(pointer.rfind('/'));
  }
}

void Findings::error(const std::string& code, const std::string& pointer,
                     const std::string& message) {
  diagnostics_.error(code, placeOf(pointer), pointer, message);
}

void Findings::warning(const std::string& lint, const std::string& pointer,
                       const std::string& message) {
  diagnostics_.warning(lint, placeOf(pointer), pointer, message);
}

void checkSystem(const SystemSpec& system, Findings& findings) {
  SystemCheck{system, findings}.run();
  checkFallbacks(system, findings);
}

}  // namespace headroom

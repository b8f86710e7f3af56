// Rules of baselines, and of the unknowns they fill in.
#include <fmt/format.h>

#include <algorithm>

#include "models/spec/baseline_reach.h"
#include "models/spec/check.h"
#include "models/spec/fit_plan.h"
#include "models/spec/threshold.h"
#include "models/spec/unknown_name.h"

namespace headroom {
namespace {

class BaselineCheck {
 public:
  BaselineCheck(const SystemSpec& system, const std::string& part, std::size_t index,
                Findings& findings)
      : system_(system),
        part_(part),
        owner_(system.parts.at(part)),
        baseline_(baselinesOf(owner_)[index]),
        at_(baselinePointer(part, index)),
        findings_(findings) {}

  void run() {
    if (std::holds_alternative<CacheSpec>(owner_.body))
      lookups();
    else
      operation();
    for (std::size_t i = 0; i < baseline_.without.size(); ++i) absent(i);
    latency();
  }

 private:
  void operation() {
    const std::vector<std::string> known = operationsOf(owner_);
    if (baseline_.operation.empty())
      findings_.error("E_MISSING", at_,
                      fmt::format("\"operation\" is missing; allowed: {}", listNames(known)));
    else if (std::find(known.begin(), known.end(), baseline_.operation) == known.end())
      unknownName(baseline_.operation, "the part has no such operation", known, at_ + "/operation",
                  findings_);
    if (baseline_.key)
      findings_.error("E_RULE", at_ + "/key",
                      "found a \"key\"; allowed: only for a cache, whose look-ups are measured");
  }

  void lookups() {
    if (!baseline_.operation.empty())
      findings_.error("E_RULE", at_ + "/operation",
                      fmt::format("found \"{}\"; a cache has no operations: its look-ups are "
                                  "measured, of the key set \"key\"",
                                  baseline_.operation));
    const std::set<std::string> asked = keysLookedUpIn(system_, part_);
    const std::vector<std::string> names{asked.begin(), asked.end()};
    if (names.empty())
      findings_.error("E_RULE", at_, "no step looks anything up in it: there is nothing to test");
    else if (baseline_.key && !asked.contains(baseline_.key->name))
      unknownName(baseline_.key->name, "no step looks this key set up in it", names, at_ + "/key",
                  findings_);
    else if (!baseline_.key && names.size() > 1)
      findings_.error("E_MISSING", at_,
                      fmt::format("\"key\" is missing: several key sets are looked up in it; "
                                  "allowed: {}",
                                  listNames(names)));
  }

  void absent(std::size_t i) {
    const std::string& name = baseline_.without[i].name;
    const std::string pointer = fmt::format("{}/without/{}", at_, i);
    if (isKnown(system_.parts, "part", name, pointer, findings_) && name == part_)
      findings_.error("E_RULE", pointer, "a part cannot be measured without itself");
  }

  void latency() {
    if (!baseline_.latency) return;
    const std::string problem = problemWithLatencyBound(*baseline_.latency);
    if (!problem.empty()) findings_.error("E_VALUE", at_ + "/latency", problem);
  }

  const SystemSpec& system_;
  const std::string& part_;
  const PartSpec& owner_;
  const BaselineSpec& baseline_;
  std::string at_;
  Findings& findings_;
};

}  // namespace

void checkBaseline(const SystemSpec& system, const std::string& part, std::size_t index,
                   Findings& findings) {
  BaselineCheck{system, part, index, findings}.run();
}

void checkFits(const SystemSpec& system, Findings& findings) {
  for (const FitPlan::Problem& problem : planFits(system).problems)
    findings.error("E_UNDERDETERMINED", problem.pointer + "/fit", problem.message);
}

void checkFitsOfVariant(const SystemSpec& asWritten, const SystemSpec& variant,
                        Findings& findings) {
  const auto known = unknownsOf(asWritten);
  for (const auto& [pointer, fit] : unknownsOf(variant)) {
    const auto same = known.find(pointer);
    if (same == known.end() || same->second != fit)
      findings.error("E_FIT", pointer + "/fit",
                     "found a fit that the file as written does not have there; allowed: a fit in "
                     "the system as written, which baselines speak of; a what-if states durations");
  }
}

}  // namespace headroom

// Where limits keep their state, and how they are shared out.
#include <fmt/format.h>

#include <algorithm>

#include "models/policies/limiter/scaled_limiter.h"
#include "models/spec/check.h"
#include "models/spec/walk.h"

namespace headroom {
namespace {

class LimitStateCheck {
 public:
  LimitStateCheck(const ScenarioSpec& scenario, Findings& findings)
      : scenario_(scenario), system_(scenario.system), findings_(findings) {}

  void run() {
    for (const auto& [name, part] : system_.parts) {
      const std::vector<LimitSpec>& limits = limitsOf(part);
      for (std::size_t i = 0; i < limits.size(); ++i)
        limit(limits[i], part, false,
              fmt::format("/system/parts{}/limits/{}", pointerToken(name), i));
    }
    StepVisitor visitor;
    visitor.limit = [this](const LimitStepSpec& s, const std::string& owner,
                           const std::string& at) {
      limit(s.limit, system_.parts.at(owner), true, at + "/limit");
    };
    walkSystem(system_, visitor);
  }

 private:
  void limit(const LimitSpec& spec, const PartSpec& owner, bool isStep, const std::string& at) {
    if (spec.keptIn) keptIn(spec, owner, at + "/kept_in");
    if (!spec.shares.empty()) shares(spec, owner, isStep, at + "/shares");
  }

  void keptIn(const LimitSpec& spec, const PartSpec& owner, const std::string& at) {
    const std::string& store = spec.keptIn->cache.name;
    const auto found = system_.parts.find(store);
    std::vector<std::string> caches;
    for (const auto& [name, part] : system_.parts)
      if (std::holds_alternative<CacheSpec>(part.body)) caches.push_back(name);
    if (found == system_.parts.end())
      findings_.error("E_UNKNOWN_REF", at + "/cache",
                      fmt::format("found \"{}\"; there is no such cache{}; allowed: {}", store,
                                  didYouMean(store, caches),
                                  caches.empty() ? "there is none" : listNames(caches)));
    else if (!std::holds_alternative<CacheSpec>(found->second.body))
      findings_.error("E_KIND", at + "/cache",
                      fmt::format("found \"{}\", which is of kind {}; allowed: a cache", store,
                                  kindOf(found->second)));
    if (stepsOf(owner, operationsOf(owner).empty() ? "" : operationsOf(owner).front()) == nullptr)
      findings_.error("E_RULE", at,
                      fmt::format("a part of kind {} asks no other; allowed: at a gateway or an "
                                  "instance",
                                  kindOf(owner)));
    if (spec.per == LimitScope::replica)
      findings_.error("E_RULE", at,
                      "found \"per\": \"replica\"; allowed: a state in a store is one for all "
                      "replicas");
    if (shareRuleOf(spec.limiter) != ShareRule::split)
      findings_.error("E_RULE", at,
                      "this limiter's state lives in the process that asks it; allowed: " +
                          limitersWith(ShareRule::split));
  }

  void shares(const LimitSpec& spec, const PartSpec& owner, bool isStep, const std::string& at) {
    if (shareRuleOf(spec.limiter) == ShareRule::none)
      findings_.error(
          "E_RULE", at,
          fmt::format("this limiter cannot be shared out; allowed: {}, {}",
                      limitersWith(ShareRule::split), limitersWith(ShareRule::partition)));
    if (spec.queue)
      findings_.error(
          "E_RULE", at,
          "found shares of a limit with a \"queue\"; allowed: one or the other, for who "
          "stands in a line has no share of it");
    double sum = 0;
    for (std::size_t i = 0; i < spec.shares.size(); ++i) {
      sum += spec.shares[i].share.value;
      share(spec.shares[i].match, owner, isStep, fmt::format("{}/{}/match", at, i));
    }
    if (sum > 1 + 1e-9)
      findings_.error(
          "E_SUM", at,
          fmt::format("found shares of {:.4g}% together; allowed: at most 100%", 100 * sum));
  }

  void share(const MatchSpec& match, const PartSpec& owner, bool isStep, const std::string& at) {
    checkMatch(match, scenario_, at, findings_);
    if (!match.flow && !match.segment && match.attributes.empty() && !match.operation)
      findings_.error("E_RULE", at,
                      "a share of everybody reserves nothing; allowed: with \"flow\", \"segment\", "
                      "\"attributes\" or \"operation\"");
    if (!match.operation) return;
    const std::vector<std::string> names = operationsOf(owner);
    if (isStep)
      findings_.error("E_RULE", at + "/operation",
                      "a limit among the steps of an operation meets no other; allowed: \"flow\", "
                      "\"segment\", \"attributes\"");
    else if (std::find(names.begin(), names.end(), *match.operation) == names.end())
      findings_.error(
          "E_UNKNOWN_REF", at + "/operation",
          fmt::format("found \"{}\"; the part has no such operation{}; allowed: {}",
                      *match.operation, didYouMean(*match.operation, names), listNames(names)));
  }

  const ScenarioSpec& scenario_;
  const SystemSpec& system_;
  Findings& findings_;
};

}  // namespace

void checkLimitState(const ScenarioSpec& scenario, Findings& findings) {
  LimitStateCheck{scenario, findings}.run();
}

}  // namespace headroom

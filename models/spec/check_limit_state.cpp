// Where limits keep their state, how many limiters they are, and how they are shared out.
#include <fmt/format.h>

#include <algorithm>

#include "models/policies/limiter/scaled_limiter.h"
#include "models/spec/check_match.h"
#include "models/spec/each_limit.h"
#include "models/spec/unknown_name.h"

namespace headroom {
namespace {

/// Of one limit.
constexpr double kMaxLimiters = 10'000;

class LimitStateCheck {
 public:
  LimitStateCheck(const SystemSpec& system, const MatchCheck& matches, Findings& findings)
      : system_(system), matches_(matches), findings_(findings) {}

  void run() {
    forEachLimit(system_, [this](const LimitSpec& spec, const LimitPlace& place) {
      const PartSpec& owner = system_.parts.at(place.part);
      if (spec.keptIn) keptIn(spec, owner, place.pointer + "/kept_in");
      if (!spec.shares.empty()) shares(spec, owner, place.isStep, place.pointer + "/shares");
      if (spec.forEach) size(spec, owner, place.pointer + "/for_each");
    });
  }

 private:
  void keptIn(const LimitSpec& spec, const PartSpec& owner, const std::string& at) {
    const std::string& store = spec.keptIn->cache.name;
    const auto found = system_.parts.find(store);
    std::vector<std::string> caches;
    for (const auto& [name, part] : system_.parts)
      if (std::holds_alternative<CacheSpec>(part.body)) caches.push_back(name);
    if (found == system_.parts.end())
      unknownName(store, "there is no such cache", caches, at + "/cache", findings_,
                  "there is none");
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
    unusable(spec, at);
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

  /// A share of which nobody is left to make use is only taken from the others.
  void unusable(const LimitSpec& spec, const std::string& at) {
    std::vector<const MatchSpec*> before;
    for (std::size_t i = 0; i < spec.shares.size(); ++i) {
      const MatchSpec& match = spec.shares[i].match;
      const bool named = (!match.segment || system_.segments.contains(match.segment->name)) &&
                         (!spec.match || !spec.match->segment ||
                          system_.segments.contains(spec.match->segment->name));
      if (!named) return;  // Said elsewhere.
      if (!matches_.isMet(spec.match ? &*spec.match : nullptr, match, before))
        findings_.warning("matches-nobody", fmt::format("{}/{}/match", at, i),
                          "no request of this limit is left for the share: it only takes from what "
                          "the others have");
      if (!match.operation) before.push_back(&match);
    }
  }

  void share(const MatchSpec& match, const PartSpec& owner, bool isStep, const std::string& at) {
    matches_.match(match, at);
    if (!match.flow && !match.segment && match.attributes.empty() && !match.operation)
      findings_.error("E_RULE", at,
                      "a share of everybody reserves nothing; allowed: with \"flow\", \"segment\", "
                      "\"attributes\" or \"operation\"");
    if (!match.operation) return;
    const std::vector<std::string> names = askedOperationsOf(owner);
    if (isStep)
      findings_.error("E_RULE", at + "/operation",
                      "a limit among the steps of an operation meets no other; allowed: \"flow\", "
                      "\"segment\", \"attributes\"");
    else if (std::find(names.begin(), names.end(), *match.operation) == names.end())
      unknownName(*match.operation, "the part has no such operation", names, at + "/operation",
                  findings_);
  }

  /// One limiter for each value, replica and share (and the rest of a limit that is split); those
  /// that replicas fall back on, too.
  void size(const LimitSpec& spec, const PartSpec& owner, const std::string& at) {
    const auto* instance = std::get_if<InstanceSpec>(&owner.body);
    const double replicas = instance == nullptr ? 1 : static_cast<double>(instance->replicas);
    const bool isLocal = spec.keptIn && spec.keptIn->onFailure == StoreFailure::local;
    const double places =
        (spec.per == LimitScope::replica ? replicas : 1) + (isLocal ? replicas : 0);
    const double keys = static_cast<double>(matches_.keysOf(*spec.forEach));
    const double members = 1 + static_cast<double>(spec.shares.size());
    const double limiters = keys * places * members;
    if (limiters > kMaxLimiters)
      findings_.error(
          "E_TOO_LARGE", at,
          fmt::format("found {:.0f} limiters: {:.0f} values of \"{}\" x {:.0f} in "
                      "replicas x {:.0f} of shares and the rest; allowed: at most {:.0f}",
                      limiters, keys, *spec.forEach, places, members, kMaxLimiters));
  }

  const SystemSpec& system_;
  const MatchCheck& matches_;
  Findings& findings_;
};

}  // namespace

void checkLimitState(const SystemSpec& system, const MatchCheck& matches, Findings& findings) {
  LimitStateCheck{system, matches, findings}.run();
}

}  // namespace headroom

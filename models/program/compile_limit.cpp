// A limit made ready to be asked: whom it means, when it is on, its limiters.
#include <map>

#include "models/program/compile_control.h"
#include "models/program/compile_profiles.h"
#include "models/program/compile_steps.h"
#include "sim/check.h"

namespace headroom {
namespace {

LimiterSpec scaled(const LimiterSpec& spec, double share) {
  const std::optional<LimiterSpec> cut = scaledBy(spec, share);
  HEADROOM_CHECK(cut.has_value(), "a limiter that cannot be cut");
  return *cut;
}

/// A limiter that is split: the common rest first, then one a share.
void compileShares(const LimitSpec& spec, const Names& names, std::uint32_t part,
                   LimitModel& limit) {
  if (spec.queue) return;  // It has places in place of a limiter.
  limit.set = {spec.limiter};
  if (spec.shares.empty()) return;
  limit.shareRule = shareRuleOf(spec.limiter);
  double rest = 1;
  for (const ShareSpec& share : spec.shares) {
    ShareModel model{compileMatch(share.match, names), -1, share.share.value};
    if (share.match.operation) model.operation = names.operationOf(part, *share.match.operation);
    limit.shares.push_back(std::move(model));
    rest -= share.share.value;
    if (limit.shareRule == ShareRule::split)
      limit.set.push_back(scaled(spec.limiter, share.share.value));
  }
  if (limit.shareRule != ShareRule::split) return;
  // Of a count the rest is what rounding the shares has left.
  if (const auto figure = figureOf(spec.limiter); figure && !figure->isRate) {
    rest = figure->written;
    for (std::size_t i = 1; i < limit.set.size(); ++i) rest -= figureOf(limit.set[i])->written;
    rest /= figure->written;
  }
  limit.hasCommon = rest > 1e-9;
  if (limit.hasCommon) limit.set.front() = scaled(spec.limiter, rest);
}

void compileStore(const LimitSpec& spec, const Names& names, std::uint32_t part,
                  LimitModel& limit) {
  if (!spec.keptIn) return;
  limit.store = PartId{names.parts.at(spec.keptIn->cache.name)};
  limit.onFailure = spec.keptIn->onFailure;
  if (limit.onFailure != StoreFailure::local) return;
  const PartSpec& owner = std::next(names.system->parts.begin(), part)->second;
  const auto* instance = std::get_if<InstanceSpec>(&owner.body);
  const double replicas = instance == nullptr ? 1 : static_cast<double>(instance->replicas);
  for (const LimiterSpec& limiter : limit.set)
    limit.localSet.push_back(scaled(limiter, 1 / replicas));
}

/// Whose limiter each kind of request asks: the flow, or the value of an attribute; those without
/// it share one.
void compileKeys(const std::string& forEach, const Names& names, LimitModel& limit) {
  std::map<std::string, std::uint16_t> keys;
  for (const Profile& profile : names.profiles) {
    const auto attribute = profile.attributes.find(forEach);
    const std::string key = forEach == kForEachFlow                 ? profile.flow
                            : attribute == profile.attributes.end() ? ""
                                                                    : attribute->second;
    const auto [entry, isNew] = keys.try_emplace(key, static_cast<std::uint16_t>(keys.size()));
    limit.keyOf.push_back(entry->second);
  }
  limit.keys = static_cast<std::uint32_t>(keys.size());
}

}  // namespace

LimitModel compileLimit(const LimitSpec& spec, const Names& names, std::uint32_t part) {
  LimitModel limit;
  limit.limiter = spec.limiter;
  limit.status = refusalStatus(spec.limiter);
  limit.name = spec.name.value_or("");
  limit.figure = figureOf(spec.limiter);
  limit.perReplica = spec.per == LimitScope::replica;
  if (spec.match) {
    limit.whom = compileMatch(*spec.match, names);
    limit.whomText = textOf(*spec.match);
    if (spec.match->operation) limit.operation = names.operationOf(part, *spec.match->operation);
  }
  if (spec.forEach) compileKeys(*spec.forEach, names, limit);
  compileShares(spec, names, part, limit);
  compileStore(spec, names, part, limit);
  if (!spec.when) return limit;
  if (spec.when->monitor) limit.whenMonitor = compileAlert(*spec.when, names);
  if (spec.when->part) limit.whenPart = PartId{names.parts.at(spec.when->part->name)};
  limit.whenDown = spec.when->is.value_or(PartState::down) == PartState::down;
  limit.from = spec.when->from.value_or(Time::zero());
  limit.to = spec.when->to.value_or(kNever);
  return limit;
}

}  // namespace headroom

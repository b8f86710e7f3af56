// A limit made ready to be asked: whom it means, when it is on, its limiters.
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

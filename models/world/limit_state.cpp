// Limits whose state is kept in a cache, and limits that are shared out.
#include <algorithm>
#include <cmath>

#include "models/world/hop.h"

namespace headroom {

/// A step's limit is asked, if it is kept in a store, only for those whom it concerns.
TaskId World::passBy(TaskId id, const Instruction& instruction) {
  Task& task = tasks_[id];
  const PartModel& part = model_->parts[task.part.value];
  task.pc = concerns(part.limits[instruction.site], tasks_[visitOf(id)]) ? task.pc + 1
                                                                         : instruction.target;
  return id;
}

/// The store has answered; or it has failed, and the limit decides without.
TaskId World::decideAtDoor(TaskId id, std::uint32_t index, bool alone) {
  const LimitModel& limit = model_->parts[tasks_[id].part.value].limits[index];
  TaskId next = kNoTask;
  const Admission admission = alone ? askAlone(index, id) : ask(index, id);
  return heed(id, limit, admission, next) ? passLimits(id, index + 1) : next;
}

Admission World::askAlone(std::uint32_t index, TaskId id) {
  const Task& visit = tasks_[id];
  const LimitModel& limit = model_->parts[visit.part.value].limits[index];
  if (limit.onFailure == StoreFailure::open || !concerns(limit, visit)) return kAdmitted;
  if (limit.onFailure == StoreFailure::closed) return kRefused;
  const auto members = static_cast<std::uint32_t>(limit.set.size());
  return askSet(index, id, limit.firstLocal + setOf(limit, visit.replica, visit) * members);
}

/// The state that was in this store is gone.
void World::forgetLimits(PartId store) {
  for (std::uint32_t id = 0; id < model_->parts.size(); ++id)
    for (const LimitModel& limit : model_->parts[id].limits) {
      if (limit.store != store) continue;
      for (std::size_t i = 0; i < limit.keys * limit.set.size(); ++i)
        parts_[id].limiters[limit.first + i]->switchedOn(now_);
    }
}

std::size_t World::shareOf(const LimitModel& limit, const Task& visit) {
  std::size_t share = 0;
  for (; share < limit.shares.size(); ++share) {
    const ShareModel& its = limit.shares[share];
    if (its.whom.has(visit.profile) &&
        (its.operation < 0 || its.operation == static_cast<std::int32_t>(visit.operation)))
      break;
  }
  return share;
}

std::int64_t& World::insideOfShare(const LimitModel& limit, const Task& visit, std::size_t share) {
  const std::size_t set = setOf(limit, visit);
  return parts_[visit.part.value]
      .sharesInside[limit.firstShare + set * limit.shares.size() + share];
}

/// Their own if it lets them in at once, else the common rest if that does; else whichever has them
/// wait less.
Admission World::askOwnThenCommon(const LimitModel& limit, std::vector<LimiterBox>& limiters,
                                  std::uint32_t common, std::uint32_t own) {
  letInBy_ = own;
  const Admission mine = limiters[own]->admit(now_);
  if (!limit.hasCommon || (mine.admitted && mine.wait == Duration::zero())) return mine;
  if (mine.admitted) limiters[own]->cancel(now_, now_ + mine.wait);
  const Admission rest = limiters[common]->admit(now_);
  letInBy_ = common;
  if (!mine.admitted || (rest.admitted && rest.wait <= mine.wait)) return rest;
  if (rest.admitted) limiters[common]->cancel(now_, now_ + rest.wait);
  letInBy_ = own;
  return limiters[own]->admit(now_);
}

/// Asks the limiters of a limit with shares: from `first` on, the common one and one a share.
Admission World::askShared(const LimitModel& limit, const Task& visit, std::uint32_t first) {
  std::vector<LimiterBox>& limiters = parts_[visit.part.value].limiters;
  const std::size_t share = shareOf(limit, visit);
  const bool has = share < limit.shares.size();
  if (limit.shareRule == ShareRule::partition) {
    if (!has) return limiters[first]->admit(now_);
    std::int64_t& inside = insideOfShare(limit, visit, share);
    const double most = limit.shares[share].share * limiters[first]->limitInside();
    const bool below = static_cast<double>(inside) < std::max(1.0, std::ceil(most));
    const Admission admission =
        below ? limiters[first]->admitBeyond(now_) : limiters[first]->admit(now_);
    inside += admission.admitted ? 1 : 0;
    return admission;
  }
  if (!has) return limit.hasCommon ? limiters[first]->admit(now_) : kRefused;
  return askOwnThenCommon(limit, limiters, first, first + 1 + static_cast<std::uint32_t>(share));
}

void World::leaveShare(const LimitModel& limit, const Task& visit) {
  if (limit.shareRule != ShareRule::partition) return;
  const std::size_t share = shareOf(limit, visit);
  if (share < limit.shares.size()) --insideOfShare(limit, visit, share);
}

}  // namespace headroom

// Limits of a part: which are on, who asks them, what happens when one comes on.
#include <fmt/format.h>

#include <bit>

#include "models/world/hop.h"

namespace headroom {

bool World::isDown(PartId id) const {
  const PartWorld& part = parts_[id.value];
  return part.refusing > 0 || part.hanging > 0 ||
         part.lostCount == static_cast<int>(part.lost.size());
}

bool World::isOn(const LimitModel& limit) const {
  if (limit.alert >= 0) return alerts_[static_cast<std::size_t>(limit.alert)].met;
  if (limit.whenPart.valid()) return isDown(limit.whenPart) == limit.whenDown;
  return limit.from <= now_ && now_ < limit.to;
}

/// Whether a limit asks the visit at all.
bool World::concerns(const LimitModel& limit, const Task& visit) const {
  if (!limit.whom.has(visit.profile)) return false;
  if (limit.operation >= 0 && limit.operation != visit.operation) return false;
  return isOn(limit);
}

/// What limit `index` of its part says to a visit that is at `replica` now.
Admission World::ask(std::uint32_t index, TaskId id) {
  const Task& visit = tasks_[id];
  const LimitModel& limit = model_->parts[visit.part.value].limits[index];
  if (!concerns(limit, visit)) return kAdmitted;
  return askSet(index, id, firstOf(limit, visit));
}

/// Asks its limiters, which begin at `first` among the part's.
Admission World::askSet(std::uint32_t index, TaskId id, std::uint32_t first) {
  Task& visit = tasks_[id];
  const LimitModel& limit = model_->parts[visit.part.value].limits[index];
  const LimiterBox& limiter = parts_[visit.part.value].limiters[first];
  letInBy_ = first;
  const Admission admission =
      !limit.shares.empty() ? askShared(limit, visit, first)
      : limit.looksAtWho
          ? limiter->admitWhom(now_, model_->profiles[visit.profile].criticality, visit.root)
          : limiter->admit(now_);
  if (!admission.admitted) return admission;
  visit.limits |= 1u << index;
  if (limit.measured != LimitModel::kNotMeasured)
    beside(parts_[visit.part.value].stays[limit.measured], id) = {now_, admission.inside,
                                                                  Ending::answered};
  return admission;
}

/// The limits asked on arrival, those before `from` having been passed; then the worker.
TaskId World::passLimits(TaskId id, std::uint32_t from) {
  Task& task = tasks_[id];
  const PartModel& model = model_->parts[task.part.value];
  const bool isFill = model.kind == PartKind::cache && task.operation == kFillOperation;
  for (std::uint32_t i = from; i < model.limits.size() && !isFill; ++i) {
    if (model.limits[i].isStep) break;  // They come last, and are asked by their steps.
    if (model.limits[i].queue) [[unlikely]] {
      if (!concerns(model.limits[i], task) || takePlace(i, id)) continue;
      return waitInLine(id, lineOf(task, linesAt_[id]), TaskState::waitingLimit);
    }
    if (model.limits[i].store.valid()) [[unlikely]] {
      if (!concerns(model.limits[i], task)) continue;
      task.pc = model.limits[i].prelude;
      return id;
    }
    TaskId next = kNoTask;
    if (!heed(id, model.limits[i], ask(i, id), next)) return next;
  }
  if (model.asksStores) [[unlikely]]
    task.pc = model.operations[task.operation].entry;
  return takeWorker(id);
}

/// Whether a visit goes on to the next limit at once; if not, `next` is the task to run.
bool World::heed(TaskId id, const LimitModel& limit, const Admission& admission, TaskId& next) {
  noteVerdict(id, limit, admission.admitted);
  const bool waits = admission.wait > Duration::zero();
  if (admission.admitted && !waits) return true;
  next = waits ? waitAtLimit(id, admission.wait, TaskState::waitingDoor) : refuse(id);
  return false;
}

/// A refusal is a failure, and has the visit go on at the limit's fallback if there is one.
void World::noteVerdict(TaskId id, const LimitModel& limit, bool admitted) {
  Task& task = tasks_[id];
  task.failure =
      admitted ? Failure{} : failureHere(Cause::limited, limit.status, task.part, place::kLimit);
  if (!admitted && limit.fallback != 0) task.pc = limit.fallback;
}

/// A visit that was refused at the door fails; or it does the fallback without a worker, and those
/// limits that had let it in let go of it, as of any that another limit refuses.
TaskId World::refuse(TaskId id) {
  Task& task = tasks_[id];
  if (model_->code[task.pc].op != Op::degrade) return finish(id, task.failure);
  if (task.limits != 0) leaveLimits(id, task.failure);
  task.limits = 0;
  task.failure = Failure{};
  return id;
}

/// At a limit with a line of its own: whether there is a place within; if not, which line it is is
/// on record.
bool World::takePlace(std::uint32_t index, TaskId id) {
  const Task& task = tasks_[id];
  const LimitModel& limit = model_->parts[task.part.value].limits[index];
  beside(linesAt_, id) = limit.line;
  const LineView line = lineOf(task, limit.line);
  sim::ServerGroup& places = resources_[line.resource];
  if (!places.free()) return false;
  line.rule->sheds(now_, Duration::zero(), false);
  places.take(now_);
  holdPlace(id, index);
  return true;
}

void World::holdPlace(TaskId id, std::uint32_t index) {
  Task& task = tasks_[id];
  const LimitModel& limit = model_->parts[task.part.value].limits[index];
  task.limits |= 1u << index;
  beside(parts_[task.part.value].stays[limit.measured], id) = {now_, 0, Ending::answered};
}

/// A visit has stood at the door as long as a limit told it to.
TaskId World::passDoor(TaskId id) {
  Task& task = tasks_[id];
  if (parts_[task.part.value].hanging > 0) {
    park(id, TaskState::parkedDoor);
    return kNoTask;
  }
  task.state = TaskState::running;
  if (task.failure.failed()) return refuse(id);
  // The limit it waited for is the last that admitted it.
  return passLimits(id, static_cast<std::uint32_t>(std::bit_width(task.limits)));
}

TaskId World::visitOf(TaskId id) const {
  while (tasks_[id].kind == TaskKind::branch) id = tasks_[id].parent;
  return id;
}

/// A limit among the steps of an operation: charged to the visit, whichever branch comes by.
TaskId World::askOnTheWay(TaskId id, std::uint32_t index, bool alone) {
  const Admission admission = alone ? askAlone(index, visitOf(id)) : ask(index, visitOf(id));
  noteVerdict(id, model_->parts[tasks_[id].part.value].limits[index], admission.admitted);
  if (admission.wait > Duration::zero())
    return waitAtLimit(id, admission.wait, TaskState::waitingStep);
  return passStep(id);
}

TaskId World::passStep(TaskId id) {
  Task& task = tasks_[id];
  if (!task.failure.failed()) {
    task.state = TaskState::running;
    ++task.pc;
    return id;
  }
  if (model_->code[task.pc].op == Op::degrade) {
    task.state = TaskState::running;
    task.failure = Failure{};
    return id;
  }
  if (parts_[task.part.value].hanging == 0) return finish(id, task.failure);
  park(id, TaskState::parkedDoor);
  return kNoTask;
}

/// A wait that ends after the run needs no event.
TaskId World::waitAtLimit(TaskId id, Duration wait, TaskState state) {
  Task& task = tasks_[id];
  task.state = state;
  task.since = now_;
  beside(doors_, id) = {now_ + wait, letInBy_};
  if (wait <= model_->duration - now_)
    events_set_.schedule(now_ + wait, sim::EventClass::departure, task.part.value, payloadOf(id));
  return kNoTask;
}

/// It is reset while it stands at a limit: what the limit has reserved for it is given back.
void World::leaveDoor(TaskId id) {
  const Task& task = tasks_[id];
  if (task.failure.failed()) return;  // It was to be told no.
  parts_[task.part.value].limiters[doors_[id].limiter]->cancel(now_, doors_[id].acts);
}

Ending World::endingOf(const Task& visit, const Failure& failure) const {
  const bool here = failure.part == visit.part;
  const PartModel& part = model_->parts[visit.part.value];
  switch (failure.cause) {
    case Cause::none:
      return Ending::answered;
    case Cause::reset:
      return Ending::aborted;
    case Cause::limited:
      return here ? Ending::aborted : Ending::dropped;
    case Cause::queueFull:
    case Cause::queueTimeout:
    case Cause::shed:
      return here && part.isLimitLine(failure.where) ? Ending::aborted : Ending::dropped;
    case Cause::timeout:
    case Cause::poolTimeout:
    case Cause::throttled:
      return Ending::dropped;
    default:
      return Ending::failed;
  }
}

void World::leaveLimits(TaskId id, const Failure& failure) {
  const Task& visit = tasks_[id];
  const PartModel& model = model_->parts[visit.part.value];
  const Ending ending = endingOf(visit, failure);
  for (std::uint32_t open = visit.limits; open != 0; open &= open - 1) {
    const LimitModel& limit = model.limits[static_cast<std::size_t>(std::countr_zero(open))];
    Stay stay;
    if (limit.queue) [[unlikely]] {
      handOn(lineOf(visit, limit.line),
             parts_[visit.part.value].stays[limit.measured][id].admitted);
      continue;
    }
    if (limit.measured != LimitModel::kNotMeasured)
      stay = parts_[visit.part.value].stays[limit.measured][id];
    stay.ending = ending;
    if (!limit.shares.empty()) leaveShare(limit, visit);
    limiterOf(limit, visit)->leave(now_, stay);
  }
}

void World::beginLimitersAnew(PartId id, const std::vector<bool>& lost) {
  PartWorld& part = parts_[id.value];
  for (const LimitModel& limit : model_->parts[id.value].limits) {
    if (!limit.perReplica) continue;
    const std::size_t members = limit.keys * limit.set.size();
    for (std::size_t r = 0; r < lost.size(); ++r)
      for (std::size_t i = 0; lost[r] && !part.lost[r] && i < members; ++i)
        part.limiters[limit.first + r * members + i]->switchedOn(now_);
  }
}

void World::switchLimit(PartId id, const LimitModel& limit, bool on) {
  const PartModel& part = model_->parts[id.value];
  const std::size_t replicas = static_cast<std::size_t>(part.replicas) * limit.keys;
  const std::size_t count = (limit.perReplica ? replicas : limit.keys) * limit.set.size();
  std::vector<LimiterBox>& limiters = parts_[id.value].limiters;
  for (std::size_t i = 0; on && i < count; ++i) limiters[limit.first + i]->switchedOn(now_);
  for (std::size_t i = 0; on && i < replicas * limit.localSet.size(); ++i)
    limiters[limit.firstLocal + i]->switchedOn(now_);
  if (limit.queue) openLine(id, limit, on);
  if (!logHasRoom()) return;
  const std::string whom = limit.whomText.empty() ? "" : " for " + limit.whomText;
  note(now_, LogEntry::Kind::limitOn, on, part.name,
       fmt::format("limit{} {}", whom, on ? "on" : "off"));
}

/// After a fault of `changed` began or ended: the limits that look at it.
void World::refreshLimits(PartId changed) {
  const bool down = isDown(changed);
  if (down == parts_[changed.value].seenDown) return;
  parts_[changed.value].seenDown = down;
  for (std::uint32_t id = 0; id < model_->parts.size(); ++id)
    for (const LimitModel& limit : model_->parts[id].limits)
      if (limit.whenPart == changed) switchLimit(PartId{id}, limit, down == limit.whenDown);
}

/// The spans of the limits that are switched by hand.
void World::scheduleLimits() {
  for (std::uint32_t id = 0; id < model_->parts.size(); ++id)
    for (std::uint32_t i = 0; i < model_->parts[id].limits.size(); ++i) {
      const LimitModel& limit = model_->parts[id].limits[i];
      if (!limit.hasSpan()) continue;
      const auto index = static_cast<std::uint32_t>(timedLimits_.size());
      timedLimits_.push_back({PartId{id}, i});
      const auto at = [&](Time time, EventKind kind) {
        if (time < model_->duration)
          events_set_.schedule(time, sim::EventClass::script, id, payloadOf(kind, index));
      };
      at(limit.from, EventKind::limitOn);
      at(limit.to, EventKind::limitOff);
    }
}

}  // namespace headroom

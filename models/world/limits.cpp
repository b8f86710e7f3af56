// Limits of a part: which are on, who asks them, what happens when one comes on.
#include <fmt/format.h>

#include "models/world/world.h"

namespace headroom {

bool World::isDown(PartId id) const {
  const PartWorld& part = parts_[id.value];
  return part.refusing > 0 || part.hanging > 0 ||
         part.lostCount == static_cast<int>(part.lost.size());
}

bool World::isOn(const LimitModel& limit) const {
  if (limit.whenPart.valid()) return isDown(limit.whenPart) == limit.whenDown;
  return limit.from <= now_ && now_ < limit.to;
}

/// Whether limit `index` of its part lets a visit pass that is at `replica` now.
bool World::ask(std::uint32_t index, Task& visit) {
  const LimitModel& limit = model_->parts[visit.part.value].limits[index];
  if (limit.flow.valid() && limit.flow != visit.flow) return true;
  if (limit.operation >= 0 && limit.operation != visit.operation) return true;
  if (!isOn(limit)) return true;
  if (!limiterOf(visit.part, limit, visit.replica)->admit(now_)) return false;
  visit.limits |= 1u << index;
  return true;
}

bool World::admit(TaskId id) {
  Task& task = tasks_[id];
  const PartModel& model = model_->parts[task.part.value];
  if (model.limits.empty()) return true;
  const bool isFill = model.kind == PartKind::cache && task.operation == 1;
  for (std::uint32_t i = 0; i < model.limits.size() && !isFill; ++i)
    if (!model.limits[i].isStep && !ask(i, task)) return false;
  return true;
}

/// A limit among the steps of an operation: charged to the visit, whichever branch comes by.
TaskId World::askOnTheWay(TaskId id, std::uint32_t index) {
  TaskId visit = id;
  while (tasks_[visit].kind == TaskKind::branch) visit = tasks_[visit].parent;
  if (!ask(index, tasks_[visit]))
    return finish(id, failureHere(Cause::limited, 429, tasks_[visit].part, place::kLimit));
  ++tasks_[id].pc;
  return id;
}

void World::leaveLimits(const Task& visit) {
  const PartModel& model = model_->parts[visit.part.value];
  for (std::uint32_t i = 0; visit.limits >> i != 0; ++i)
    if ((visit.limits >> i & 1u) != 0)
      limiterOf(visit.part, model.limits[i], visit.replica)->leave(now_);
}

void World::switchLimit(PartId id, const LimitModel& limit, bool on) {
  const PartModel& part = model_->parts[id.value];
  const std::int32_t count = limit.perReplica ? part.replicas : 1;
  for (std::int32_t r = 0; on && r < count; ++r)
    limiterOf(id, limit, static_cast<std::uint32_t>(r))->switchedOn(now_);
  const std::string flow = limit.flow.valid() ? " for " + model_->flows[limit.flow.value].name : "";
  note(now_, LogEntry::Kind::limitOn, on, part.name,
       fmt::format("limit{} {}", flow, on ? "on" : "off"));
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

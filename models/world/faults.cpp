// Faults: what can be done to a running world, and undone.
#include <fmt/format.h>

#include <algorithm>

#include "models/world/hop.h"

namespace headroom {

void World::beginFault(std::uint32_t index) {
  const FaultModel& fault = model_->faults[index];
  faultActive_[index] = true;
  std::string text = "flushed";
  if (const auto* down = std::get_if<DownSpec>(&fault.effect)) {
    text = down->mode == DownMode::refuse ? "down (refuses)" : "down (hangs)";
    applyDown(fault, *down, true);
  } else if (std::holds_alternative<FlushSpec>(fault.effect)) {
    stores_[parts_[fault.part.value].store].clear();
    forgetLimits(fault.part);
  } else if (std::holds_alternative<InstancesLostSpec>(fault.effect)) {
    refreshLost(fault.part);
    text = fmt::format("{} of {} instances lost", parts_[fault.part.value].lostCount,
                       parts_[fault.part.value].lost.size());
  } else {
    refreshSlowAndErrors(fault.part);
    text = std::holds_alternative<SlowSpec>(fault.effect) ? "slow" : "failing at a rate";
  }
  note(now_, LogEntry::Kind::fault, true, model_->parts[fault.part.value].name, text);
  refreshLimits(fault.part);
}

void World::endFault(std::uint32_t index) {
  const FaultModel& fault = model_->faults[index];
  faultActive_[index] = false;
  std::string text = "back";
  if (const auto* down = std::get_if<DownSpec>(&fault.effect)) {
    applyDown(fault, *down, false);
    const std::uint32_t store = parts_[fault.part.value].store;
    if (store != 0xFFFFFFFF && stores_[store].size() == 0) text = "back, empty";
  } else if (std::holds_alternative<InstancesLostSpec>(fault.effect)) {
    const std::vector<bool> lost = parts_[fault.part.value].lost;
    refreshLost(fault.part);
    beginLimitersAnew(fault.part, lost);
    text = "lost instances back";
  } else {
    refreshSlowAndErrors(fault.part);
    text = std::holds_alternative<SlowSpec>(fault.effect) ? "no longer slow" : "no longer failing";
  }
  note(now_, LogEntry::Kind::fault, false, model_->parts[fault.part.value].name, text);
  refreshLimits(fault.part);
}

void World::applyDown(const FaultModel& fault, const DownSpec& down, bool begins) {
  PartWorld& part = parts_[fault.part.value];
  if (down.mode == DownMode::hang) {
    part.hanging += begins ? 1 : -1;
    if (begins) part.hangsUntil = std::max(part.hangsUntil, fault.to);
    if (part.hanging == 0) resumeParked(fault.part);
  } else {
    part.refusing += begins ? 1 : -1;
    if (begins) resetVisits(fault.part, false);
  }
  const ComesBack state =
      down.comesBack.value_or(down.mode == DownMode::refuse ? ComesBack::cold : ComesBack::warm);
  if (part.store == 0xFFFFFFFF || !begins || state != ComesBack::cold) return;
  stores_[part.store].clear();
  forgetLimits(fault.part);
}

/// Recomputed from all active faults of the part, so that overlapping ones add up and end apart.
void World::refreshLost(PartId id) {
  PartWorld& part = parts_[id.value];
  const auto replicas = static_cast<std::int64_t>(part.lost.size());
  std::int64_t lost = 0;
  for (std::size_t i = 0; i < model_->faults.size(); ++i) {
    const auto* effect = std::get_if<InstancesLostSpec>(&model_->faults[i].effect);
    if (!faultActive_[i] || effect == nullptr || model_->faults[i].part != id) continue;
    if (effect->count) lost += *effect->count;
    if (effect->percent)
      lost += static_cast<std::int64_t>(
          std::min(static_cast<double>(replicas),
                   0.999999999 + effect->percent->value * static_cast<double>(replicas)));
    if (effect->all.value_or(false)) lost += replicas;
  }
  lost = std::min(lost, replicas);
  const bool more = lost > part.lostCount;
  part.lostCount = static_cast<int>(lost);
  for (std::int64_t r = 0; r < replicas; ++r)
    part.lost[static_cast<std::size_t>(r)] = r >= replicas - lost;
  if (more) resetVisits(id, true);
}

void World::refreshSlowAndErrors(PartId id) {
  PartWorld& part = parts_[id.value];
  part.slow = false;
  part.slowFactor = 1;
  part.slowLatency = part.slowJitter = Duration::zero();
  part.okShare = 1 - model_->parts[id.value].errorRate;
  part.errorStatus = 100;
  for (std::size_t i = 0; i < model_->faults.size(); ++i) {
    const FaultModel& fault = model_->faults[i];
    if (!faultActive_[i] || fault.part != id) continue;
    if (const auto* slow = std::get_if<SlowSpec>(&fault.effect)) {
      part.slowFactor *= slow->factor;
      part.slowLatency += slow->latency;
      part.slowJitter += slow->jitter;
      part.slow = true;
    }
    if (const auto* error = std::get_if<ErrorSpec>(&fault.effect)) {
      static constexpr std::uint8_t kStatus[] = {100, 102, 103, 104};
      part.okShare *= 1 - error->rate.value;
      part.errorStatus = kStatus[static_cast<std::size_t>(error->status)];
    }
  }
}

/// Takes a task out of whatever it waits for or is served by, so that it can be ended.
void World::detach(TaskId id) {
  Task& task = tasks_[id];
  switch (task.state) {
    case TaskState::waitingConnection:
    case TaskState::waitingWorker:
    case TaskState::waitingLimit:
      takeOut(id, lineOf(task, whichLine(id)));
      break;
    case TaskState::waitingCore:
      resources_[resourceOf(task, place::kCores)].renege(tasks_, id, task.since, now_);
      break;
    case TaskState::waitingDoor:
    case TaskState::waitingStep:
      leaveDoor(id);
      break;
    case TaskState::waitingFlight:
      flights_[flightOf(task)].followers.remove(tasks_, id);
      break;
    case TaskState::parkedArrival:
    case TaskState::parkedDoor:
    case TaskState::parkedTurnedAway:
    case TaskState::parkedRun:
    case TaskState::parkedService:
    case TaskState::parkedReply:
      parts_[task.part.value].parked.remove(tasks_, id);
      break;
    default:
      break;
  }
  if (task.state == TaskState::joining)
    task.child = kNoTask;  // Its branches have been dropped.
  else
    abandonAttempts(id);
  if (task.state == TaskState::serving || task.state == TaskState::parkedService)
    countService(task);
  if (task.holdsCore) {
    task.holdsCore = false;
    releaseResource(resourceOf(task, place::kCores), task.since);
  }
  bump(id);
  task.state = TaskState::running;
}

void World::dropBranches(PartId part, bool onlyLost) {
  for (TaskId id = 0; id < tasks_.size(); ++id) {
    if (tasks_[id].kind != TaskKind::branch || !meant(tasks_[id], part, onlyLost)) continue;
    // A branch that has forked itself: its own branches are dropped by this same walk.
    if (tasks_[id].state == TaskState::joining) tasks_[id].child = kNoTask;
    detach(id);
  }
  for (TaskId id = 0; id < tasks_.size(); ++id) {
    if (tasks_[id].kind != TaskKind::branch || !meant(tasks_[id], part, onlyLost)) continue;
    // Its followers are of the same replica, so they are reset after this.
    while (tasks_[id].leads) endFlight(id, failureHere(Cause::reset, 502, part, place::kNowhere));
    tasks_.giveBack(id);
  }
}

/// A dead process has no connections: whoever is still served over one goes on without.
void World::dropConnections(PartId id, bool onlyLost) {
  const PartWorld& part = parts_[id.value];
  const std::uint32_t end =
      part.firstResource + part.resourcesPerReplica * static_cast<std::uint32_t>(part.lost.size());
  for (TaskId t = 0; t < tasks_.size(); ++t) {
    Task& task = tasks_[t];
    if (!task.taken || !task.holdsPool || task.poolResource < part.firstResource ||
        task.poolResource >= end)
      continue;
    const std::uint32_t replica =
        (task.poolResource - part.firstResource) / part.resourcesPerReplica;
    if (!onlyLost || part.lost[replica]) releasePool(task);
  }
}

void World::resetVisits(PartId part, bool onlyLost) {
  PartWorld& world = parts_[part.value];
  dropBranches(part, onlyLost);
  struct Inside {
    Time entered;
    std::uint64_t key;
    TaskId id;
    std::uint32_t generation;
  };
  std::vector<Inside> inside;
  for (TaskId id = 0; id < tasks_.size(); ++id) {
    const Task& task = tasks_[id];
    if (task.kind == TaskKind::visit && task.arrived && meant(task, part, onlyLost))
      inside.push_back({task.entered, task.key.bits, id, task.generation});
  }
  // By time of entry: the order in a table of reused slots would depend on unrelated requests.
  std::sort(inside.begin(), inside.end(), [](const Inside& a, const Inside& b) {
    return a.entered != b.entered ? a.entered < b.entered : a.key < b.key;
  });
  for (Inside& visit : inside) {
    detach(visit.id);
    visit.generation = tasks_[visit.id].generation;
  }
  dropConnections(part, onlyLost);
  if (world.throughput.freeAt > now_ && !onlyLost) {
    world.throughput.assigned -= world.throughput.freeAt - now_;
    world.throughput.freeAt = now_;
  }
  for (const Inside& visit : inside)
    if (tasks_[visit.id].taken && tasks_[visit.id].generation == visit.generation)
      run(finish(visit.id, failureHere(Cause::reset, 502, part, place::kNowhere)));
}

void World::resumeParked(PartId id) {
  PartWorld& part = parts_[id.value];
  while (!part.parked.empty()) {
    const TaskId task = part.parked.popFront(tasks_);
    bump(task);
    makeReady(task);
  }
}

}  // namespace headroom

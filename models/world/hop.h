// One hop of a request: sent, let in, served, answered, taken in. The rest of World asks for these
// by their out-of-line names (issue, enter, finish, deliver); the interpreter's loop has them
// inline, because a run does little else. What is rare (waiting, refusing, retrying, hanging) is
// elsewhere and only called from here.
#pragma once

#include <algorithm>

#include "models/world/world.h"

#define HEADROOM_HOT [[gnu::always_inline]] inline

namespace headroom {

HEADROOM_HOT Duration World::drawService(const Task& task, const WorkSite& site) const {
  const sim::Key key = sim::derive(task.key, site.salt);
  Duration service = sim::draw(site.duration, key);
  const PartWorld& part = parts_[task.part.value];
  if (!part.slow) [[likely]]
    return service;
  if (part.slowFactor > 1) service = fromSeconds(toSeconds(service) * part.slowFactor);
  if (part.slowLatency > Duration::zero()) {
    const double u = sim::unitInterval(sim::derive(key, sim::saltOf("slow")).bits);
    service += part.slowLatency + fromSeconds((2 * u - 1) * toSeconds(part.slowJitter));
  }
  return service;
}

HEADROOM_HOT void World::beginService(TaskId id, const WorkSite& site, Duration service) {
  Task& task = tasks_[id];
  task.state = TaskState::serving;
  task.since = now_;
  const std::uint32_t rank = task.part.value;
  const std::uint64_t payload = payloadOf(id);
  if (site.constant)
    events_set_.scheduleInLane(parts_[rank].departureLane, now_ + service,
                               sim::EventClass::departure, rank, payload);
  else
    events_set_.schedule(now_ + service, sim::EventClass::departure, rank, payload);
}

HEADROOM_HOT void World::startWork(TaskId id, const WorkSite& site) {
  Task& task = tasks_[id];
  const PartWorld& part = parts_[task.part.value];
  if (part.hasCores && !task.holdsCore) {
    sim::ServerGroup& cores = resources_[resourceOf(part, task, place::kCores)];
    if (!cores.free()) {
      task.state = TaskState::waitingCore;
      task.since = now_;
      cores.wait(tasks_, id, now_);
      return;
    }
    cores.take(now_);
    task.holdsCore = true;
  }
  beginService(id, site, drawService(task, site));
}

// Throughput is one server of 1/rate in front of a pure delay (the rest of the response time):
// first come, first served, so the time of departure is known on entry.
HEADROOM_HOT TaskId World::startServe(TaskId id, const WorkSite& site) {
  Task& task = tasks_[id];
  PartWorld& part = parts_[task.part.value];
  const Duration response = drawService(task, site);
  const Duration gap = part.serviceGap;
  if (gap == Duration::zero()) {
    if (response == Duration::zero()) return ++task.pc, id;
    beginService(id, site, response);
    return kNoTask;
  }
  part.throughput.freeAt = std::max(part.throughput.freeAt, now_) + gap;
  part.throughput.assigned += gap;
  const Time done = part.throughput.freeAt + std::max(Duration::zero(), response - gap);
  beginService(id, site, done - now_);
  return kNoTask;
}

/// A service has come to its end: count it, give the core back, go on.
HEADROOM_HOT TaskId World::endService(TaskId id) {
  Task& task = tasks_[id];
  PartWorld& part = parts_[task.part.value];
  if (part.hanging > 0) [[unlikely]] {
    park(id, TaskState::parkedService);
    return kNoTask;
  }
  PartRecord& record = recorder_.parts[task.part.value];
  record.served += (now_ - task.since).count();
  if (!record.segments.empty()) [[unlikely]]
    forSegmentsOf(task,
                  [&](std::size_t s) { record.segments[s].served += (now_ - task.since).count(); });
  if (task.callerLeft != kNever) [[unlikely]]
    record.wasted += (now_ - std::max(task.since, task.callerLeft)).count();
  if (task.holdsCore) {
    task.holdsCore = false;
    releaseResource(resourceOf(part, task, place::kCores), task.since);
  }
  task.state = TaskState::running;
  ++task.pc;
  return id;
}

HEADROOM_HOT void World::countAttempt(const Task& request) {
  ++recorder_.flows[request.flow.value].counts.attempts;
  if (!recorder_.segments.empty()) [[unlikely]]
    forSegmentsOf(request, [this](std::size_t s) { ++recorder_.segments[s].counts.attempts; });
}

HEADROOM_HOT TaskId World::send(TaskId caller, const CallSite& site) {
  if (site.throttle >= 0) [[unlikely]]
    if (TaskId next = kNoTask; holdBack(caller, site, next)) return next;
  // In a large system the callee is in no cache: its lines are on their way while the task is made.
  __builtin_prefetch(&parts_[site.target.value]);
  __builtin_prefetch(&recorder_.parts[site.target.value]);
  __builtin_prefetch(&recorder_.parts[site.target.value].inside);
  __builtin_prefetch(&model_->code[site.entry]);
  const TaskId id = tasks_.take();
  Task& from = tasks_[caller];
  Task& task = tasks_[id];
  bump(caller);
  ++from.attempts;
  from.state = TaskState::waitingChild;
  task.sibling = from.child;  // Attempts that timed out and may still answer.
  from.child = id;
  task.parent = caller;
  task.part = site.target;
  task.operation = site.operation;
  task.pc = site.entry;
  task.flow = from.flow;
  task.profile = from.profile;
  task.root = from.root;
  task.key = sim::derive(from.key, site.salt, from.attempts);
  task.callerLeft = from.callerLeft;
  ++recorder_.edges[site.edge].counts.calls;
  const Instruction& instruction = model_->code[from.pc];
  if (instruction.op != Op::call) task.tag = keyOf(from, model_->lookups[instruction.site].keys);
  if (from.kind == TaskKind::request) countAttempt(from);
  if (site.timeout) armTimer(caller, now_ + *site.timeout, callLanes_[site.ordinal]);
  if (site.pool >= 0) {
    task.poolResource = resourceOf(from, static_cast<std::uint16_t>(place::kFirstPool + site.pool));
    sim::ServerGroup& connections = resources_[task.poolResource];
    if (!connections.free()) return waitForPool(id, site);
    connections.take(now_);
    task.holdsPool = true;
    task.poolSince = now_;
  }
  return reach(id);
}

HEADROOM_HOT TaskId World::reach(TaskId id) {
  Task& task = tasks_[id];
  PartWorld& part = parts_[task.part.value];
  task.state = TaskState::running;
  if (!task.arrived) {
    PartRecord& record = recorder_.parts[task.part.value];
    task.arrived = true;
    task.entered = now_;
    ++record.counts.offered;
    record.inside.add(1, now_);
    if (!record.segments.empty()) [[unlikely]]
      forSegmentsOf(task, [&](std::size_t s) { ++record.segments[s].offered; });
    live_.insert(task.part);
    if (part.monitored) [[unlikely]]
      monitorArrival(task);
  }
  leaveBalance(task);  // It may have waited at the door of a hanging part.
  if (part.refusing > 0 || !pickReplica(task)) [[unlikely]]
    return finish(id, failureHere(Cause::refused, 502, task.part, place::kNowhere));
  if (part.hanging > 0) [[unlikely]] {
    park(id, TaskState::parkedArrival);
    return kNoTask;
  }
  if (part.hasConnections) {
    sim::ServerGroup& connections = resources_[resourceOf(part, task, place::kConnections)];
    if (!connections.free() || part.ruled) return waitForConnection(id);
    connections.take(now_);
    task.holdsConnection = true;
    task.heldSince = now_;
  }
  if (part.hasLimits) return passLimits(id, 0);
  return takeWorker(id);
}

/// Round robin over the replicas that live, or the one of them with the fewest callers waiting.
HEADROOM_HOT bool World::pickReplica(Task& task) {
  PartWorld& part = parts_[task.part.value];
  if (part.replicas == 1) return part.lostCount == 0;
  if (part.lostCount == static_cast<int>(part.replicas)) return false;
  if (part.leastConnections) return fewestAwaiting(task), true;
  do {
    task.replica = static_cast<std::uint16_t>(part.nextReplica);
    part.nextReplica = part.nextReplica + 1 == part.replicas ? 0 : part.nextReplica + 1;
  } while (part.lostCount > 0 && part.lost[task.replica]);
  return true;
}

HEADROOM_HOT TaskId World::takeWorker(TaskId id) {
  Task& task = tasks_[id];
  const PartWorld& part = parts_[task.part.value];
  if (!part.hasWorkers) return id;
  sim::ServerGroup& workers = resources_[resourceOf(part, task, place::kWorkers)];
  if (!workers.free() || part.ruled) return waitForWorker(id);
  workers.take(now_);
  task.holdsWorker = true;
  task.heldSince = now_;
  return id;
}

HEADROOM_HOT TaskId World::replyFrom(TaskId id, Op op) {
  Task& task = tasks_[id];
  Failure failure = answerOf(task);
  if (task.kind == TaskKind::request) return end(id, failure);
  const PartWorld& part = parts_[task.part.value];
  if (part.okShare < 1 && failsAtRate(task)) [[unlikely]] {
    failure = failureHere(Cause::error, 400 + part.errorStatus, task.part, place::kService);
  } else if (op == Op::read) {
    PartCounts& counts = recorder_.parts[task.part.value].counts;
    task.hit = stores_[part.store].lookup(task.tag, now_);
    ++(task.hit ? counts.hits : counts.misses);
  } else if (op == Op::insert) {
    stores_[part.store].insert(task.tag, now_);
  }
  return end(id, failure);
}

HEADROOM_HOT TaskId World::end(TaskId id, Failure failure) {
  for (;;) {
    while (tasks_[id].leads) [[unlikely]] endFlight(id, failure);
    Task& task = tasks_[id];
    if (task.kind == TaskKind::request) {
      closeRequest(id, failure);
      return kNoTask;
    }
    const TaskId parent = task.parent;
    bool failed = false;
    TaskId next = kNoTask;
    if (task.kind == TaskKind::branch) [[unlikely]] {
      next = join(parent, id, failure, failed);
      tasks_.giveBack(id);
    } else {
      const bool hit = task.hit;
      const bool late = task.late;
      closeVisit(id, task, failure);
      if (parent != kNoTask) unlinkChild(parent, id);
      tasks_.giveBack(id);
      if (parent != kNoTask)
        next =
            late ? deliverLate(parent, failure, failed, hit) : takeIn(parent, failure, failed, hit);
    }
    if (!failed) [[likely]]
      return next;
    id = parent;
  }
}

HEADROOM_HOT void World::closeVisit(TaskId id, Task& task, const Failure& failure) {
  releasePool(task);
  if (!task.arrived) return;
  PartRecord& record = recorder_.parts[task.part.value];
  record.inside.add(-1, now_);
  record.stays += (now_ - task.entered).count();
  if (failure.plain()) [[likely]] {
    ++record.counts.completed;
  } else if (failure.degraded) {
    ++record.counts.degraded;
  } else {
    ++(isRefusal(failure.cause) ? record.counts.refused : record.counts.failed);
    record.causes.count(failure);
  }
  if (!record.segments.empty()) [[unlikely]]
    countSegments(record, task, failure);
  if (parts_[task.part.value].monitored) [[unlikely]]
    monitorEnd(task, failure, failure.plain());
  leaveBalance(task);
  if (task.limits != 0) leaveLimits(id, failure);
  if (task.holdsWorker) releaseSlot(task, place::kWorkers);
  if (task.holdsConnection) releaseSlot(task, place::kConnections);
}

HEADROOM_HOT void World::closeRequest(TaskId id, const Failure& failure) {
  const Task& task = tasks_[id];
  const Duration latency = now_ - task.entered;
  const bool good =
      failure.plain() || (failure.degraded && model_->flows[task.flow.value].degradedSucceeds);
  const auto leave = [&](FlowRecord& stream) {
    recorder_.answered(stream, task.entered, latency, failure, good);
    stream.inside.add(-1, now_);
    stream.stays += latency.count();
  };
  leave(recorder_.flows[task.flow.value]);
  if (!recorder_.segments.empty()) [[unlikely]]
    forSegmentsOf(task, [&](std::size_t s) { leave(recorder_.segments[s]); });
  if (!monitorsOfRequests_.empty()) [[unlikely]]
    monitorEnd(task, failure, good);
  if (sink_) [[unlikely]]
    sink_(task.flow, task.tag, task.entered, now_, failure);
  tasks_.giveBack(id);
}

HEADROOM_HOT TaskId World::takeIn(TaskId caller, Failure& failure, bool& failed, bool hit) {
  Task& task = tasks_[caller];
  bump(caller);  // Its timeout no longer counts.
  if (task.part.valid() && parts_[task.part.value].hanging > 0) [[unlikely]] {
    task.failure = failure;
    task.hit = hit;
    park(caller, TaskState::parkedReply);
    return kNoTask;
  }
  if (task.throttled) [[unlikely]]
    noteAccept(caller, failure);
  if (!failure.plain()) [[unlikely]] {
    if (failure.failed()) return deliverFailure(caller, failure, failed);
    degrade(task);
  }
  if (task.child != kNoTask) [[unlikely]]
    abandonAttempts(caller);
  const Instruction instruction = model_->code[task.pc];
  task.attempts = 0;
  task.state = TaskState::running;
  task.pc = instruction.op == Op::lookup && hit ? instruction.target : task.pc + 1;
  return caller;
}

HEADROOM_HOT void World::unlinkChild(TaskId parent, TaskId child) {
  TaskId* link = &tasks_[parent].child;
  while (*link != child) link = &tasks_[*link].sibling;
  *link = tasks_[child].sibling;
}

HEADROOM_HOT void World::releaseResource(std::uint32_t resource, Time since) {
  sim::ServerGroup& group = resources_[resource];
  const TaskId next = group.release(tasks_, since, now_);
  if (next == kNoTask) return;
  group.leaveLine(tasks_[next].since, now_);
  grant(next);
}

/// A worker, or a connection of the part's own.
HEADROOM_HOT void World::releaseSlot(const Task& task, std::uint16_t which) {
  const PartWorld& part = parts_[task.part.value];
  if (part.ruled) [[unlikely]]
    return handOn(lineOf(task, which), task.heldSince);
  releaseResource(resourceOf(part, task, which), task.heldSince);
}

HEADROOM_HOT void World::releasePool(Task& task) {
  if (!task.holdsPool) return;
  task.holdsPool = false;
  releaseResource(task.poolResource, task.poolSince);
}

}  // namespace headroom

#undef HEADROOM_HOT

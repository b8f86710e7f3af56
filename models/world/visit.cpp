// A visit: a request's stay at a part, from its arrival to its reply.
#include "models/world/world.h"

namespace headroom {

TaskId World::enter(TaskId id) {
  Task& task = tasks_[id];
  PartWorld& part = parts_[task.part.value];
  const PartModel& model = model_->parts[task.part.value];
  task.state = TaskState::running;
  if (!task.arrived) {
    PartRecord& record = recorder_.parts[task.part.value];
    task.arrived = true;
    task.entered = now_;
    task.pc = model.operations[task.operation].entry;
    ++record.counts.offered;
    record.inside.add(1, now_);
  }
  leaveBalance(task);  // It may have waited at the door of a hanging part.
  if (part.refusing > 0 || !pickReplica(task))
    return finish(id, failureHere(Cause::refused, 502, task.part, place::kNowhere));
  if (part.hanging > 0) {
    park(id, TaskState::parkedArrival);
    return kNoTask;
  }
  if (!model.connections) return afterConnection(id);
  sim::ServerGroup& connections = resources_[resourceOf(task, place::kConnections)];
  if (!connections.free()) {
    task.state = TaskState::waitingConnection;
    task.since = now_;
    connections.wait(tasks_, id, now_);
    return kNoTask;
  }
  connections.take(now_);
  task.holdsConnection = true;
  task.connectionSince = now_;
  return afterConnection(id);
}

/// Round robin over the replicas that live, or the one of them with the fewest callers waiting.
bool World::pickReplica(Task& task) {
  PartWorld& part = parts_[task.part.value];
  const auto replicas = static_cast<std::uint32_t>(part.lost.size());
  if (part.lostCount == static_cast<int>(replicas)) return false;
  if (model_->parts[task.part.value].balancer == Balancer::leastConnections)
    return fewestAwaiting(task), true;
  do {
    task.replica = static_cast<std::uint16_t>(part.nextReplica);
    part.nextReplica = part.nextReplica + 1 == replicas ? 0 : part.nextReplica + 1;
  } while (part.lost[task.replica]);
  return true;
}

// Source: HAProxy's leastconn, with equal weights. Equals are taken in turn.
void World::fewestAwaiting(Task& task) {
  PartWorld& part = parts_[task.part.value];
  const auto replicas = static_cast<std::uint32_t>(part.lost.size());
  const auto after = [replicas](std::uint32_t r) { return r + 1 == replicas ? 0 : r + 1; };
  std::uint32_t best = replicas;
  std::uint32_t r = part.nextReplica;
  for (std::uint32_t i = 0; i < replicas; ++i, r = after(r))
    if (!part.lost[r] && (best == replicas || part.awaiting[r] < part.awaiting[best])) best = r;
  part.nextReplica = after(best);
  task.replica = static_cast<std::uint16_t>(best);
  if (task.callerLeft != kNever || task.parent == kNoTask) return;
  task.balanced = true;
  ++part.awaiting[best];
}

TaskId World::afterConnection(TaskId id) {
  tasks_[id].state = TaskState::running;
  if (!admit(id))
    return finish(id, failureHere(Cause::limited, 429, tasks_[id].part, place::kLimit));
  return askForWorker(id);
}

TaskId World::askForWorker(TaskId id) {
  Task& task = tasks_[id];
  const PartModel& model = model_->parts[task.part.value];
  if (!model.workers) return id;
  sim::ServerGroup& workers = resources_[resourceOf(task, place::kWorkers)];
  if (workers.free()) {
    workers.take(now_);
    task.holdsWorker = true;
    task.workerSince = now_;
    return id;
  }
  if (model.queueCapacity && workers.line.length() >= *model.queueCapacity) {
    ++workers.turnedAway;
    return finish(id, failureHere(Cause::queueFull, 503, task.part, place::kWorkers));
  }
  task.state = TaskState::waitingWorker;
  task.since = now_;
  workers.wait(tasks_, id, now_);
  if (model.queueTimeout) {
    const sim::Key key = sim::derive(task.key, sim::saltOf("patience"));
    armTimer(id, now_ + sim::draw(*model.queueTimeout, key),
             parts_[task.part.value].queueTimeoutLane);
  }
  return kNoTask;
}

/// The program is at its end: the answer, unless the part is failing at a rate.
TaskId World::replyFrom(TaskId id) {
  Task& task = tasks_[id];
  if (task.kind == TaskKind::request) return finish(id, Failure{});
  const PartWorld& part = parts_[task.part.value];
  const Op op = model_->code[task.pc].op;
  if (part.okShare < 1) {
    const sim::Key key = sim::derive(task.key, sim::saltOf("error"));
    if (sim::unitInterval(key.bits) >= part.okShare)
      return finish(id, Failure{Cause::error, part.errorStatus, false, place::kService, task.part});
  }
  if (op == Op::read) {
    PartCounts& counts = recorder_.parts[task.part.value].counts;
    task.hit = stores_[part.store].lookup(task.tag, now_);
    ++(task.hit ? counts.hits : counts.misses);
  }
  if (op == Op::insert) stores_[part.store].insert(task.tag, now_);
  return finish(id, Failure{});
}

TaskId World::finish(TaskId id, Failure failure) {
  for (;;) {
    while (tasks_[id].leads != FlightTable::kNone) endFlight(id, failure);
    const Task& task = tasks_[id];
    if (task.kind == TaskKind::request) {
      closeRequest(id, failure);
      return kNoTask;
    }
    const TaskId parent = task.parent;
    const bool hit = task.hit;
    const bool isBranch = task.kind == TaskKind::branch;
    bool failed = false;
    TaskId next = kNoTask;
    if (isBranch) {
      next = join(parent, id, failure, failed);
      tasks_.giveBack(id);
    } else {
      const bool late = task.late;
      closeVisit(id, failure);
      if (parent != kNoTask) unlinkChild(parent, id);
      tasks_.giveBack(id);
      if (parent != kNoTask)
        next = late ? deliverLate(parent, failure, failed, hit)
                    : deliver(parent, failure, failed, hit);
    }
    if (!failed) return next;
    id = parent;
  }
}

TaskId World::join(TaskId parentId, TaskId branch, Failure& failure, bool& failed) {
  Task& parent = tasks_[parentId];
  unlinkChild(parentId, branch);
  if (failure.failed() && !parent.failure.failed()) parent.failure = failure;
  if (--parent.open > 0) return kNoTask;
  failure = parent.failure;
  if (failure.failed()) {
    failed = true;
    return kNoTask;
  }
  parent.state = TaskState::running;
  return parentId;
}

void World::closeVisit(TaskId id, const Failure& failure) {
  Task& task = tasks_[id];
  releasePool(task);
  if (!task.arrived) return;
  PartRecord& record = recorder_.parts[task.part.value];
  record.inside.add(-1, now_);
  record.stays += (now_ - task.entered).count();
  if (!failure.failed()) {
    ++record.counts.completed;
  } else {
    ++(isRefusal(failure.cause) ? record.counts.refused : record.counts.failed);
    record.causes.count(failure);
  }
  leaveBalance(task);
  leaveLimits(task);
  if (task.holdsWorker) releaseResource(resourceOf(task, place::kWorkers), task.workerSince);
  if (task.holdsConnection)
    releaseResource(resourceOf(task, place::kConnections), task.connectionSince);
}

void World::closeRequest(TaskId id, const Failure& failure) {
  const Task& task = tasks_[id];
  recorder_.answered(task.flow, task.epoch, task.issued, now_ - task.issued, failure);
  FlowRecord& flow = recorder_.flows[task.flow.value];
  flow.inside.add(-1, now_);
  flow.stays += (now_ - task.issued).count();
  if (sink_) sink_(task.flow, task.tag, task.issued, now_, failure.cause);
  tasks_.giveBack(id);
}

void World::park(TaskId id, TaskState state) {
  Task& task = tasks_[id];
  bump(id);
  task.state = state;
  parts_[task.part.value].parked.pushBack(tasks_, id);
}

}  // namespace headroom

// A visit: a request's stay at a part, from its arrival to its reply.
#include "models/world/hop.h"

namespace headroom {

TaskId World::enter(TaskId id) { return reach(id); }

TaskId World::waitForConnection(TaskId id) {
  Task& task = tasks_[id];
  const LineView line = lineOf(task, place::kConnections);
  sim::ServerGroup& connections = resources_[line.resource];
  if (!connections.free()) return waitInLine(id, line, TaskState::waitingConnection);
  foundFree(line, task);
  connections.take(now_);
  task.holdsConnection = true;
  task.heldSince = now_;
  return afterConnection(id);
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
  return passLimits(id, 0);
}

TaskId World::waitForWorker(TaskId id) {
  Task& task = tasks_[id];
  const LineView line = lineOf(task, place::kWorkers);
  sim::ServerGroup& workers = resources_[line.resource];
  if (!workers.free()) return waitInLine(id, line, TaskState::waitingWorker);
  foundFree(line, task);
  workers.take(now_);
  task.holdsWorker = true;
  task.heldSince = now_;
  return id;
}

/// Whether a part that fails at a rate fails this visit.
bool World::failsAtRate(const Task& task) const {
  const sim::Key key = sim::derive(task.key, sim::saltOf("error"));
  return sim::unitInterval(key.bits) >= parts_[task.part.value].okShare;
}

TaskId World::finish(TaskId id, const Failure& failure) { return end(id, failure); }

/// The head of a line has got what it waited for: it goes on when this instant's departures are
/// done.
void World::grant(TaskId id) {
  Task& task = tasks_[id];
  bump(id);
  switch (task.state) {
    case TaskState::waitingPool:
      task.state = TaskState::grantedPool;
      task.holdsPool = true;
      task.poolSince = now_;
      break;
    case TaskState::waitingConnection:
      task.state = TaskState::grantedConnection;
      task.holdsConnection = true;
      task.heldSince = now_;
      break;
    case TaskState::waitingWorker:
      task.state = TaskState::grantedWorker;
      task.holdsWorker = true;
      task.heldSince = now_;
      break;
    case TaskState::waitingLimit: {
      const PartModel& part = model_->parts[task.part.value];
      task.state = TaskState::grantedLimit;
      holdPlace(id, part.linedLimits[linesAt_[id] - part.firstLimitLine()]);
      break;
    }
    default:
      HEADROOM_CHECK(task.state == TaskState::waitingCore, "a line of tasks that do not wait");
      task.state = TaskState::grantedCore;
      task.holdsCore = true;
      task.since = now_;
  }
  makeReady(id);
}

TaskId World::join(TaskId parentId, TaskId branch, Failure& failure, bool& failed) {
  Task& parent = tasks_[parentId];
  unlinkChild(parentId, branch);
  if (failure.failed() && !parent.failure.failed()) parent.failure = failure;
  if (failure.degraded) degrade(parent);
  if (--parent.open > 0) return kNoTask;
  failure = parent.failure;
  if (failure.failed()) {
    failed = true;
    return kNoTask;
  }
  parent.state = TaskState::running;
  return parentId;
}

void World::countSegments(PartRecord& part, const Task& task, const Failure& failure) const {
  forSegmentsOf(task, [&](std::size_t s) {
    SegmentVisits& visits = part.segments[s];
    ++(failure.plain()            ? visits.completed
       : failure.degraded         ? visits.degraded
       : isRefusal(failure.cause) ? visits.refused
                                  : visits.failed);
  });
}

void World::park(TaskId id, TaskState state) {
  Task& task = tasks_[id];
  bump(id);
  task.state = state;
  parts_[task.part.value].parked.pushBack(tasks_, id);
}

}  // namespace headroom

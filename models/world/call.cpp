// Calls: attempts, connections, timeouts, retries.
#include <algorithm>

#include "models/world/world.h"

namespace headroom {

const CallSite& World::callSiteOf(const Task& caller) const {
  const Instruction& instruction = model_->code[caller.pc];
  if (instruction.op == Op::call) return model_->calls[instruction.site];
  const CacheSite& cache = model_->lookups[instruction.site];
  return instruction.op == Op::lookup ? cache.call : cache.fill;
}

/// Sends one attempt. Returns the task to run next, if it need not wait.
TaskId World::issue(TaskId caller, const CallSite& site) {
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
  task.flow = from.flow;
  task.root = from.root;
  task.key = sim::derive(from.key, site.salt, from.attempts);
  task.callerLeft = from.callerLeft;
  task.issued = now_;
  const Instruction& instruction = model_->code[from.pc];
  if (instruction.op != Op::call) task.tag = keyOf(from, model_->lookups[instruction.site].keys);
  if (from.kind == TaskKind::request) ++recorder_.flows[from.flow.value].counts.attempts;
  if (site.timeout) armTimer(caller, now_ + *site.timeout, callLanes_[site.ordinal]);
  if (site.pool < 0) return enter(id);

  const auto pool = static_cast<std::uint16_t>(site.pool);
  task.poolResource = resourceOf(from, static_cast<std::uint16_t>(place::kFirstPool + pool));
  sim::ServerGroup& connections = resources_[task.poolResource];
  if (connections.free()) {
    connections.take(now_);
    task.holdsPool = true;
    task.poolSince = now_;
    return enter(id);
  }
  task.state = TaskState::waitingPool;
  task.since = now_;
  connections.wait(tasks_, id, now_);
  const PartModel& part = model_->parts[from.part.value];
  if (const auto& limit = part.pools[pool].connectionTimeout)
    armTimer(id, now_ + *limit, parts_[from.part.value].poolTimeoutLanes[pool]);
  return kNoTask;
}

RetryMask World::retryMaskOf(const CallSite& site, const Failure& failure) const {
  if (failure.own) return maskOf(RetryCondition::timeout) | maskOf(RetryCondition::s504);
  const bool connection = failure.cause == Cause::refused || failure.cause == Cause::reset;
  if (connection && failure.part == site.target)
    return maskOf(RetryCondition::refused) | maskOf(RetryCondition::s502);
  switch (400 + failure.status) {
    case 429:
      return maskOf(RetryCondition::s429);
    case 500:
      return maskOf(RetryCondition::s500);
    case 502:
      return maskOf(RetryCondition::s502);
    case 503:
      return maskOf(RetryCondition::s503);
    case 504:
      return maskOf(RetryCondition::s504);
    default:
      return 0;
  }
}

bool World::retry(TaskId caller, const CallSite& site, const Failure& failure, TaskId& next) {
  Task& task = tasks_[caller];
  if (!site.retry || !site.retry->again(task.attempts, retryMaskOf(site, failure))) return false;
  const sim::Key key = sim::derive(task.key, site.salt ^ sim::saltOf("backoff"), task.attempts);
  task.lastPause = site.retry->pause(task.attempts, task.lastPause, key);
  next = kNoTask;
  if (task.lastPause == Duration::zero()) {
    next = issue(caller, site);
    return true;
  }
  task.state = TaskState::backoff;
  const std::uint32_t rank = task.part.valid() ? task.part.value : task.flow.value;
  events_set_.schedule(now_ + task.lastPause, sim::EventClass::timeout, rank, payloadOf(caller));
  return true;
}

TaskId World::deliver(TaskId caller, Failure& failure, bool& failed, bool hit) {
  Task& task = tasks_[caller];
  bump(caller);  // Its timeout no longer counts.
  if (task.part.valid() && parts_[task.part.value].hanging > 0) {
    task.failure = failure;
    task.hit = hit;
    park(caller, TaskState::parkedReply);
    return kNoTask;
  }
  const Instruction instruction = model_->code[task.pc];
  if (failure.failed()) {
    TaskId next = kNoTask;
    if (retry(caller, callSiteOf(task), failure, next)) return next;
    const bool harmless =
        instruction.op == Op::fill ||
        (instruction.op == Op::lookup && model_->lookups[instruction.site].errorIsMiss);
    if (!harmless) {
      failure.own = false;
      failed = true;
      abandonAttempts(caller);
      return kNoTask;
    }
    hit = false;
  }
  abandonAttempts(caller);
  task.attempts = 0;
  task.lastPause = Duration::zero();
  task.state = TaskState::running;
  task.pc = instruction.op == Op::lookup && hit ? instruction.target : task.pc + 1;
  return caller;
}

/// The success of an attempt that timed out is an answer still; its failure is news to nobody.
TaskId World::deliverLate(TaskId caller, Failure& failure, bool& failed, bool hit) {
  if (failure.failed()) return kNoTask;
  Task& task = tasks_[caller];
  if (task.state != TaskState::parkedReply) return deliver(caller, failure, failed, hit);
  task.failure = failure;  // A hung caller finds it on waking, whatever it was about to take in.
  task.hit = hit;
  return kNoTask;
}

TaskId World::timeOutCall(TaskId caller) {
  const TaskId child = tasks_[caller].child;
  Failure failure = whereStuck(child);
  failure.own = true;
  const CallSite& site = callSiteOf(tasks_[caller]);
  const bool sent = tasks_[child].state != TaskState::waitingPool;
  if (sent && site.retry && site.retry->acceptsLateAnswers()) {
    tasks_[child].late = true;
  } else {
    unlinkChild(caller, child);
    abandon(child);
  }
  bool failed = false;
  const TaskId next = deliver(caller, failure, failed, false);
  return failed ? finish(caller, failure) : next;
}

/// A timeout says where the request was when patience ended: the deepest place it had reached.
Failure World::whereStuck(TaskId id) const {
  for (;;) {
    const Task& task = tasks_[id];
    const auto at = [&](PartId part, std::uint16_t where) {
      return failureHere(Cause::timeout, 504, part, where);
    };
    switch (task.state) {
      case TaskState::waitingPool:
      case TaskState::grantedPool: {
        const Task& caller = tasks_[task.parent];
        return at(caller.part,
                  static_cast<std::uint16_t>(place::kFirstPool + callSiteOf(caller).pool));
      }
      case TaskState::waitingConnection:
      case TaskState::grantedConnection:
        return at(task.part, place::kConnections);
      case TaskState::waitingWorker:
      case TaskState::grantedWorker:
        return at(task.part, place::kWorkers);
      case TaskState::waitingCore:
      case TaskState::grantedCore:
        return at(task.part, place::kCores);
      case TaskState::backoff:
        return at(task.part, place::kBackoff);
      case TaskState::parkedArrival:
      case TaskState::parkedRun:
      case TaskState::parkedService:
      case TaskState::parkedReply:
        return at(task.part, place::kHanging);
      case TaskState::waitingFlight:
        id = flights_[flightOf(task)].leader;
        break;
      case TaskState::waitingChild:
      case TaskState::joining:
        if (task.child == kNoTask) return at(task.part, place::kService);
        id = task.child;
        break;
      case TaskState::running:
      case TaskState::landed:
      case TaskState::serving:
        return at(task.part, place::kService);
    }
  }
}

/// The caller has left. What was not sent is taken back; what was sent goes on, in vain.
void World::abandon(TaskId child) {
  Task& task = tasks_[child];
  if (task.state == TaskState::waitingPool) {
    sim::ServerGroup& pool = resources_[task.poolResource];
    pool.renege(tasks_, child, task.since, now_);
    ++pool.turnedAway;
    tasks_.giveBack(child);
    return;
  }
  if (task.state == TaskState::grantedPool) {  // Handed over at this very instant.
    releasePool(task);
    tasks_.giveBack(child);
    return;
  }
  task.parent = task.sibling = kNoTask;
  markCallerLeft(child, now_);
}

/// Whatever the caller still has open of its call.
void World::abandonAttempts(TaskId caller) {
  while (tasks_[caller].child != kNoTask) {
    const TaskId child = tasks_[caller].child;
    tasks_[caller].child = tasks_[child].sibling;
    abandon(child);
  }
}

void World::unlinkChild(TaskId parent, TaskId child) {
  TaskId* link = &tasks_[parent].child;
  while (*link != child) link = &tasks_[*link].sibling;
  *link = tasks_[child].sibling;
}

void World::markCallerLeft(TaskId id, Time since) {
  Task& task = tasks_[id];
  task.callerLeft = std::min(task.callerLeft, since);
  leaveBalance(task);
  for (TaskId below = task.child; below != kNoTask; below = tasks_[below].sibling)
    markCallerLeft(below, since);
}

void World::releasePool(Task& task) {
  if (!task.holdsPool) return;
  task.holdsPool = false;
  releaseResource(task.poolResource, task.poolSince);
}

}  // namespace headroom

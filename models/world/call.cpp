// Calls: attempts, connections, timeouts, retries.
#include <algorithm>

#include "models/world/hop.h"

namespace headroom {

const CallSite& World::callSiteOf(const Task& caller) const {
  const Instruction& instruction = model_->code[caller.pc];
  if (instruction.op == Op::call) return model_->calls[instruction.site];
  const CacheSite& cache = model_->lookups[instruction.site];
  return instruction.op == Op::lookup ? cache.call : cache.fill;
}

TaskId World::issue(TaskId caller, const CallSite& site) { return send(caller, site); }

bool World::holdBack(TaskId caller, const CallSite& site, TaskId& next) {
  Task& task = tasks_[caller];
  AdaptiveThrottle& throttle = throttleOf(task, site);
  const double rejection = throttle.rejection(now_);
  throttle.requested(now_);
  task.throttled = true;
  const sim::Key key =
      sim::derive(task.key, site.salt ^ sim::saltOf("throttle"), task.attempts + 1u);
  if (sim::unitInterval(key.bits) >= rejection) return false;
  task.throttled = false;
  bump(caller);
  ++task.attempts;
  ++recorder_.edges[site.edge].counts.calls;
  if (task.kind == TaskKind::request) countAttempt(task);
  Failure failure = failureHere(Cause::throttled, 503, task.part, place::kNowhere);
  bool failed = false;
  next = deliverFailure(caller, failure, failed);
  if (failed) next = finish(caller, failure);
  return true;
}

/// Whether the callee took an attempt on, for its caller's throttle.
void World::noteAccept(TaskId caller, const Failure& failure) {
  Task& task = tasks_[caller];
  task.throttled = false;
  if (failure.cause == Cause::none || failure.cause == Cause::error)
    throttleOf(task, callSiteOf(task)).accepted(now_);
}

TaskId World::waitForPool(TaskId id, const CallSite& site) {
  Task& task = tasks_[id];
  task.state = TaskState::waitingPool;
  task.since = now_;
  resources_[task.poolResource].wait(tasks_, id, now_);
  const std::uint32_t from = tasks_[task.parent].part.value;
  const auto pool = static_cast<std::size_t>(site.pool);
  if (const auto& limit = model_->parts[from].pools[pool].connectionTimeout)
    armTimer(id, now_ + *limit, parts_[from].poolTimeoutLanes[pool]);
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

bool World::hasFallback(const CallSite& site, const Failure& failure) const {
  if (site.fallback == 0) return false;
  return site.fallbackOn == 0 || (retryMaskOf(site, failure) & site.fallbackOn) != 0;
}

bool World::retry(TaskId caller, const CallSite& site, const Failure& failure, TaskId& next) {
  Task& task = tasks_[caller];
  if (!site.retry || !site.retry->again(task.attempts, retryMaskOf(site, failure))) return false;
  const sim::Key key = sim::derive(task.key, site.salt ^ sim::saltOf("backoff"), task.attempts);
  Duration& last = beside(lastPauses_, caller);
  const Duration pause =
      site.retry->pause(task.attempts, task.attempts > 1 ? last : Duration::zero(), key);
  last = pause;
  next = kNoTask;
  if (pause == Duration::zero()) {
    next = issue(caller, site);
    return true;
  }
  task.state = TaskState::backoff;
  const std::uint32_t rank = task.part.valid() ? task.part.value : task.flow.value;
  events_set_.schedule(now_ + pause, sim::EventClass::timeout, rank, payloadOf(caller));
  return true;
}

TaskId World::deliver(TaskId caller, Failure& failure, bool& failed, bool hit) {
  return takeIn(caller, failure, failed, hit);
}

TaskId World::deliverFailure(TaskId caller, Failure& failure, bool& failed) {
  Task& task = tasks_[caller];
  const Instruction instruction = model_->code[task.pc];
  TaskId next = kNoTask;
  const CallSite& site = callSiteOf(task);
  ++recorder_.edges[site.edge].counts.failed;
  if (retry(caller, site, failure, next)) return next;
  const bool harmless =
      instruction.op == Op::fill ||
      (instruction.op == Op::lookup && model_->lookups[instruction.site].errorIsMiss);
  abandonAttempts(caller);
  if (!harmless && hasFallback(site, failure)) {
    task.attempts = 0;
    task.state = TaskState::running;
    task.pc = site.fallback;
    return caller;
  }
  if (!harmless) {
    failure.own = false;
    failed = true;
    return kNoTask;
  }
  task.attempts = 0;
  task.state = TaskState::running;
  ++task.pc;
  return caller;
}

/// The success of an attempt that timed out is an answer still; its failure is news to nobody.
TaskId World::deliverLate(TaskId caller, Failure& failure, bool& failed, bool hit) {
  if (failure.failed()) return kNoTask;
  Task& task = tasks_[caller];
  task.throttled = callSiteOf(task).throttle >= 0;
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
      case TaskState::waitingDoor:
      case TaskState::waitingStep:
        return at(task.part, place::kLimit);
      case TaskState::waitingLimit:
      case TaskState::grantedLimit:
        return at(task.part, linesAt_[id]);
      case TaskState::turnedAway:
        return at(task.part, task.failure.where);
      case TaskState::backoff:
        return at(task.part, place::kBackoff);
      case TaskState::parkedArrival:
      case TaskState::parkedDoor:
      case TaskState::parkedTurnedAway:
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

void World::markCallerLeft(TaskId id, Time since) {
  Task& task = tasks_[id];
  task.callerLeft = std::min(task.callerLeft, since);
  leaveBalance(task);
  for (TaskId below = task.child; below != kNoTask; below = tasks_[below].sibling)
    markCallerLeft(below, since);
}

}  // namespace headroom

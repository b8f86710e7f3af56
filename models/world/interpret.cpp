// The interpreter: advances a task until it has to wait.
#include <algorithm>

#include "models/world/hop.h"

namespace headroom {

void World::run(TaskId id) {
  while (id != kNoTask) {
    Task& task = tasks_[id];
    if (task.part.valid() && parts_[task.part.value].hanging > 0) [[unlikely]]
      return park(id, TaskState::parkedRun);
    const Instruction instruction = model_->code[task.pc];
    switch (instruction.op) {
      case Op::work:
        return startWork(id, model_->works[instruction.site]);
      case Op::serve:
        id = startServe(id, model_->works[instruction.site]);
        break;
      case Op::call:
      case Op::lookup:
        id = send(id, instruction.op == Op::call ? model_->calls[instruction.site]
                                                 : model_->lookups[instruction.site].call);
        break;
      case Op::read:
      case Op::insert:
      case Op::reply:
        id = replyFrom(id, instruction.op);
        break;
      default:
        id = step(id, instruction);
    }
  }
}

/// The steps that are neither a hop nor a service.
TaskId World::step(TaskId id, const Instruction& instruction) {
  Task& task = tasks_[id];
  switch (instruction.op) {
    case Op::fill: {
      if (task.tainted) return ++task.pc, id;  // No value to keep.
      const CacheSite& site = model_->lookups[instruction.site];
      if (site.awaitsFill) return issue(id, site.fill);
      ++task.pc;
      startFill(id, site);
      return id;
    }
    case Op::flight:
      return joinFlight(id, instruction);
    case Op::land:
      endFlight(id, task.tainted ? answerOf(task) : Failure{});
      ++tasks_[id].pc;
      return id;
    case Op::limit:
    case Op::limitAlone:
      return askOnTheWay(id, instruction.site, instruction.op == Op::limitAlone);
    case Op::passBy:
      return passBy(id, instruction);
    case Op::door:
    case Op::doorAlone:
      return decideAtDoor(id, instruction.site, instruction.op == Op::doorAlone);
    case Op::choose:
      return choose(id, model_->choices[instruction.site]);
    case Op::jump:
      task.pc = instruction.target;
      return id;
    case Op::fork:
      return fork(id, model_->forks[instruction.site]);
    case Op::endBranch:
      return finish(id, answerOf(task));
    case Op::degrade:
      degrade(task);
      return ++task.pc, id;
    case Op::clean:
      task.tainted = false;
      return ++task.pc, id;
    default:
      HEADROOM_CHECK(false, "an instruction without a meaning");
  }
}

std::uint64_t World::keyOf(const Task& task, std::uint32_t keys) const {
  const KeySet& set = model_->keys[keys];
  return set.base + set.popularity->draw(sim::derive(task.root, set.salt).bits);
}

void World::startFill(TaskId parent, const CacheSite& site) {
  const PartId cache = site.call.target;
  const std::uint64_t wanted = keyOf(tasks_[parent], site.keys);
  const TaskId id = tasks_.take();
  Task& task = tasks_[id];
  task.tag = wanted;
  const Task& caller = tasks_[parent];
  task.flow = caller.flow;
  task.profile = caller.profile;
  task.root = caller.root;
  task.key = sim::derive(caller.key, site.call.salt, 0xF111);
  task.part = cache;
  task.operation = kFillOperation;
  task.pc = site.fillEntry;
  run(enter(id));
}

TaskId World::choose(TaskId id, const ChoiceSite& site) {
  Task& task = tasks_[id];
  const double u = sim::unitInterval(sim::derive(task.key, site.salt).bits);
  const auto way = std::upper_bound(site.upTo.begin(), site.upTo.end(), u) - site.upTo.begin();
  task.pc = site.target[static_cast<std::size_t>(way)];
  return id;
}

TaskId World::fork(TaskId id, const ForkSite& site) {
  tasks_[id].state = TaskState::joining;
  tasks_[id].open = static_cast<std::uint16_t>(site.branches.size());
  tasks_[id].failure = Failure{};
  tasks_[id].child = kNoTask;
  tasks_[id].pc = site.after;
  TaskId last = kNoTask;
  for (std::size_t i = 0; i < site.branches.size(); ++i) {
    const TaskId branch = tasks_.take();
    Task& task = tasks_[branch];
    const Task& parent = tasks_[id];
    task.kind = TaskKind::branch;
    task.parent = id;
    task.part = parent.part;
    task.replica = parent.replica;
    task.flow = parent.flow;
    task.profile = parent.profile;
    task.root = parent.root;
    task.key = parent.key;  // Salts name the steps, so branches draw apart by themselves.
    task.callerLeft = parent.callerLeft;
    task.entered = now_;
    task.pc = site.branches[i];
    (last == kNoTask ? tasks_[id].child : tasks_[last].sibling) = branch;
    last = branch;
    makeReady(branch);
  }
  return kNoTask;
}

/// What a task does when what it waited for has been handed to it.
TaskId World::wake(TaskId id) {
  switch (tasks_[id].state) {
    case TaskState::running:
      return id;  // A new branch.
    case TaskState::grantedPool:
      return enter(id);
    case TaskState::grantedConnection:
      return afterConnection(id);
    case TaskState::grantedLimit:
      return passDoor(id);
    case TaskState::turnedAway:
      return refuseInLine(id, tasks_[id].failure);
    case TaskState::grantedWorker:
      tasks_[id].state = TaskState::running;
      return id;
    case TaskState::grantedCore:
      startWork(id, model_->works[model_->code[tasks_[id].pc].site]);
      return kNoTask;
    case TaskState::parkedArrival:
      return enter(id);
    case TaskState::parkedDoor:
      return passDoor(id);
    case TaskState::parkedRun:
      tasks_[id].state = TaskState::running;
      return id;
    case TaskState::parkedService:
      return endService(id);
    case TaskState::landed:
      return leaveFlight(id);
    case TaskState::parkedReply: {
      Failure failure = tasks_[id].failure;
      bool failed = false;
      const TaskId next = deliver(id, failure, failed, tasks_[id].hit);
      return failed ? finish(id, failure) : next;
    }
    default:
      HEADROOM_CHECK(false, "woken without having waited");
      return kNoTask;
  }
}

/// A timer or a departure of a task that still waits for it.
void World::onTimer(TaskId id) {
  Task& task = tasks_[id];
  bump(id);
  if (task.state == TaskState::serving) [[likely]]
    return run(endService(id));
  switch (task.state) {
    case TaskState::waitingChild:
      return run(timeOutCall(id));
    case TaskState::backoff:
      return run(issue(id, callSiteOf(task)));
    case TaskState::waitingDoor:
      return run(passDoor(id));
    case TaskState::waitingStep:
      return run(passStep(id));
    case TaskState::waitingPool: {
      const std::uint16_t where =
          static_cast<std::uint16_t>(place::kFirstPool + callSiteOf(tasks_[task.parent]).pool);
      const PartId caller = tasks_[task.parent].part;
      sim::ServerGroup& pool = resources_[task.poolResource];
      pool.renege(tasks_, id, task.since, now_);
      ++pool.turnedAway;
      return run(finish(id, failureHere(Cause::poolTimeout, 503, caller, where)));
    }
    case TaskState::waitingConnection:
    case TaskState::waitingWorker:
    case TaskState::waitingLimit:
      return leaveLine(id);
    default:
      HEADROOM_CHECK(false, "a timer for a task that waits for none");
  }
}

}  // namespace headroom

// Waiting lines of a part: for its workers, its connections, or a limit with a line of its own. Who
// waits how long, who is next, who is shed.
#include "models/world/hop.h"

namespace headroom {

LineView World::lineOf(const Task& task, std::uint16_t which) {
  PartWorld& part = parts_[task.part.value];
  const PartModel& model = model_->parts[task.part.value];
  LineView line;
  line.where = which;
  const std::uint16_t firstLimit = model.firstLimitLine();
  if (which < firstLimit) {
    line.resource = resourceOf(part, task, which);
    line.queue = &model.queue;
    line.timeoutLane = part.queueTimeoutLane;
    if (part.ruled) line.rule = &part.lines[task.replica];
    return line;
  }
  const std::uint32_t k = which - firstLimit;
  const LimitModel& limit = model.limits[model.linedLimits[k]];
  const std::uint32_t replica = limit.perReplica ? task.replica : 0;
  line.resource = limitResource(task, limit.perReplica, which);
  line.queue = &*limit.queue;
  line.timeoutLane = part.limitTimeoutLanes[k];
  line.rule = &part.lines[static_cast<std::size_t>(model.replicas) * (k + 1) + replica];
  return line;
}

/// Which line a task waits in.
std::uint16_t World::whichLine(TaskId id) const {
  const Task& task = tasks_[id];
  if (task.state == TaskState::waitingWorker) return place::kWorkers;
  if (task.state == TaskState::waitingConnection) return place::kConnections;
  HEADROOM_CHECK(task.state == TaskState::waitingLimit, "not in a line of its part");
  return linesAt_[id];
}

/// Who finds a server free has waited for nothing, and those who shed by waits must know.
void World::foundFree(const LineView& line, const Task& task) {
  if (line.rule == nullptr) return;
  line.rule->sheds(now_, Duration::zero(), false);
  tellWait(task, Duration::zero());
}

TaskId World::waitInLine(TaskId id, const LineView& line, TaskState state) {
  Task& task = tasks_[id];
  sim::ServerGroup& group = resources_[line.resource];
  const QueueModel& queue = *line.queue;
  if (queue.capacity && group.line.length() >= *queue.capacity) {
    ++group.turnedAway;
    return refuseInLine(id, failureHere(Cause::queueFull, 503, task.part, line.where));
  }
  task.state = state;
  task.since = now_;
  if (line.rule != nullptr && group.line.empty()) line.rule->lastEmpty = now_;
  if (queue.discipline == Discipline::priority) {
    line.rule->levels.join(group.line, tasks_, id, levelOf(id));
    group.joined(now_);
  } else {
    group.wait(tasks_, id, now_);
  }
  if (queue.timeout) {
    const sim::Key key = sim::derive(task.key, sim::saltOf("patience"));
    armTimer(id, now_ + sim::draw(*queue.timeout, key), line.timeoutLane);
  } else if (queue.adaptiveTimeout) {
    armTimer(id, now_ + timeoutOf(*queue.adaptiveTimeout, line.rule->lastEmpty, now_),
             line.timeoutLane);
  }
  return kNoTask;
}

std::size_t World::levelOf(TaskId id) const {
  return static_cast<std::size_t>(model_->profiles[tasks_[id].profile].criticality);
}

/// Out of the line, whatever for; its wait is over.
void World::takeOut(TaskId id, const LineView& line) {
  if (line.queue->discipline == Discipline::priority)
    line.rule->levels.leave(tasks_, id, [this](TaskId who) { return levelOf(who); });
  resources_[line.resource].renege(tasks_, id, tasks_[id].since, now_);
}

TaskId World::nextOf(const LineView& line) const {
  const sim::WaitingLine& waiting = resources_[line.resource].line;
  const QueueModel& queue = *line.queue;
  const bool last = queue.discipline == Discipline::lifo ||
                    (queue.discipline == Discipline::adaptiveLifo &&
                     isStanding(line.rule->lastEmpty, now_, queue.standingAfter));
  return last ? waiting.back() : waiting.front();
}

/// Whom the line's rule lets in now, out of the line, past those it sheds; kNoTask when that is
/// nobody.
TaskId World::takeNext(const LineView& line) {
  sim::ServerGroup& group = resources_[line.resource];
  while (!group.line.empty()) {
    const TaskId next = nextOf(line);
    const Duration wait = now_ - tasks_[next].since;
    const bool shed = line.rule->sheds(now_, wait, group.line.length() > 1);
    takeOut(next, line);
    if (line.where < model_->parts[tasks_[next].part.value].firstLimitLine())
      tellWait(tasks_[next], wait);
    if (!shed) return next;
    turnAway(next, line);
  }
  line.rule->foundEmpty();
  return kNoTask;
}

/// A server held since `since` is free for the line: to whom its rule says.
void World::handOn(const LineView& line, Time since) {
  sim::ServerGroup& group = resources_[line.resource];
  if (group.over()) [[unlikely]]
    return group.retire(since, now_);
  const TaskId next = takeNext(line);
  if (next == kNoTask) {
    group.release(tasks_, since, now_);
    return;
  }
  group.handOver(since, now_);
  grant(next);
}

/// A limit with a line has so many places from now on; the line fills what is new.
void World::setPlaces(const LineView& line, std::int64_t places) {
  sim::ServerGroup& group = resources_[line.resource];
  group.resize(places, now_);
  while (group.free() && !group.line.empty()) {
    const TaskId next = takeNext(line);
    if (next == kNoTask) return;
    group.take(now_);
    grant(next);
  }
}

/// It is told when this instant's departures are done: its caller may be in the middle of one.
void World::turnAway(TaskId id, const LineView& line) {
  Task& task = tasks_[id];
  ++resources_[line.resource].turnedAway;
  task.failure = failureHere(Cause::shed, 503, task.part, line.where);
  task.state = TaskState::turnedAway;
  bump(id);
  makeReady(id);
}

/// Its patience with the line is at an end.
void World::leaveLine(TaskId id) {
  const Task& task = tasks_[id];
  const LineView line = lineOf(task, whichLine(id));
  const PartWorld& part = parts_[task.part.value];
  // Just after the end: timeouts of an instant come before the script that ends the hang.
  if (part.hanging > 0)
    return armTimer(id, std::max(part.hangsUntil, now_ + Duration{1}), line.timeoutLane);
  takeOut(id, line);
  ++resources_[line.resource].turnedAway;
  run(refuseInLine(id, failureHere(Cause::queueTimeout, 503, task.part, line.where)));
}

/// A line has refused it; where that is a limit's, the limit has.
TaskId World::refuseInLine(TaskId id, const Failure& failure) {
  Task& task = tasks_[id];
  const PartModel& part = model_->parts[task.part.value];
  const std::uint16_t first = part.firstLimitLine();
  if (failure.where < first) return finish(id, failure);
  const std::uint32_t fallback = part.limits[part.linedLimits[failure.where - first]].fallback;
  task.state = TaskState::running;
  task.failure = failure;
  if (fallback != 0) task.pc = fallback;
  return refuse(id);
}

/// The limits of the part that look at how long its line takes.
void World::tellWait(const Task& task, Duration wait) {
  const PartModel& part = model_->parts[task.part.value];
  for (const std::uint32_t index : part.limitsThatListen)
    limiterOf(task.part, part.limits[index], task.replica)->waited(now_, wait);
}

}  // namespace headroom

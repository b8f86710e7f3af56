// Single flight: who misses a key that is already being fetched waits for that result.
#include "models/world/hop.h"

namespace headroom {

TaskId World::joinFlight(TaskId id, const Instruction& instruction) {
  Task& task = tasks_[id];
  const std::uint64_t key = keyOf(task, model_->lookups[instruction.site].keys);
  std::uint32_t flight = flights_.find(instruction.site, task.replica, key);
  if (flight != FlightTable::kNone) {
    task.state = TaskState::waitingFlight;
    flights_[flight].followers.pushBack(tasks_, id);
    return kNoTask;
  }
  flight = flights_.begin(instruction.site, task.replica, key);
  flights_[flight].leader = id;
  std::uint32_t& leads = beside(leads_, id);
  flights_[flight].outer = task.leads ? leads : FlightTable::kNone;
  leads = flight;
  task.leads = true;
  ++task.pc;
  return id;
}

std::uint32_t World::flightOf(const Task& follower) const {
  const Instruction& instruction = model_->code[follower.pc];
  return flights_.find(instruction.site, follower.replica,
                       keyOf(follower, model_->lookups[instruction.site].keys));
}

/// The innermost flight that `leader` leads is over, for its followers, too.
void World::endFlight(TaskId leader, const Failure& failure) {
  const std::uint32_t flight = leads_[leader];
  leads_[leader] = flights_[flight].outer;
  tasks_[leader].leads = leads_[leader] != FlightTable::kNone;
  sim::WaitingLine& followers = flights_[flight].followers;
  while (!followers.empty()) {
    const TaskId id = followers.popFront(tasks_);
    bump(id);
    tasks_[id].state = TaskState::landed;
    tasks_[id].failure = failure;
    makeReady(id);
  }
  flights_.end(flight);
}

/// A follower goes on where its leader does, or fails as it did.
TaskId World::leaveFlight(TaskId id) {
  Task& task = tasks_[id];
  if (task.failure.failed()) return finish(id, task.failure);
  if (task.failure.degraded) degrade(task);
  task.state = TaskState::running;
  task.pc = model_->code[task.pc].target;
  return id;
}

}  // namespace headroom

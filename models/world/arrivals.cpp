// Where requests come from.
#include "models/world/world.h"

namespace headroom {

void World::scheduleArrival(std::uint32_t index) {
  const WorkloadModel& workload = model_->workload[index];
  const Time at = arrivals_[index].next(workload.curve);
  if (at >= model_->duration) return;
  events_set_.schedule(at, sim::EventClass::arrival, workload.flow.value,
                       payloadOf(EventKind::arrival, index));
}

void World::arrive(std::uint32_t index) {
  const WorkloadModel& workload = model_->workload[index];
  const std::uint64_t number = arrivalCounts_[index]++;
  const TaskId id = tasks_.take();
  Task& task = tasks_[id];
  task.tag = number;
  task.kind = TaskKind::request;
  task.flow = workload.flow;
  task.key = sim::derive(requestKeys_[index], workload.salt, number);
  task.root = task.key;
  task.pc = model_->flows[workload.flow.value].entry;
  task.entered = now_;
  FlowRecord& flow = recorder_.flows[workload.flow.value];
  ++flow.counts.offered;
  flow.inside.add(1, now_);
  scheduleArrival(index);
  run(id);
}

}  // namespace headroom

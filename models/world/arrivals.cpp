// Where requests come from.
#include <algorithm>

#include "models/world/world.h"

namespace headroom {

void World::scheduleArrival(std::uint32_t index) {
  const WorkloadModel& workload = model_->workload[index];
  const Time at = arrivals_[index].next(workload.curve);
  if (at >= model_->duration) return;
  events_set_.schedule(at, sim::EventClass::arrival, workload.flow.value,
                       payloadOf(EventKind::arrival, index));
}

/// Each attribute is drawn by itself: one more changes no other.
std::uint16_t World::drawProfile(const ProfileDraw& draw, sim::Key request) {
  std::uint32_t profile = draw.first;
  for (const AttributeDraw& attribute : draw.attributes) {
    const double u = sim::unitInterval(sim::derive(request, attribute.salt).bits);
    const auto value = std::upper_bound(attribute.upTo.begin(), attribute.upTo.end(), u);
    profile += attribute.step[static_cast<std::size_t>(value - attribute.upTo.begin())];
  }
  return static_cast<std::uint16_t>(profile);
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
  task.profile = drawProfile(workload.profile, task.key);
  FlowRecord& flow = recorder_.flows[workload.flow.value];
  ++flow.counts.offered;
  flow.inside.add(1, now_);
  if (!recorder_.segments.empty()) [[unlikely]]
    forSegmentsOf(task, [this](std::size_t s) {
      ++recorder_.segments[s].counts.offered;
      recorder_.segments[s].inside.add(1, now_);
    });
  if (!monitorsOfRequests_.empty()) [[unlikely]]
    monitorArrival(task);
  scheduleArrival(index);
  run(id);
}

}  // namespace headroom

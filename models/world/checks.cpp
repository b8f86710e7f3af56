// A run checks itself: a figure that does not balance is an error of ours and says so.
#include <fmt/format.h>

#include "models/notation/units.h"
#include "models/world/world.h"

namespace headroom {
namespace {

std::string who(const std::string& name, Time now, std::uint64_t seed) {
  return fmt::format("{} at {}, seed {}", name, toText(now), seed);
}

template <class Counts>
bool balanced(const Counts& c, std::int64_t inside) {
  return c.offered ==
         c.completed + c.degraded + c.refused + c.failed + static_cast<std::uint64_t>(inside);
}

}  // namespace

/// offered = completed + degraded + refused + failed + inside; `inside` is a level of its own, not
/// the remainder.
void World::checkBooks() const {
  checkBooksOfFlows();
  for (std::uint32_t i = 0; i < recorder_.parts.size(); ++i) checkBooksOf(PartId{i});
}

void World::checkBooksOfFlows() const {
  checkMonitorBooks();
  for (std::size_t i = 0; i < recorder_.flows.size(); ++i) {
    const FlowRecord& flow = recorder_.flows[i];
    HEADROOM_CHECK(balanced(flow.counts, flow.inside.level()),
                   who("books of flow " + model_->flows[i].name, now_, model_->seed));
  }
  for (std::size_t i = 0; i < recorder_.segments.size(); ++i)
    HEADROOM_CHECK(balanced(recorder_.segments[i].counts, recorder_.segments[i].inside.level()),
                   who("books of segment " + model_->segments[i], now_, model_->seed));
}

void World::checkBooksOf(PartId id) const {
  const PartRecord& part = recorder_.parts[id.value];
  HEADROOM_CHECK(balanced(part.counts, part.inside.level()),
                 who("books of part " + model_->parts[id.value].name, now_, model_->seed));
}

/// Little's law and the utilisation law to the nanosecond: the time integral of each level against
/// the sum of the stays (holds, waits) themselves, those of who is still inside read off their
/// records.
void World::checkLaws() const {
  const std::size_t flows = recorder_.flows.size();
  const std::size_t parts = recorder_.parts.size();
  const std::size_t segments = recorder_.segments.size();
  std::vector<sim::LevelTime> requestStays(flows), visitStays(parts), segmentStays(segments);
  std::vector<std::int64_t> requests(flows), visits(parts), ofSegment(segments);
  std::vector<sim::LevelTime> held(resources_.size()), waited(resources_.size());
  const auto hold = [&](std::uint32_t resource, Time since) {
    held[resource] += (now_ - since).count();
  };
  for (TaskId id = 0; id < tasks_.size(); ++id) {
    const Task& task = tasks_[id];
    if (!task.taken) continue;
    if (task.kind == TaskKind::request) {
      requestStays[task.flow.value] += (now_ - task.entered).count();
      ++requests[task.flow.value];
      if (segments > 0)
        forSegmentsOf(task, [&](std::size_t s) {
          segmentStays[s] += (now_ - task.entered).count();
          ++ofSegment[s];
        });
      continue;
    }
    if (task.arrived) {
      visitStays[task.part.value] += (now_ - task.entered).count();
      ++visits[task.part.value];
    }
    if (task.holdsWorker) hold(resourceOf(task, place::kWorkers), task.heldSince);
    if (task.holdsCore) hold(resourceOf(task, place::kCores), task.since);
    if (task.holdsConnection) hold(resourceOf(task, place::kConnections), task.heldSince);
    if (task.holdsPool) hold(task.poolResource, task.poolSince);
    for (std::uint32_t open = task.limits; open != 0; open &= open - 1) {
      const auto index = static_cast<std::size_t>(std::countr_zero(open));
      const LimitModel& limit = model_->parts[task.part.value].limits[index];
      if (!limit.queue) continue;
      hold(limitResource(task, limit.perReplica, limit.line),
           parts_[task.part.value].stays[limit.measured][id].admitted);
    }
    const auto wait = [&](std::uint32_t resource) {
      waited[resource] += (now_ - task.since).count();
    };
    if (task.state == TaskState::waitingPool) wait(task.poolResource);
    if (task.state == TaskState::waitingWorker) wait(resourceOf(task, place::kWorkers));
    if (task.state == TaskState::waitingCore) wait(resourceOf(task, place::kCores));
    if (task.state == TaskState::waitingLimit) {
      const PartModel& part = model_->parts[task.part.value];
      const std::uint16_t line = linesAt_[id];
      const LimitModel& limit = part.limits[part.linedLimits[line - part.firstLimitLine()]];
      wait(limitResource(task, limit.perReplica, line));
    }
    if (task.state == TaskState::waitingConnection) wait(resourceOf(task, place::kConnections));
  }
  for (std::size_t i = 0; i < flows; ++i) {
    const FlowRecord& flow = recorder_.flows[i];
    HEADROOM_CHECK(requests[i] == flow.inside.level() &&
                       flow.inside.integral(now_) == flow.stays + requestStays[i],
                   who("Little's law of flow " + model_->flows[i].name, now_, model_->seed));
  }
  for (std::size_t i = 0; i < segments; ++i) {
    const FlowRecord& segment = recorder_.segments[i];
    HEADROOM_CHECK(ofSegment[i] == segment.inside.level() &&
                       segment.inside.integral(now_) == segment.stays + segmentStays[i],
                   who("Little's law of segment " + model_->segments[i], now_, model_->seed));
  }
  for (std::size_t i = 0; i < parts; ++i) {
    const PartRecord& part = recorder_.parts[i];
    HEADROOM_CHECK(visits[i] == part.inside.level() &&
                       part.inside.integral(now_) == part.stays + visitStays[i],
                   who("Little's law of part " + model_->parts[i].name, now_, model_->seed));
  }
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    const sim::ServerGroup& group = resources_[i];
    HEADROOM_CHECK(group.busy.integral(now_) == group.held + held[i],
                   who(fmt::format("utilisation law of resource {}", i), now_, model_->seed));
    HEADROOM_CHECK(group.waiting.integral(now_) == group.waited + waited[i],
                   who(fmt::format("Little's law of waiting line {}", i), now_, model_->seed));
  }
}

}  // namespace headroom

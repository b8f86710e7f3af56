// Limits that change during a run: by hand, and by rules.
#include <fmt/format.h>

#include "models/spec/threshold.h"
#include "models/world/world.h"

namespace headroom {

void World::scheduleChanges() {
  for (std::uint32_t i = 0; i < model_->changes.size(); ++i)
    events_set_.schedule(model_->changes[i].at, sim::EventClass::script,
                         model_->changes[i].part.value, payloadOf(EventKind::limitChange, i));
}

void World::applyChange(const ChangeModel& change) {
  if (!change.burst) {
    changeLimit(change.part, change.limit, change.share, -1, 0);
    return;
  }
  const PartModel& part = model_->parts[change.part.value];
  const LimitModel& limit = part.limits[change.limit];
  for (std::int32_t r = 0; r < (limit.perReplica ? part.replicas : 1); ++r)
    limiterOf(change.part, limit, static_cast<std::uint32_t>(r))->setBurst(now_, *change.burst);
  note(now_, LogEntry::Kind::limitChanged, true, part.name,
       fmt::format("limit {} burst -> {}", limit.name, *change.burst));
}

/// Of each of the limit's limiters, or of its lines.
void World::setFigure(PartId id, const LimitModel& limit, double figure) {
  Task at;
  at.part = id;
  for (std::int32_t r = 0; r < (limit.perReplica ? model_->parts[id.value].replicas : 1); ++r) {
    at.replica = static_cast<std::uint16_t>(r);
    if (limit.queue)
      setPlaces(lineOf(at, limit.line), static_cast<std::int64_t>(figure));
    else
      limiterOf(id, limit, at.replica)->setFigure(now_, figure);
  }
}

/// To `share` of what is written; by the value of a monitor, or by hand (-1). Whether that is
/// another figure.
bool World::changeLimit(PartId id, std::uint32_t index, double share, std::int32_t monitor,
                        double value) {
  const PartModel& part = model_->parts[id.value];
  const LimitModel& limit = part.limits[index];
  double& present = parts_[id.value].limitShares[index];
  const double before = limit.figure->at(present);
  const double after = limit.figure->at(share);
  present = share;
  if (before == after) return false;
  setFigure(id, limit, after);
  if (!logHasRoom()) return true;
  std::string text = fmt::format("limit {} {} -> {}", limit.name, limit.figure->text(before),
                                 limit.figure->text(after));
  if (monitor >= 0) {
    const MonitorModel& by = model_->monitors[static_cast<std::size_t>(monitor)];
    text += fmt::format(" ({} {})", by.name, formatMetric(unitOf(by.metric), value));
  }
  note(now_, LogEntry::Kind::limitChanged, after < before, part.name, std::move(text));
  return true;
}

}  // namespace headroom

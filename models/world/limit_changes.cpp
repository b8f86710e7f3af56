// Limits that change during a run: by hand, and by rules.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/spec/threshold.h"
#include "models/world/world.h"

namespace headroom {

void World::scheduleChanges() {
  for (std::uint32_t i = 0; i < model_->changes.size(); ++i)
    events_set_.schedule(model_->changes[i].at, sim::EventClass::script,
                         model_->changes[i].part.value, payloadOf(EventKind::limitChange, i));
}

/// Each limiter of the limit with what it was made from: those of its shares, and those replicas
/// ask when the store of its state fails, included.
template <class Visit>
void World::forLimiters(PartId id, const LimitModel& limit, const Visit& visit) {
  std::vector<LimiterBox>& limiters = parts_[id.value].limiters;
  const auto keys = static_cast<std::int32_t>(limit.keys);
  const std::int32_t replicas = model_->parts[id.value].replicas * keys;
  const auto sets = [&](std::uint32_t first, const std::vector<LimiterSpec>& set, std::int32_t n) {
    for (std::size_t i = 0; i < set.size() * static_cast<std::size_t>(n); ++i)
      visit(limiters[first + i].get(), set[i % set.size()]);
  };
  sets(limit.first, limit.set, limit.perReplica ? replicas : keys);
  sets(limit.firstLocal, limit.localSet, replicas);
}

void World::applyChange(const ChangeModel& change) {
  if (!change.burst) {
    changeLimit(change.part, change.limit, change.share, -1, 0);
    return;
  }
  const PartModel& part = model_->parts[change.part.value];
  const LimitModel& limit = part.limits[change.limit];
  const auto written = static_cast<double>(std::get<TokenBucketSpec>(limit.limiter).burst);
  forLimiters(change.part, limit, [&](Limiter& limiter, const LimiterSpec& spec) {
    const auto& own = std::get<TokenBucketSpec>(spec);
    const double burst =
        static_cast<double>(*change.burst) * static_cast<double>(own.burst) / written;
    limiter.setBurst(now_, std::max(own.permits, static_cast<std::int64_t>(std::llround(burst))));
  });
  if (!logHasRoom()) return;
  note(now_, LogEntry::Kind::limitChanged, true, part.name,
       fmt::format("limit {} burst -> {}", limit.name, *change.burst));
}

void World::setPlacesOfLine(PartId id, const LimitModel& limit, std::int64_t places) {
  Task at;
  at.part = id;
  for (std::int32_t r = 0; r < (limit.perReplica ? model_->parts[id.value].replicas : 1); ++r) {
    at.replica = static_cast<std::uint16_t>(r);
    setPlaces(lineOf(at, limit.line), places);
  }
}

/// A limit that is off lets in whoever stands in its line; on again, it has the places it has now.
void World::openLine(PartId id, const LimitModel& limit, bool on) {
  const auto index = static_cast<std::size_t>(&limit - model_->parts[id.value].limits.data());
  const double share = parts_[id.value].limitShares[index];
  setPlacesOfLine(
      id, limit,
      on ? static_cast<std::int64_t>(limit.figure->at(share)) : sim::ServerGroup::kUnlimited);
}

/// Of each of the limit's limiters to `share` of its own, or of its lines.
void World::setFigure(PartId id, const LimitModel& limit, double share) {
  forLimiters(id, limit, [&](Limiter& limiter, const LimiterSpec& spec) {
    limiter.setFigure(now_, figureOf(spec)->at(share));
  });
  if (!limit.queue) return;
  const auto places = static_cast<std::int64_t>(limit.figure->at(share));
  for (std::uint32_t i = recorder_.resourcesFrom[id.value];
       i < recorder_.resourcesFrom[id.value + 1]; ++i) {
    ResourceRecord& record = recorder_.resources[i];
    if (record.which == limit.line)
      record.places.add(places * record.replicas - record.places.level(), now_);
  }
  setPlacesOfLine(id, limit, places);
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
  setFigure(id, limit, share);
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

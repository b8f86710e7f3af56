// Monitors of a run: who is counted, when a value is taken and known, and what looks at it.
#include <fmt/format.h>

#include <algorithm>

#include "models/spec/threshold.h"
#include "models/world/world.h"

namespace headroom {
namespace {

bool holds(double value, Comparison op, double bound) {
  switch (op) {
    case Comparison::lt:
      return value < bound;
    case Comparison::lte:
      return value <= bound;
    case Comparison::gt:
      return value > bound;
    case Comparison::gte:
      return value >= bound;
  }
  return false;
}

}  // namespace

void World::buildMonitors() {
  monitorsOf_.resize(parts_.size());
  for (std::uint32_t i = 0; i < model_->monitors.size(); ++i) {
    const MonitorModel& model = model_->monitors[i];
    monitors_.emplace_back(model);
    monitoredResources_.push_back(resourceNumber(model));
    if (model.part.valid()) {
      parts_[model.part.value].monitored = true;
      monitorsOf_[model.part.value].push_back(i);
    } else {
      monitorsOfRequests_.push_back(i);
    }
    scheduleMonitor(i);
  }
  alerts_.resize(model_->alerts.size());
  ruleRests_.resize(model_->rules.size());
}

std::uint32_t World::resourceNumber(const MonitorModel& monitor) const {
  if (!monitor.part.valid()) return kNoResource;
  for (std::uint32_t r = recorder_.resourcesFrom[monitor.part.value];
       r < recorder_.resourcesFrom[monitor.part.value + 1]; ++r)
    if (recorder_.resources[r].name == monitor.resource) return r;
  return kNoResource;
}

void World::scheduleMonitor(std::uint32_t index) {
  const Time next = now_ + model_->monitors[index].interval;
  if (next <= model_->duration)
    events_set_.schedule(next, sim::EventClass::control, index,
                         payloadOf(EventKind::monitorSample, index));
}

/// Those of the task's part, or, for a logical request, of the clients.
template <class Visit>
void World::forMonitorsOf(const Task& task, const Visit& visit) {
  const bool isRequest = task.kind == TaskKind::request;
  for (const std::uint32_t i : isRequest ? monitorsOfRequests_ : monitorsOf_[task.part.value]) {
    const MonitorModel& model = model_->monitors[i];
    if (!model.whom.has(task.profile)) continue;
    if (model.operation >= 0 && model.operation != task.operation) continue;
    visit(monitors_[i]);
  }
}

void World::monitorArrival(const Task& task) {
  forMonitorsOf(task, [this](MonitorState& monitor) { monitor.arrived(now_); });
}

void World::monitorEnd(const Task& task, const Failure& failure, bool good) {
  forMonitorsOf(
      task, [&](MonitorState& monitor) { monitor.left(now_, now_ - task.entered, failure, good); });
}

void World::sampleMonitor(std::uint32_t index) {
  const MonitorModel& model = model_->monitors[index];
  ResourceIntegrals integrals;
  std::int64_t capacity = 1;
  if (monitoredResources_[index] != kNoResource) {
    const ResourceCounts counts = countsOf(recorder_.resources[monitoredResources_[index]]);
    integrals = {counts.busy, counts.waiting};
    capacity = recorder_.resources[monitoredResources_[index]].capacity;
  }
  const double value = monitors_[index].sample(model, now_, integrals, capacity);
  scheduleMonitor(index);
  if (model.delay == Duration::zero()) return learn(index, value);
  monitors_[index].send(value);
  if (now_ + model.delay <= model_->duration)
    events_set_.schedule(now_ + model.delay, sim::EventClass::control, index,
                         payloadOf(EventKind::monitorKnown, index));
}

/// A value has become known. No value meets nothing.
void World::learn(std::uint32_t index, double value) {
  monitors_[index].known = value;
  for (std::uint32_t i = 0; i < alerts_.size(); ++i) {
    const AlertModel& alert = model_->alerts[i];
    if (alert.monitor != index) continue;
    AlertState& state = alerts_[i];
    state.since = holds(value, alert.op, alert.value) ? std::min(state.since, now_) : kNever;
    const bool met = state.since != kNever && now_ - state.since >= alert.holdFor;
    const bool turned = met != state.met;
    state.met = met;
    if (alert.rule >= 0) {
      if (met) applyRule(alert, value);
    } else if (turned) {
      switchLimit(alert.part, model_->parts[alert.part.value].limits[alert.limit], met);
    }
  }
}

void World::applyRule(const AlertModel& alert, double value) {
  const auto number = static_cast<std::size_t>(alert.rule);
  const RuleModel& rule = model_->rules[number];
  if (now_ < ruleRests_[number]) return;
  const double present = parts_[alert.part.value].limitShares[alert.limit];
  double share = rule.to;
  if (rule.scale) {
    share = present * *rule.scale;
    // What others have set beyond the bounds is not moved back by a rule that goes the other way.
    share = *rule.scale < 1 ? std::max(share, std::min(present, rule.least))
                            : std::min(share, std::max(present, rule.most));
  }
  if (!changeLimit(alert.part, alert.limit, share, static_cast<std::int32_t>(alert.monitor), value))
    return;
  ruleRests_[number] = now_ + rule.cooldown;
}

void World::sampleMonitorCurves() {
  for (const MonitorState& monitor : monitors_) recorder_.series.put(monitor.known);
}

void World::checkMonitorBooks() const {
  for (std::size_t i = 0; i < monitors_.size(); ++i)
    HEADROOM_CHECK(monitors_[i].balanced(),
                   fmt::format("books of monitor {} at {}, seed {}", model_->monitors[i].name,
                               toText(now_), model_->seed));
}

}  // namespace headroom

#include "models/program/compile_control.h"

#include "models/program/compile_profiles.h"
#include "models/spec/threshold.h"
#include "sim/check.h"

namespace headroom {
namespace {

/// Whom a monitor measures: its flow or segment, and what its match says beside.
ProfileSet whomOf(const MonitorSpec& spec, const Names& names) {
  MatchSpec match = spec.match.value_or(MatchSpec{});
  if (spec.flow) match.flow = spec.flow;
  if (spec.segment) match.segment = spec.segment;
  return compileMatch(match, names);
}

MonitorModel compileMonitor(const std::string& name, const MonitorSpec& spec, const Names& names) {
  MonitorModel monitor;
  monitor.name = name;
  monitor.whom = whomOf(spec, names);
  monitor.resource = spec.resource.value_or("");
  monitor.metric = spec.metric;
  monitor.aggregation = spec.aggregation.value_or(Aggregation::mean);
  monitor.interval = spec.interval;
  monitor.window = spec.windowLength();
  monitor.delay = spec.delay;
  if (!spec.part) return monitor;
  const std::uint32_t part = names.parts.at(spec.part->name);
  monitor.part = PartId{part};
  if (spec.match && spec.match->operation)
    monitor.operation = names.operationOf(part, *spec.match->operation);
  return monitor;
}

AlertModel alertOf(const MonitorRef& monitor, Comparison op, const AnyJson& value,
                   const std::optional<Duration>& holdFor, const Names& names) {
  const MonitorMetric metric = names.system->monitors.at(monitor.name).metric;
  AlertModel alert;
  alert.monitor = names.monitors.at(monitor.name);
  alert.op = op;
  alert.value = *valueIn(unitOf(metric), nameOf(metric), value.value).value;
  alert.holdFor = holdFor.value_or(Duration::zero());
  return alert;
}

std::uint32_t limitOf(const Model& model, PartId part, const std::string& name) {
  const std::vector<LimitModel>& limits = model.parts[part.value].limits;
  for (std::uint32_t i = 0; i < limits.size(); ++i)
    if (limits[i].name == name) return i;
  HEADROOM_CHECK(false, "a limit without its name");
  return 0;
}

RuleModel compileRule(const RuleSpec& spec) {
  RuleModel rule;
  rule.scale = spec.scale;
  rule.to = spec.to.value_or(Ratio{1}).value;
  rule.least = spec.atLeast.value_or(Ratio{kUsualLeast}).value;
  rule.most = spec.atMost.value_or(Ratio{kUsualMost}).value;
  rule.cooldown = spec.cooldown;
  return rule;
}

ChangeModel compileChange(const ChangeSpec& spec, const Names& names, const Model& model) {
  ChangeModel change;
  change.at = spec.at;
  change.part = PartId{names.parts.at(spec.part.name)};
  change.limit = limitOf(model, change.part, spec.limit);
  change.burst = spec.burst;
  const double written = model.parts[change.part.value].limits[change.limit].figure->written;
  if (spec.to) change.share = spec.to->value;
  if (spec.rate) change.share = spec.rate->perSecond / written;
  if (spec.count) change.share = static_cast<double>(*spec.count) / written;
  return change;
}

}  // namespace

AlertModel compileAlert(const ConditionSpec& spec, const Names& names) {
  return alertOf(*spec.monitor, *spec.op, *spec.value, spec.holdFor, names);
}

void compileControl(const ScenarioSpec& spec, const Names& names, Model& model) {
  for (const auto& [name, monitor] : spec.system.monitors)
    model.monitors.push_back(compileMonitor(name, monitor, names));
  for (std::uint32_t part = 0; part < model.parts.size(); ++part)
    for (std::uint32_t i = 0; i < model.parts[part].limits.size(); ++i) {
      LimitModel& limit = model.parts[part].limits[i];
      if (!limit.whenMonitor) continue;
      limit.alert = static_cast<std::int32_t>(model.alerts.size());
      model.alerts.push_back(*limit.whenMonitor);
      model.alerts.back().part = PartId{part};
      model.alerts.back().limit = i;
    }
  for (const RuleSpec& rule : spec.system.rules) {
    AlertModel alert = alertOf(rule.monitor, rule.op, rule.value, rule.holdFor, names);
    alert.part = PartId{names.parts.at(rule.part.name)};
    alert.limit = limitOf(model, alert.part, rule.limit);
    alert.rule = static_cast<std::int32_t>(model.rules.size());
    model.alerts.push_back(alert);
    model.rules.push_back(compileRule(rule));
  }
  for (const ChangeSpec& change : spec.changes)
    model.changes.push_back(compileChange(change, names, model));
}

}  // namespace headroom

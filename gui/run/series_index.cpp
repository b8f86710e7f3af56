#include "gui/run/series_index.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::gui {
namespace {

/// As the report has it: busy 95 % of an interval, and somebody waits.
constexpr double kSaturated = 0.95;
/// Busy all the time: whoever is behind it waits elsewhere, in the pool of a caller.
constexpr double kFull = 0.995;
/// A part that turns away fewer than this share serves.
constexpr double kRejecting = 0.01;
const std::string kFlow = "flow=";

/// Nothing is made of a metric that no view knows.
void indexFlow(std::map<std::string, FlowColumns>& flows, const std::string& name,
               const SeriesColumn& column, int number) {
  if (column.metric == "lost") {
    flows[name].causes.emplace_back(column.resource, number);
    return;
  }
  const std::pair<std::pair<const char*, const char*>, int FlowColumns::*> known[] = {
      {{"degraded", "rate"}, &FlowColumns::degraded},
      {{"offered", "rate"}, &FlowColumns::offered},
      {{"goodput", "rate"}, &FlowColumns::goodput},
      {{"refused", "rate"}, &FlowColumns::refused},
      {{"failed", "rate"}, &FlowColumns::failed},
      {{"attempts", "rate"}, &FlowColumns::attempts},
      {{"latency", "p50"}, &FlowColumns::p50},
      {{"latency", "p95"}, &FlowColumns::p95},
      {{"latency", "p99"}, &FlowColumns::p99}};
  for (const auto& [metric, member] : known)
    if (column.metric == metric.first && column.stat == metric.second) flows[name].*member = number;
}

ResourceColumns& resourceOf(PartColumns& part, const std::string& name) {
  for (ResourceColumns& resource : part.resources)
    if (resource.name == name) return resource;
  part.resources.push_back({name});
  return part.resources.back();
}

void indexPart(PartColumns& part, const SeriesColumn& column, int number) {
  if (column.metric == "utilisation") resourceOf(part, column.resource).utilisation = number;
  if (column.metric == "queue" && column.stat == "mean")
    resourceOf(part, column.resource).queue = number;
  if (column.metric == "inside") part.inside = number;
  if (column.metric == "offered") part.offered = number;
  if (column.metric == "degraded") part.degraded = number;
  if (column.metric == "refused") part.refused = number;
  if (column.metric == "failed") part.failed = number;
  if (column.metric == "hit_ratio") part.hitRatio = number;
}

void indexShare(ShareColumns& share, const SeriesColumn& column, int number) {
  const std::pair<const char*, int ShareColumns::*> known[] = {
      {"offered", &ShareColumns::offered},   {"completed", &ShareColumns::completed},
      {"degraded", &ShareColumns::degraded}, {"refused", &ShareColumns::refused},
      {"failed", &ShareColumns::failed},     {"served", &ShareColumns::served}};
  for (const auto& [metric, member] : known)
    if (column.metric == metric) share.*member = number;
}

double orZero(double value) { return std::isnan(value) ? 0 : value; }

/// The fault that keeps it from serving, else any other that acts on it.
const FaultWindow* faultAt(const std::vector<FaultWindow>& faults, const std::string& part,
                           Time at) {
  const FaultWindow* found = nullptr;
  for (const FaultWindow& fault : faults) {
    if (fault.part != part || at < fault.from || at >= fault.to) continue;
    if (found == nullptr || isOutage(fault)) found = &fault;
  }
  return found;
}

}  // namespace

bool isOutage(const FaultWindow& fault) {
  return fault.effect == "down" || fault.effect == "hangs";
}

SeriesIndex::SeriesIndex(const Series& series) {
  for (std::size_t i = 0; i < series.columns.size(); ++i) {
    const SeriesColumn& column = series.columns[i];
    const int number = static_cast<int>(i);
    if (column.part.empty()) {
      if (column.segment.starts_with(kFlow))
        indexFlow(flows, column.segment.substr(kFlow.size()), column, number);
      else if (!column.segment.empty())
        indexFlow(segments, column.segment, column, number);
    } else if (!column.segment.empty()) {
      indexShare(parts[column.part].segments[column.segment], column, number);
    } else if (column.metric == "calls") {
      edges[{column.part, column.resource}].calls = number;
    } else if (column.metric == "calls_failed") {
      edges[{column.part, column.resource}].failed = number;
    } else {
      indexPart(parts[column.part], column, number);
    }
  }
}

double valueAt(const Series& series, int column, std::size_t interval) {
  if (column < 0 || static_cast<std::size_t>(column) >= series.columns.size())
    return std::numeric_limits<double>::quiet_NaN();
  const std::vector<double>& values = series.columns[static_cast<std::size_t>(column)].values;
  return interval < values.size() ? values[interval] : std::numeric_limits<double>::quiet_NaN();
}

PartState stateAt(const Series& series, const PartColumns& columns, std::size_t interval,
                  const std::vector<FaultWindow>& faults, const std::string& part, Time at) {
  PartState state;
  state.utilisation = std::numeric_limits<double>::quiet_NaN();
  bool saturated = false;
  for (const ResourceColumns& resource : columns.resources) {
    const double busy = valueAt(series, resource.utilisation, interval);
    const double queue = orZero(valueAt(series, resource.queue, interval));
    state.queue += queue;
    // What has no line of its own is full when it is busy.
    saturated = saturated || busy >= kFull ||
                (busy >= kSaturated && (queue > 0 || resource.name == "throughput"));
    if (std::isnan(busy) || busy <= state.utilisation) continue;
    state.utilisation = busy;
    state.fullest = resource.name;
  }
  state.offered = orZero(valueAt(series, columns.offered, interval));
  state.degraded = orZero(valueAt(series, columns.degraded, interval));
  state.refused = orZero(valueAt(series, columns.refused, interval));
  state.failed = orZero(valueAt(series, columns.failed, interval));
  state.hitRatio = valueAt(series, columns.hitRatio, interval);
  const FaultWindow* fault = faultAt(faults, part, at);
  if (fault != nullptr) state.fault = fault->effect;
  if (fault != nullptr && isOutage(*fault))
    state.condition = Condition::down;
  else if (state.refused + state.failed > kRejecting * state.offered)
    state.condition = Condition::rejecting;
  else
    state.condition = saturated ? Condition::saturated : Condition::ok;
  return state;
}

}  // namespace headroom::gui

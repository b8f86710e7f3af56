// The finished record of a run as an Outcome.
#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "models/observe/measure.h"
#include "models/observe/recorder.h"

namespace headroom {
namespace {

Books booksOf(const FlowRecord& flow) {
  const FlowCounts& c = flow.counts;
  return {c.offered, c.completed, c.degraded,
          c.refused, c.failed,    static_cast<std::uint64_t>(flow.inside.level())};
}

Books booksOf(const PartRecord& part) {
  const PartCounts& c = part.counts;
  return {c.offered, c.completed, c.degraded,
          c.refused, c.failed,    static_cast<std::uint64_t>(part.inside.level())};
}

ResourceOutcome resourceOutcome(const Recorder& recorder, std::size_t index,
                                const std::vector<Phase>& phases, Time end) {
  const ResourceRecord& record = recorder.resources[index];
  ResourceOutcome out;
  out.name = record.name;
  out.capacity = record.capacity;
  out.whole = resourceSpan(recorder, index, Time::zero(), end);
  for (const Phase& phase : phases)
    out.phases.push_back(resourceSpan(recorder, index, phase.from, std::min(phase.to, end)));
  out.peakUtilisation = record.peakUtilisation;
  out.peakQueue = record.peakQueue;
  out.turnedAway = record.atTick.turnedAway;
  return out;
}

PartOutcome partOutcome(const Model& model, const Recorder& recorder, std::uint32_t id,
                        const std::vector<Phase>& phases, Time end) {
  static const std::vector<std::string> kinds = {"gateway", "instance", "cache", "database",
                                                 "external"};
  const PartRecord& record = recorder.parts[id];
  PartOutcome out;
  out.name = model.parts[id].name;
  out.kind = kinds[static_cast<std::size_t>(model.parts[id].kind)];
  out.replicas = model.parts[id].replicas;
  out.books = booksOf(record);
  out.causes = record.causes.named(model);
  out.serviceSeconds = sim::toLevelSeconds(record.served);
  out.wastedSeconds = sim::toLevelSeconds(record.wasted);
  for (const SegmentVisits& v : record.segments)
    out.segments.push_back(
        {v.offered, v.completed, v.degraded, v.refused, v.failed, sim::toLevelSeconds(v.served)});
  for (std::size_t i = recorder.resourcesFrom[id]; i < recorder.resourcesFrom[id + 1]; ++i)
    out.resources.push_back(resourceOutcome(recorder, i, phases, end));
  if (model.parts[id].kind != PartKind::cache) return out;
  out.cache = CacheCounts{record.counts.hits, record.counts.misses};
  for (const Phase& phase : phases) {
    const PartCounts span = partSpan(recorder, PartId{id}, phase.from, phase.to);
    out.cachePhases.push_back({span.hits, span.misses});
  }
  return out;
}

FlowOutcome flowOutcome(const Model& model, const Recorder& recorder, const FlowRecord& record,
                        const std::string& name, const std::vector<Phase>& phases, Time end) {
  FlowOutcome out;
  out.name = name;
  out.books = booksOf(record);
  out.whole = flowSpan(model, recorder, record, Time::zero(), model.duration);
  for (const Phase& phase : phases)
    out.phases.push_back(flowSpan(model, recorder, record, phase.from, phase.to));
  // A run that was stopped has measured less than was planned.
  out.whole.to = std::min(out.whole.to, end);
  for (FlowSpan& span : out.phases) span.to = std::max(span.from, std::min(span.to, end));
  return out;
}

/// How many of each interval's arrivals were answered with success, whenever that was.
void fillSuccesses(const FlowRecord& flow, const std::string& segment, Time end, Series& series) {
  for (SeriesColumn& column : series.columns) {
    if (column.segment != segment || column.metric != "success") continue;
    for (std::size_t i = 0; i < column.values.size(); ++i) {
      const Time from = series.interval * static_cast<std::int64_t>(i);
      const double seconds = toSeconds(std::min<Time>(from + series.interval, end) - from);
      column.values[i] = static_cast<double>(flow.successes[i]) / seconds;
    }
  }
}

/// "product-cache down", "product-cache down (2)": a phase is known by its name.
void numberRepeated(std::vector<Phase>& phases) {
  std::map<std::string, int> seen;
  for (Phase& phase : phases)
    if (const int count = ++seen[phase.name]; count > 1)
      phase.name += " (" + std::to_string(count) + ")";
}

}  // namespace

std::vector<Phase> phasesOf(const Model& model) {
  std::set<Time> times{Time::zero(), model.duration};
  for (const FaultModel& fault : model.faults) {
    if (fault.from < model.duration) times.insert(fault.from);
    if (fault.to < model.duration) times.insert(fault.to);
  }
  std::vector<Phase> phases;
  bool anyYet = false;
  for (auto it = times.begin(); std::next(it) != times.end(); ++it) {
    Phase phase{"", *it, *std::next(it)};
    for (const FaultModel& fault : model.faults) {
      const bool instant = std::holds_alternative<FlushSpec>(fault.effect);
      anyYet = anyYet || fault.from <= phase.from;
      if (!instant && fault.from <= phase.from && phase.from < fault.to)
        phase.name += (phase.name.empty() ? "" : " + ") + fault.text;
    }
    if (phase.name.empty()) phase.name = anyYet ? "after" : "before";
    phases.push_back(std::move(phase));
  }
  if (model.faults.empty() && !phases.empty()) phases.front().name = "whole run";
  numberRepeated(phases);
  return phases;
}

Outcome makeOutcome(const Model& model, const Recorder& recorder, Time end) {
  Outcome out;
  out.duration = end;
  out.phases = phasesOf(model);
  for (std::size_t i = 0; i < model.flows.size(); ++i)
    out.flows.push_back(
        flowOutcome(model, recorder, recorder.flows[i], model.flows[i].name, out.phases, end));
  for (std::size_t i = 0; i < model.segments.size(); ++i)
    out.segments.push_back(
        flowOutcome(model, recorder, recorder.segments[i], model.segments[i], out.phases, end));
  for (std::uint32_t id = 0; id < model.parts.size(); ++id)
    out.parts.push_back(partOutcome(model, recorder, id, out.phases, end));
  out.log = recorder.log;
  std::stable_sort(out.log.begin(), out.log.end(),
                   [](const LogEntry& a, const LogEntry& b) { return a.at < b.at; });
  out.series = recorder.series.series();
  for (std::uint32_t id = 0; id < model.flows.size(); ++id)
    fillSuccesses(recorder.flows[id], "flow=" + model.flows[id].name, end, out.series);
  for (std::size_t i = 0; i < model.segments.size(); ++i)
    fillSuccesses(recorder.segments[i], model.segments[i], end, out.series);
  for (std::size_t i = 0; i < model.assertions.size(); ++i)
    out.measurements.push_back(measure(model, recorder, i, end));
  return out;
}

}  // namespace headroom

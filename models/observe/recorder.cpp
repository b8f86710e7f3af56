#include "models/observe/recorder.h"

#include <algorithm>
#include <set>

#include "models/spec/threshold.h"

namespace headroom {
namespace {

/// The spans recovery is judged by (scenario-format.md: 20 s before the first fault).
constexpr Duration kBaselineSpan = std::chrono::seconds{20};
constexpr std::size_t kRecoveryMarks = 101;

Time firstFault(const Model& model) {
  Time first = kNever;
  for (const FaultModel& fault : model.faults) first = std::min(first, fault.from);
  return first;
}

}  // namespace

Recorder::Recorder(const Model& model) : series(model.duration), degrades(model.degrades) {
  planEpochs(model);
  planResources(model);
  planRecoveries(model);
  const std::size_t epochs = boundaries.size() - 1;
  flows.resize(model.flows.size());
  for (FlowRecord& flow : flows) flow.epochs.resize(epochs);
  segments.resize(model.segments.size());
  for (FlowRecord& segment : segments) segment.epochs.resize(epochs);
  parts.resize(model.parts.size());
  for (PartRecord& part : parts) {
    part.atEpoch.resize(epochs);
    part.servedAtEpoch.resize(epochs);
    part.wastedAtEpoch.resize(epochs);
    part.segments.resize(model.segments.size());
    part.segmentsAtSample.resize(model.segments.size());
  }
  for (ResourceRecord& resource : resources) resource.atEpoch.resize(epochs);
  edges.resize(model.edges.size());
  planLosses(model);
  planSeries(model);
  log.reserve(1024);
}

void Recorder::planEpochs(const Model& model) {
  std::set<Time> times{Time::zero(), model.duration};
  for (const FaultModel& fault : model.faults) {
    times.insert(fault.from);
    if (fault.to != kNever) times.insert(fault.to);
  }
  for (const AssertionModel& assertion : model.assertions) {
    times.insert(assertion.from);
    times.insert(assertion.to);
  }
  for (const Time t : times)
    if (t >= Time::zero() && t <= model.duration) boundaries.push_back(t);
}

void Recorder::planResources(const Model& model) {
  for (std::uint32_t id = 0; id < model.parts.size(); ++id) {
    resourcesFrom.push_back(static_cast<std::uint32_t>(resources.size()));
    const PartModel& part = model.parts[id];
    const auto add = [&](std::uint16_t which, std::string name, std::int64_t each) {
      ResourceRecord r;
      r.part = PartId{id};
      r.which = which;
      r.name = std::move(name);
      r.capacity = each * part.replicas;
      r.replicas = part.replicas;
      resources.push_back(std::move(r));
    };
    if (part.workers) add(place::kWorkers, "workers", *part.workers);
    if (part.cores) add(place::kCores, "cores", *part.cores);
    if (part.connections) add(place::kConnections, "connections", *part.connections);
    for (std::size_t i = 0; i < part.pools.size(); ++i)
      add(static_cast<std::uint16_t>(place::kFirstPool + i),
          "pool " + model.parts[part.pools[i].callee.value].name, part.pools[i].size);
    for (const std::uint32_t index : part.linedLimits) {
      const LimitModel& limit = part.limits[index];
      add(limit.line, placeName(model, PartId{id}, limit.line), limit.places);
      if (limit.perReplica) continue;
      resources.back().replicas = 1;
      resources.back().capacity = limit.places;
    }
    if (part.serviceGap > Duration::zero()) add(place::kThroughput, "throughput", 1);
  }
  resourcesFrom.push_back(static_cast<std::uint32_t>(resources.size()));
}

void Recorder::planRecoveries(const Model& model) {
  for (std::size_t i = 0; i < model.assertions.size(); ++i) {
    if (model.assertions[i].metric != Metric::recoveryTime) continue;
    RecoveryWatch watch;
    watch.assertion = i;
    watch.flow = model.assertions[i].flow;
    watch.segment = model.assertions[i].segment;
    watch.after = model.assertions[i].after;
    watch.ring.resize(kRecoveryMarks);
    recoveries.push_back(std::move(watch));
  }
  const Time fault = firstFault(model);
  if (recoveries.empty() || fault == kNever) return;
  boundaries.push_back(std::max(Time::zero(), fault - kBaselineSpan));
  std::sort(boundaries.begin(), boundaries.end());
  boundaries.erase(std::unique(boundaries.begin(), boundaries.end()), boundaries.end());
}

/// Every cause but those of policies that the system has not.
void Recorder::planLosses(const Model& model) {
  bool sheds = false;
  const auto look = [&sheds](const QueueModel& queue) {
    sheds = sheds || !std::holds_alternative<std::monostate>(queue.shedder);
  };
  for (const PartModel& part : model.parts) {
    look(part.queue);
    for (const std::uint32_t limit : part.linedLimits) look(*part.limits[limit].queue);
  }
  for (std::size_t i = 1; i < CauseCounts{}.size(); ++i) {
    const auto cause = static_cast<Cause>(i);
    if ((cause == Cause::shed && !sheds) || (cause == Cause::throttled && model.throttles.empty()))
      continue;
    losses.push_back(cause);
  }
}

/// The curves of a flow or a segment, in the order in which World::sampleStream() puts the values.
void Recorder::planStream(const std::string& segment) {
  for (const char* metric : {"offered", "goodput", "refused", "failed", "attempts"})
    series.addColumn("", segment, metric, "rate", "", "1/s");
  if (degrades) series.addColumn("", segment, "degraded", "rate", "", "1/s");
  series.addColumn("", segment, "success", "rate", "", "1/s");
  for (const char* stat : {"p50", "p95", "p99"})
    series.addColumn("", segment, "latency", stat, "", "s");
  for (const Cause cause : losses)
    series.addColumn("", segment, "lost", "rate", nameOf(cause), "1/s");
}

void Recorder::planMonitor(const MonitorModel& monitor) {
  static constexpr std::array kUnits{"1/s", "1", "s", "1"};  // As MetricUnit.
  const MetricUnit unit = unitOf(monitor.metric);
  const std::string stat =
      unit == MetricUnit::duration
          ? EnumNames<Aggregation>::names()[static_cast<std::size_t>(monitor.aggregation)]
      : unit == MetricUnit::rate ? "rate"
                                 : "mean";
  series.addColumn("", "", "monitor", stat, monitor.name, kUnits[static_cast<std::size_t>(unit)]);
}

/// In the order in which World::sample() puts the values.
void Recorder::planSeries(const Model& model) {
  for (const FlowModel& flow : model.flows) planStream("flow=" + flow.name);
  for (const std::string& name : model.segments) planStream(name);
  for (const PartModel& part : model.parts) {
    series.addColumn(part.name, "", "inside", "mean", "", "1");
    for (const char* metric : {"offered", "refused", "failed"})
      series.addColumn(part.name, "", metric, "rate", "", "1/s");
    if (degrades) series.addColumn(part.name, "", "degraded", "rate", "", "1/s");
    if (part.kind == PartKind::cache) series.addColumn(part.name, "", "hit_ratio", "mean", "", "1");
    for (const std::string& name : model.segments) {
      for (const char* metric : {"offered", "completed", "refused", "failed"})
        series.addColumn(part.name, name, metric, "rate", "", "1/s");
      if (degrades) series.addColumn(part.name, name, "degraded", "rate", "", "1/s");
      series.addColumn(part.name, name, "served", "mean", "", "1");
    }
  }
  for (const ResourceRecord& r : resources) {
    const std::string& part = model.parts[r.part.value].name;
    series.addColumn(part, "", "utilisation", "mean", r.name, "1");
    series.addColumn(part, "", "queue", "mean", r.name, "1");
    series.addColumn(part, "", "queue", "max", r.name, "1");
  }
  for (const CallPair& edge : model.edges) {
    if (!edge.caller.valid()) continue;  // Attempts of a flow: above.
    const std::string& caller = model.parts[edge.caller.value].name;
    const std::string& callee = model.parts[edge.callee.value].name;
    for (const char* metric : {"calls", "calls_failed"})
      series.addColumn(caller, "", metric, "rate", callee, "1/s");
  }
  for (const MonitorModel& monitor : model.monitors) planMonitor(monitor);
  series.reserve();
  for (FlowRecord& flow : flows) flow.successes.resize(series.room());
  for (FlowRecord& segment : segments) segment.successes.resize(series.room());
}

/// An arrival at a boundary belongs to the epoch that begins there.
std::uint32_t Recorder::epochOf(Time arrived) const {
  std::uint32_t index = epoch;
  while (arrived < boundaries[index]) --index;
  return index;
}

void Recorder::answered(FlowRecord& flow, Time arrived, Duration latency, const Failure& failure,
                        bool good) {
  FlowEpoch& now = flow.epochs[epoch];
  Cohort& cohort = flow.epochs[epochOf(arrived)].cohort;
  if (failure.degraded) {
    ++flow.counts.degraded;
    ++cohort.degraded;
    flow.counts.degradedGood += good ? 1U : 0U;
    cohort.degradedGood += good ? 1U : 0U;
  } else if (good) {
    ++flow.counts.completed;
  }
  if (good) {
    ++cohort.succeeded;
    if (countsOnly) return;
    flow.fresh.record(latency);
    ++flow.successes[series.indexOf(arrived)];
    return;
  }
  if (failure.failed()) countFailure(flow, now, cohort, failure);
  if (countsOnly) return;
  if (!now.failureLatency) now.failureLatency.emplace();
  now.failureLatency->record(latency);
}

void Recorder::countFailure(FlowRecord& flow, FlowEpoch& now, Cohort& cohort,
                            const Failure& failure) const {
  const bool refusal = isRefusal(failure.cause);
  ++(refusal ? flow.counts.refused : flow.counts.failed);
  ++(refusal ? cohort.refused : cohort.failed);
  now.causes.count(failure);
  if (countsOnly) return;
  flow.sinceTick.count(failure);
  ++flow.lost[static_cast<std::size_t>(failure.cause)];
}

/// Latencies are recorded once, for the interval; its end, or the epoch's, adds them to the epoch.
void Recorder::settleLatencies(FlowRecord& flow) {
  if (flow.fresh.count() == 0) return;
  std::optional<sim::Histogram>& latency = flow.epochs[epoch].latency;
  if (!latency) latency.emplace();
  latency->merge(flow.fresh);
}

void Recorder::carryLatencies(FlowRecord& flow) {
  settleLatencies(flow);
  flow.carried.merge(flow.fresh);
  flow.fresh.clear();
}

void Recorder::beginEpoch(std::uint32_t index, const std::vector<ResourceCounts>& now) {
  settle();
  epoch = index;
  for (FlowRecord& flow : flows) flow.epochs[index].atStart = flow.counts;
  for (FlowRecord& segment : segments) segment.epochs[index].atStart = segment.counts;
  for (PartRecord& part : parts) {
    part.atEpoch[index] = part.counts;
    part.servedAtEpoch[index] = part.served;
    part.wastedAtEpoch[index] = part.wasted;
  }
  for (std::size_t i = 0; i < resources.size(); ++i) resources[i].atEpoch[index] = now[i];
}

}  // namespace headroom

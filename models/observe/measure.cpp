#include "models/observe/measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "models/notation/units.h"
#include "models/outcome/aggregate.h"
#include "sim/check.h"

namespace headroom {
namespace {

/// The epoch that starts at `t`; the number of epochs for the run's end. Where a run was stopped,
/// the one after the present: it never began.
std::size_t epochAt(const Recorder& recorder, Time t) {
  const auto& b = recorder.boundaries;
  const auto found = std::lower_bound(b.begin(), b.end(), t);
  const auto index = static_cast<std::size_t>(found - b.begin());
  HEADROOM_CHECK(found != b.end() && (*found == t || index > recorder.epoch),
                 "no epoch boundary at this time");
  return index;
}

/// The counts at the start of an epoch; at the end of the run, or in an epoch a stopped run never
/// reached, the latest ones.
FlowCounts flowAt(const Recorder& recorder, const FlowRecord& flow, std::size_t epoch) {
  return epoch > recorder.epoch ? flow.counts : flow.epochs[epoch].atStart;
}
PartCounts partAt(const Recorder& recorder, const PartRecord& part, std::size_t epoch) {
  return epoch > recorder.epoch ? part.counts : part.atEpoch[epoch];
}
ResourceCounts resourceAt(const Recorder& recorder, const ResourceRecord& r, std::size_t epoch) {
  return epoch > recorder.epoch ? r.atTick : r.atEpoch[epoch];
}

void addEpoch(FlowSpan& span, const FlowEpoch& epoch, CauseTable& causes) {
  span.cohortSucceeded += epoch.cohort.succeeded;
  span.cohortRefused += epoch.cohort.refused;
  span.cohortFailed += epoch.cohort.failed;
  span.cohortDegraded += epoch.cohort.degraded;
  span.cohortDegradedGood += epoch.cohort.degradedGood;
  causes.add(epoch.causes);
  if (epoch.latency) span.latency.merge(*epoch.latency);
  if (epoch.failureLatency) span.failureLatency.merge(*epoch.failureLatency);
}

double share(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

Measurement nothing(std::string why) { return {std::nullopt, std::move(why), std::nullopt, 0}; }

Measurement measureLatency(const FlowSpan& span, Aggregation how) {
  if (span.latency.count() == 0) return nothing("no successful answer in the window");
  return {aggregate(span.latency, how), "", span.latency, span.latency.count()};
}

Measurement measureFlow(const AssertionModel& a, const FlowSpan& span) {
  const double seconds = span.seconds();
  const std::uint64_t ended = span.cohortEnded();
  const std::string unfinished =
      span.cohortUnfinished() == 0
          ? ""
          : fmt::format("{} unfinished at the run's end left out", span.cohortUnfinished());
  switch (a.metric) {
    case Metric::offered:
      return {static_cast<double>(span.offered) / seconds, "", std::nullopt, 0};
    case Metric::goodput:
      return {static_cast<double>(span.good()) / seconds, "", std::nullopt, 0};
    case Metric::latency:
      return measureLatency(span, a.aggregation.value_or(Aggregation::p99));
    case Metric::retryAmplification:
      if (span.offered == 0) return nothing("no request arrived in the window");
      return {share(span.attempts, span.offered), "", std::nullopt, 0};
    default:
      break;
  }
  if (ended == 0) return nothing("no request that arrived in the window was answered");
  const std::uint64_t counted = a.metric == Metric::successRatio    ? span.cohortSucceeded
                                : a.metric == Metric::refusedRatio  ? span.cohortRefused
                                : a.metric == Metric::degradedRatio ? span.cohortDegraded
                                                                    : span.cohortFailed;
  return {share(counted, ended), unfinished, std::nullopt, ended};
}

Measurement measureRecovery(const Recorder& recorder, std::size_t index, Time end) {
  for (const RecoveryWatch& watch : recorder.recoveries) {
    if (watch.assertion != index) continue;
    if (watch.recoveredAt)
      return {toSeconds(*watch.recoveredAt - watch.after), "", std::nullopt, 0};
    if (watch.ratioBefore <= 0) return nothing("nothing was served before the first fault");
    return {std::numeric_limits<double>::infinity(),
            fmt::format("never recovered by the run's end at {}", toText(end)), std::nullopt, 0};
  }
  return nothing("not watched");
}

Measurement measurePart(const Recorder& recorder, const AssertionModel& a) {
  if (a.metric == Metric::hitRatio) {
    const PartCounts c = partSpan(recorder, a.part, a.from, a.to);
    if (c.hits + c.misses == 0) return nothing("no look-up in the window");
    return {share(c.hits, c.hits + c.misses), "", std::nullopt, c.hits + c.misses};
  }
  if (a.metric == Metric::wastedRatio) {
    const PartRecord& part = recorder.parts[a.part.value];
    const std::size_t from = epochAt(recorder, a.from);
    const std::size_t to = epochAt(recorder, a.to);
    const auto at = [&](const std::vector<sim::LevelTime>& epochs, sim::LevelTime last,
                        std::size_t epoch) {
      return epoch > recorder.epoch ? last : epochs[epoch];
    };
    const sim::LevelTime served =
        at(part.servedAtEpoch, part.served, to) - at(part.servedAtEpoch, part.served, from);
    const sim::LevelTime wasted =
        at(part.wastedAtEpoch, part.wasted, to) - at(part.wastedAtEpoch, part.wasted, from);
    if (served == 0) return nothing("no service in the window");
    return {static_cast<double>(wasted) / static_cast<double>(served), "", std::nullopt, 0};
  }
  for (std::size_t i = 0; i < recorder.resources.size(); ++i) {
    const ResourceRecord& r = recorder.resources[i];
    if (r.part != a.part || r.name != a.resource) continue;
    const ResourceSpan span = resourceSpan(recorder, i, a.from, a.to);
    return {a.metric == Metric::utilisation ? span.utilisation : span.queue, "", std::nullopt, 0};
  }
  return nothing("no such resource");
}

}  // namespace

FlowSpan flowSpan(const Model& model, const Recorder& recorder, const FlowRecord& flow, Time from,
                  Time to) {
  const std::size_t first = epochAt(recorder, from);
  const std::size_t last = epochAt(recorder, to);
  const FlowCounts a = flowAt(recorder, flow, first);
  const FlowCounts b = flowAt(recorder, flow, last);
  FlowSpan span;
  span.from = from;
  span.to = to;
  span.offered = b.offered - a.offered;
  span.attempts = b.attempts - a.attempts;
  span.completed = b.completed - a.completed;
  span.degraded = b.degraded - a.degraded;
  span.degradedGood = b.degradedGood - a.degradedGood;
  span.refused = b.refused - a.refused;
  span.failed = b.failed - a.failed;
  CauseTable causes;
  for (std::size_t i = first; i < last; ++i) addEpoch(span, flow.epochs[i], causes);
  span.causes = causes.named(model);
  return span;
}

PartCounts partSpan(const Recorder& recorder, PartId id, Time from, Time to) {
  const PartRecord& part = recorder.parts[id.value];
  const PartCounts a = partAt(recorder, part, epochAt(recorder, from));
  const PartCounts b = partAt(recorder, part, epochAt(recorder, to));
  return {b.offered - a.offered,  b.completed - a.completed, b.refused - a.refused,
          b.failed - a.failed,    b.hits - a.hits,           b.misses - a.misses,
          b.degraded - a.degraded};
}

ResourceSpan resourceSpan(const Recorder& recorder, std::size_t index, Time from, Time to) {
  const ResourceRecord& r = recorder.resources[index];
  const ResourceCounts a = resourceAt(recorder, r, epochAt(recorder, from));
  const ResourceCounts b = resourceAt(recorder, r, epochAt(recorder, to));
  const double nanos = static_cast<double>((to - from).count());
  ResourceSpan span;
  if (nanos <= 0) return span;
  span.busy = static_cast<double>(b.busy - a.busy) / nanos;
  span.queue = static_cast<double>(b.waiting - a.waiting) / nanos;
  span.saturated = static_cast<double>(b.full - a.full) / nanos / r.replicas;
  span.utilisation = r.capacity > 0 ? span.busy / r.meanPlaces(a, b, nanos) : 0;
  return span;
}

Measurement measure(const Model& model, const Recorder& recorder, std::size_t index, Time end) {
  const AssertionModel& a = model.assertions[index];
  if (end < model.duration && a.to > end) return nothing("the run was stopped before");
  if (a.metric == Metric::recoveryTime) return measureRecovery(recorder, index, end);
  if (a.part.valid()) return measurePart(recorder, a);
  return measureFlow(a,
                     flowSpan(model, recorder, recorder.streamOf(a.flow, a.segment), a.from, a.to));
}

}  // namespace headroom

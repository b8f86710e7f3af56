// What is looked at once a second: the books, the state of every resource, what began and ended.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "models/world/world.h"

namespace headroom {
namespace {

constexpr double kSaturatedShare = 0.95;  // scenario-format.md: busy >= 95 % of a second
constexpr double kFailingFrom = 0.05, kFailingTo = 0.02;
constexpr double kAmplifyingFrom = 1.5, kAmplifyingTo = 1.2;
constexpr double kColdFrom = 0.7, kColdTo = 0.9;  // of its best second so far
constexpr std::uint64_t kEnoughToTell = 5;
constexpr std::size_t kMaxLog = 10'000;
constexpr Duration kRecoveryStep = std::chrono::milliseconds{100};

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? std::numeric_limits<double>::quiet_NaN()
                    : static_cast<double>(part) / static_cast<double>(whole);
}

std::string percent(double share) { return fmt::format("{:.0f} %", share * 100); }

}  // namespace

bool World::logHasRoom() const { return recorder_.log.size() < kMaxLog && !recorder_.countsOnly; }

void World::note(Time at, LogEntry::Kind kind, bool begins, std::string subject, std::string text) {
  if (logHasRoom())
    recorder_.log.push_back({at, kind, begins, std::move(subject), std::move(text)});
}

void World::observeResources() {
  for (std::uint32_t i = 0; i < recorder_.resources.size(); ++i) observeResource(i);
}

void World::observeResource(std::uint32_t index) {
  resourceCounts_[index] = countsOf(recorder_.resources[index]);
}

ResourceCounts World::countsOf(const ResourceRecord& record) const {
  const PartWorld& part = parts_[record.part.value];
  ResourceCounts counts;
  if (record.which == place::kThroughput) {
    counts.busy = part.throughput.busyUntil(now_).count();
    counts.full = counts.busy;
    return counts;
  }
  for (std::int32_t r = 0; r < record.replicas; ++r) {
    const sim::ServerGroup& group =
        resources_[part.firstResource + static_cast<std::uint32_t>(r) * part.resourcesPerReplica +
                   record.which];
    counts.busy += group.busy.integral(now_);
    counts.waiting += group.waiting.integral(now_);
    counts.full += group.fullIntegral(now_);
    counts.turnedAway += group.turnedAway;
  }
  return counts;
}

void World::observe() {
  const double seconds = toSeconds(now_ - recorder_.lastTick);
  if (seconds > 0) tick(seconds);
  recorder_.lastTick = now_;
  const bool last = now_ >= model_->duration;
  const Duration sinceSample = now_ - recorder_.lastSample;
  if (!recorder_.countsOnly && sinceSample > Duration::zero() &&
      (last || sinceSample >= recorder_.series.interval())) {
    sample(toSeconds(sinceSample));
    recorder_.lastSample = now_;
  }
  if (last) return;
  const Time next = std::min<Time>(now_ + std::chrono::seconds{1}, model_->duration);
  events_set_.schedule(next, sim::EventClass::observation, 0, payloadOf(EventKind::observe, 0));
}

void World::tick(double seconds) {
  checkBooksOfFlows();
  live_.keepIf([&](PartId id) { return tickPart(id, seconds); });
  if (recorder_.countsOnly) return;
  for (std::uint32_t id = 0; id < recorder_.flows.size(); ++id) tickFlow(FlowId{id});
}

/// Looks at a part; whether anything can be new there in the next second if nobody comes by.
bool World::tickPart(PartId id, double seconds) {
  checkBooksOf(id);
  PartRecord& part = recorder_.parts[id.value];
  bool stirs = part.inside.level() > 0;
  for (std::uint32_t i = recorder_.resourcesFrom[id.value];
       i < recorder_.resourcesFrom[id.value + 1]; ++i) {
    observeResource(i);
    const ResourceRecord& resource = recorder_.resources[i];
    stirs = stirs || resourceCounts_[i] != resource.atTick || resource.saturated;
    if (recorder_.countsOnly)
      recorder_.resources[i].atTick = resourceCounts_[i];
    else
      tickResource(i, seconds);
  }
  if (parts_[id.value].store != 0xFFFFFFFF && !recorder_.countsOnly) tickCache(id);
  part.atTick = part.counts;
  return stirs;
}

/// When a resource filled up that has been full for nearly all of the last second: within it as the
/// rest of its share says, or, if it was full throughout, as late in the second before.
Time World::saturatedSince(const ResourceRecord& r, double fullShare, double seconds) const {
  if (fullShare < 0.999) return recorder_.lastTick + fromSeconds(seconds * (1 - fullShare));
  return std::max(Time::zero(), recorder_.lastTick - fromSeconds(seconds * r.lastFullShare));
}

void World::tickResource(std::size_t index, double seconds) {
  ResourceRecord& r = recorder_.resources[index];
  const ResourceCounts& now = resourceCounts_[index];
  const double nanos = seconds * 1e9;
  const double busy = static_cast<double>(now.busy - r.atTick.busy) / nanos;
  const double queue = static_cast<double>(now.waiting - r.atTick.waiting) / nanos;
  const double fullShare = static_cast<double>(now.full - r.atTick.full) / nanos / r.replicas;
  const std::uint64_t away = now.turnedAway - r.atTick.turnedAway;
  r.peakUtilisation = std::max(r.peakUtilisation, busy / static_cast<double>(r.capacity));
  r.peakQueue = std::max(r.peakQueue, queue);
  const bool pressed = queue > 0 || away > 0 || r.which == place::kThroughput;
  const bool saturated = fullShare >= kSaturatedShare && pressed;
  if (saturated != r.saturated) {
    const Time at = saturated ? saturatedSince(r, fullShare, seconds)
                              : recorder_.lastTick + fromSeconds(seconds * fullShare);
    const std::string text =
        saturated ? fmt::format("{} saturated: all {} busy{}{}", r.name, r.capacity,
                                queue >= 1 ? fmt::format(", {:.0f} waiting", queue) : "",
                                away > 0 ? fmt::format(", {} turned away in a second", away) : "")
                  : r.name + " no longer saturated";
    note(at, LogEntry::Kind::saturated, saturated, model_->parts[r.part.value].name, text);
    r.saturated = saturated;
  }
  r.lastFullShare = fullShare;
  r.atTick = now;
}

void World::tickCache(PartId id) {
  PartRecord& part = recorder_.parts[id.value];
  const std::uint64_t hits = part.counts.hits - part.atTick.hits;
  const std::uint64_t all = hits + part.counts.misses - part.atTick.misses;
  if (all < kEnoughToTell) return;
  const double now = ratio(hits, all);
  part.usualHitRatio = std::max(part.usualHitRatio, now);
  const bool cold = now < (part.cold ? kColdTo : kColdFrom) * part.usualHitRatio;
  if (cold != part.cold)
    note(recorder_.lastTick, LogEntry::Kind::cold, cold, model_->parts[id.value].name,
         fmt::format("hit ratio {} {} (usual {})", cold ? "down to" : "back at", percent(now),
                     percent(part.usualHitRatio)));
  part.cold = cold;
}

void World::tickFlow(FlowId id) {
  FlowRecord& flow = recorder_.flows[id.value];
  const FlowCounts& c = flow.counts;
  const std::uint64_t bad = c.bad() - flow.atTick.bad();
  const std::uint64_t answers = bad + c.good() - flow.atTick.good();
  const std::uint64_t offered = c.offered - flow.atTick.offered;
  const std::string& name = model_->flows[id.value].name;
  const double badShare = answers == 0 ? 0 : ratio(bad, answers);
  const bool failing = answers >= kEnoughToTell
                           ? badShare > (flow.failing ? kFailingTo : kFailingFrom)
                           : flow.failing;
  if (failing != flow.failing) {
    std::string text =
        failing ? fmt::format("{} of answers bad: degraded", percent(badShare))
                : fmt::format("served again ({} of answers good)", percent(1 - badShare));
    if (failing && !flow.sinceTick.empty()) {
      const CauseCount most = flow.sinceTick.named(*model_).front();
      text = fmt::format("{} of answers bad, most: {} {} at {}{}", percent(badShare), most.status,
                         nameOf(most.cause), most.origin,
                         most.resource.empty() ? "" : " " + most.resource);
    }
    note(recorder_.lastTick, LogEntry::Kind::failing, failing, name, text);
  }
  const double attempts = offered == 0 ? 1 : ratio(c.attempts - flow.atTick.attempts, offered);
  const bool amplifying = attempts > (flow.amplifying ? kAmplifyingTo : kAmplifyingFrom);
  if (amplifying != flow.amplifying && offered >= kEnoughToTell)
    note(recorder_.lastTick, LogEntry::Kind::failing, amplifying, name,
         amplifying ? fmt::format("retries: {:.1f} attempts a request", attempts)
                    : "retries subside");
  if (offered >= kEnoughToTell) flow.amplifying = amplifying;
  flow.failing = failing;
  flow.atTick = c;
  flow.sinceTick.clear();
}

/// The longest line since the last sample; of several replicas, the sum of each one's longest.
std::int64_t World::takeLongest(const ResourceRecord& record) {
  const PartWorld& part = parts_[record.part.value];
  std::int64_t sum = 0;
  for (std::int32_t r = 0; r < record.replicas; ++r) {
    sim::ServerGroup& group =
        resources_[part.firstResource + static_cast<std::uint32_t>(r) * part.resourcesPerReplica +
                   record.which];
    sum += group.longest;
    group.longest = group.line.length();
  }
  return sum;
}

namespace {

double ratePer(double seconds, std::uint64_t now, std::uint64_t before) {
  return static_cast<double>(now - before) / seconds;
}

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

/// In the order of Recorder::planStream().
void World::sampleStream(FlowRecord& stream, double seconds) {
  SeriesRecorder& out = recorder_.series;
  const FlowCounts& c = stream.counts;
  out.put(ratePer(seconds, c.offered, stream.atSample.offered));
  out.put(ratePer(seconds, c.good(), stream.atSample.good()));
  out.put(ratePer(seconds, c.refused, stream.atSample.refused));
  out.put(ratePer(seconds, c.failed, stream.atSample.failed));
  out.put(ratePer(seconds, c.attempts, stream.atSample.attempts));
  if (recorder_.degrades) out.put(ratePer(seconds, c.degraded, stream.atSample.degraded));
  out.put(kNaN);  // By arrival: known at the end (make_outcome.cpp).
  recorder_.takeInterval(stream, [&](const sim::Histogram& latencies) {
    static constexpr std::array kPercentiles{0.5, 0.95, 0.99};
    std::array<Duration, kPercentiles.size()> values;
    latencies.quantiles(kPercentiles, values);
    for (const Duration value : values) out.put(latencies.count() == 0 ? kNaN : toSeconds(value));
  });
  for (const Cause loss : recorder_.losses) {
    const auto cause = static_cast<std::size_t>(loss);
    out.put(ratePer(seconds, stream.lost[cause], stream.lostAtSample[cause]));
  }
  stream.lostAtSample = stream.lost;
  stream.atSample = c;
}

void World::sampleSegments(PartRecord& part, double seconds) {
  SeriesRecorder& out = recorder_.series;
  for (std::size_t s = 0; s < part.segments.size(); ++s) {
    const SegmentVisits& now = part.segments[s];
    SegmentVisits& before = part.segmentsAtSample[s];
    out.put(ratePer(seconds, now.offered, before.offered));
    out.put(ratePer(seconds, now.completed, before.completed));
    out.put(ratePer(seconds, now.refused, before.refused));
    out.put(ratePer(seconds, now.failed, before.failed));
    if (recorder_.degrades) out.put(ratePer(seconds, now.degraded, before.degraded));
    out.put(sim::toLevelSeconds(now.served - before.served) / seconds);
    before = now;
  }
}

/// One value per column, in the order of planSeries().
void World::sample(double seconds) {
  SeriesRecorder& out = recorder_.series;
  const auto rate = [seconds](std::uint64_t now, std::uint64_t before) {
    return ratePer(seconds, now, before);
  };
  out.beginSample();
  for (FlowRecord& flow : recorder_.flows) sampleStream(flow, seconds);
  for (FlowRecord& segment : recorder_.segments) sampleStream(segment, seconds);
  for (std::uint32_t id = 0; id < parts_.size(); ++id) {
    PartRecord& part = recorder_.parts[id];
    const sim::LevelTime inside = part.inside.integral(now_);
    out.put(sim::toLevelSeconds(inside - part.insideAtSample) / seconds);
    out.put(rate(part.counts.offered, part.atSample.offered));
    out.put(rate(part.counts.refused, part.atSample.refused));
    out.put(rate(part.counts.failed, part.atSample.failed));
    if (recorder_.degrades) out.put(rate(part.counts.degraded, part.atSample.degraded));
    if (parts_[id].store != 0xFFFFFFFF) {
      const std::uint64_t hits = part.counts.hits - part.atSample.hits;
      out.put(ratio(hits, hits + part.counts.misses - part.atSample.misses));
    }
    sampleSegments(part, seconds);
    part.atSample = part.counts;
    part.insideAtSample = inside;
  }
  for (std::size_t i = 0; i < recorder_.resources.size(); ++i) {
    ResourceRecord& r = recorder_.resources[i];
    const double nanos = seconds * 1e9;
    out.put(static_cast<double>(resourceCounts_[i].busy - r.atSample.busy) / nanos /
            static_cast<double>(r.capacity));
    out.put(static_cast<double>(resourceCounts_[i].waiting - r.atSample.waiting) / nanos);
    out.put(r.which == place::kThroughput ? kNaN : static_cast<double>(takeLongest(r)));
    r.atSample = resourceCounts_[i];
  }
  for (std::size_t i = 0; i < recorder_.edges.size(); ++i) {
    EdgeRecord& edge = recorder_.edges[i];
    if (!model_->edges[i].caller.valid()) continue;
    out.put(rate(edge.counts.calls, edge.atSample.calls));
    out.put(rate(edge.counts.failed, edge.atSample.failed));
    edge.atSample = edge.counts;
  }
  sampleMonitorCurves();
  out.endSample(now_);
}

/// Steps of 100 ms: have the ten seconds before `now` reached 95 % of the old ratio?
void World::sampleRecovery(std::uint32_t index) {
  RecoveryWatch& watch = recorder_.recoveries[index];
  const FlowRecord& flow = recorder_.streamOf(watch.flow, watch.segment);
  if (watch.marks == 0) watch.ratioBefore = recoveryBaseline(flow);
  watch.ring[watch.marks % watch.ring.size()] = flow.counts;
  ++watch.marks;
  if (watch.marks >= watch.ring.size() && watch.ratioBefore > 0) {
    const FlowCounts& old = watch.ring[watch.marks % watch.ring.size()];
    const auto offered = static_cast<double>(flow.counts.offered - old.offered);
    const auto good = static_cast<double>(flow.counts.good() - old.good());
    if (offered > 0 && good >= 0.95 * watch.ratioBefore * offered) {
      watch.recoveredAt = now_ - kRecoveryStep * static_cast<int>(watch.ring.size() - 1);
      return;
    }
  }
  const Time next = now_ + kRecoveryStep;
  if (next <= model_->duration)
    events_set_.schedule(next, sim::EventClass::observation, 1 + index,
                         payloadOf(EventKind::sample, index));
}

/// Goodput over offered load in the 20 s before the first fault; negative when nothing was offered.
double World::recoveryBaseline(const FlowRecord& stream) const {
  Time fault = kNever;
  for (const FaultModel& f : model_->faults) fault = std::min(fault, f.from);
  if (fault == kNever) return -1;
  const Time from = std::max<Time>(Time::zero(), fault - std::chrono::seconds{20});
  const auto& b = recorder_.boundaries;
  const auto epochOf = [&b](Time t) {
    return static_cast<std::size_t>(std::lower_bound(b.begin(), b.end(), t) - b.begin());
  };
  const FlowCounts& a = stream.epochs[epochOf(from)].atStart;
  const FlowCounts& z = stream.epochs[epochOf(fault)].atStart;
  if (z.offered == a.offered) return -1;
  return static_cast<double>(z.good() - a.good()) / static_cast<double>(z.offered - a.offered);
}

}  // namespace headroom

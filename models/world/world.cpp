#include "models/world/world.h"

#include <fmt/format.h>

#include "models/notation/units.h"
#include "models/parts/warm_start.h"

namespace headroom {
namespace {

/// More events than this at one instant is a loop without delay, not a burst.
constexpr std::uint64_t kMaxEventsPerInstant = 50'000'000;
/// Requests and visits alive at once: about 4 GB of tasks.
constexpr std::uint32_t kMaxTasks = 20'000'000;
/// So many tasks stay in the second cache by themselves.
constexpr std::uint32_t kCachedTasks = 8192;

}  // namespace

World::World(std::shared_ptr<const Model> model, int replication, std::uint64_t maxEvents)
    : model_(std::move(model)),
      recorder_(*model_),
      maxEvents_(maxEvents),
      replication_(replication) {
  build();
  scheduleScript();
}

void World::build() {
  const sim::Key run = sim::derive(sim::Key{sim::saltOf("headroom 1")}, model_->seed,
                                   static_cast<std::uint64_t>(replication_));
  parts_.resize(model_->parts.size());
  live_ = LiveParts{model_->parts.size()};
  for (std::uint32_t id = 0; id < model_->parts.size(); ++id) buildPart(PartId{id}, run);
  for (std::uint32_t id = 0; id < model_->parts.size(); ++id) {
    const CacheModel& cache = model_->parts[id].cache;
    if (parts_[id].store == 0xFFFFFFFF || cache.start == CacheStart::cold) continue;
    const auto fill = cache.start == CacheStart::warm ? fillWarm : fillFull;
    fill(stores_[parts_[id].store], cache, model_->keys, sim::derive(run, model_->parts[id].salt));
  }
  for (const WorkloadModel& workload : model_->workload) {
    const sim::Key key = sim::derive(run, workload.salt);
    arrivals_.emplace_back(workload.arrivals, sim::derive(key, sim::saltOf("arrivals")));
    requestKeys_.push_back(sim::derive(key, sim::saltOf("requests")));
  }
  arrivalCounts_.resize(model_->workload.size());
  for (std::uint32_t i = 0; i < model_->callSites; ++i) callLanes_.push_back(events_set_.addLane());
  for (const ThrottleSpec& throttle : model_->throttles) throttles_.emplace_back(throttle);
  resourceCounts_.resize(recorder_.resources.size());
  ready_.reserve(1024);
  buildMonitors();
}

void World::buildPart(PartId id, sim::Key run) {
  const PartModel& model = model_->parts[id.value];
  PartWorld& part = parts_[id.value];
  part.firstResource = static_cast<std::uint32_t>(resources_.size());
  part.resourcesPerReplica =
      model.firstLimitLine() + static_cast<std::uint32_t>(model.linedLimits.size());
  for (std::int32_t replica = 0; replica < model.replicas; ++replica) {
    const auto add = [this](std::int64_t capacity) {
      resources_.emplace_back().capacity = capacity;
    };
    add(model.workers.value_or(sim::ServerGroup::kUnlimited));
    add(model.cores.value_or(sim::ServerGroup::kUnlimited));
    add(model.connections.value_or(sim::ServerGroup::kUnlimited));
    for (const PoolModel& pool : model.pools) add(pool.size);
    for (const std::uint32_t limit : model.linedLimits) add(model.limits[limit].places);
  }
  part.replicas = static_cast<std::uint32_t>(model.replicas);
  part.hasWorkers = model.workers.has_value();
  part.hasCores = model.cores.has_value();
  part.hasConnections = model.connections.has_value();
  HEADROOM_CHECK(!(part.hasWorkers && part.hasConnections),
                 "a visit notes when it got one of them");
  part.hasLimits = !model.limits.empty();
  part.leastConnections = model.balancer == Balancer::leastConnections;
  part.serviceGap = model.serviceGap;
  part.departureLane = events_set_.addLane();
  if (model.queue.hasTimeout()) part.queueTimeoutLane = events_set_.addLane();
  buildLines(model, part);
  for (std::size_t i = 0; i < model.pools.size(); ++i)
    part.poolTimeoutLanes.push_back(events_set_.addLane());
  const auto addSets = [&](std::int32_t sets, const std::vector<LimiterSpec>& set) {
    for (std::int32_t i = 0; i < sets; ++i)
      for (const LimiterSpec& limiter : set)
        part.limiters.emplace_back(makeLimiter(
            limiter, sim::derive(run, model.salt ^ sim::saltOf("limiter"), part.limiters.size())));
  };
  for (const LimitModel& limit : model.limits) {
    addSets(limit.perReplica ? model.replicas : 1, limit.set);
    addSets(model.replicas, limit.localSet);
  }
  part.sharesInside.resize(model.sharesInside);
  part.stays.resize(model.measuringLimits);
  part.limitShares.resize(model.limits.size(), 1);
  part.lost.resize(static_cast<std::size_t>(model.replicas));
  part.awaiting.resize(static_cast<std::size_t>(model.replicas));
  part.okShare = 1 - model.errorRate;
  if (model.kind != PartKind::cache) return;
  part.store = static_cast<std::uint32_t>(stores_.size());
  stores_.emplace_back(model.cache.capacity, model.cache.ttl.value_or(kNever));
}

void World::buildLines(const PartModel& model, PartWorld& part) {
  part.ruled = model.isRuled();
  const auto replicas = static_cast<std::size_t>(model.replicas);
  if (part.ruled || !model.linedLimits.empty())
    part.lines.resize(replicas, RuledLine{{}, {}, model.queue.shedder});
  for (const std::uint32_t limit : model.linedLimits) {
    part.lines.resize(part.lines.size() + replicas,
                      RuledLine{{}, {}, model.limits[limit].queue->shedder});
    part.limitTimeoutLanes.push_back(events_set_.addLane());
  }
}

void World::scheduleScript() {
  using sim::EventClass;
  faultActive_.resize(model_->faults.size());
  for (std::uint32_t i = 0; i < model_->faults.size(); ++i) {
    const FaultModel& fault = model_->faults[i];
    const std::uint32_t rank = fault.part.value;
    if (fault.from < model_->duration)
      events_set_.schedule(fault.from, EventClass::script, rank,
                           payloadOf(EventKind::faultBegins, i));
    if (fault.to < model_->duration)
      events_set_.schedule(fault.to, EventClass::script, rank, payloadOf(EventKind::faultEnds, i));
  }
  scheduleLimits();
  scheduleChanges();
  // A new epoch begins before the faults of the same instant act, and after its replies and
  // timeouts: last of all timeouts, ahead of every script event.
  for (std::uint32_t i = 1; i + 1 < recorder_.boundaries.size(); ++i)
    events_set_.schedule(recorder_.boundaries[i], EventClass::timeout, sim::kMaxRank,
                         payloadOf(EventKind::epoch, i));
  for (std::uint32_t i = 0; i < model_->workload.size(); ++i) scheduleArrival(i);
  const Time second = std::min<Time>(std::chrono::seconds{1}, model_->duration);
  events_set_.schedule(second, EventClass::observation, 0, payloadOf(EventKind::observe, 0));
  for (std::uint32_t i = 0; i < recorder_.recoveries.size(); ++i)
    events_set_.schedule(recorder_.recoveries[i].after, EventClass::observation, 1 + i,
                         payloadOf(EventKind::sample, i));
}

bool World::isStale(std::uint64_t payload) const {
  const auto id = static_cast<std::uint32_t>(payload);
  return ((payload >> 32) & 0xFFFFFF) != (tasks_[id].generation & 0xFFFFFF);
}

void World::advance(Time until) {
  while (!events_set_.empty() && events_set_.top().time <= until && stopReason_.empty()) {
    const sim::Event event =
        events_set_.pop([this](std::uint64_t payload) { return isStale(payload); });
    if (event.time != lastInstant_) {
      lastInstant_ = event.time;
      sameInstant_ = 0;
    }
    if (tasks_.size() > kCachedTasks) [[unlikely]]
      fetchAhead();
    now_ = event.time;
    ++events_;
    HEADROOM_CHECK(++sameInstant_ <= kMaxEventsPerInstant,
                   fmt::format("a loop without delay at {}, seed {}", toText(now_), model_->seed));
    if ((event.payload >> kKindShift) != static_cast<std::uint64_t>(EventKind::task)) [[unlikely]]
      dispatch(event);
    else if (!isStale(event.payload))
      onTimer(static_cast<TaskId>(event.payload));
    // Departures of one instant come before the wakes they cause (sim/event_set.h).
    if (readyNext_ != ready_.size() &&
        (events_set_.empty() || events_set_.top().time != now_ ||
         events_set_.top().eventClass() != sim::EventClass::departure))
      drainReady();
    if (events_ >= maxEvents_)
      stopReason_ = fmt::format("more than {} events by {}", maxEvents_, toText(now_));
    if (tasks_.taken() > kMaxTasks)
      stopReason_ =
          fmt::format("more than {} requests and visits inside by {}", kMaxTasks, toText(now_));
  }
  if (stopReason_.empty()) now_ = until;
}

/// The tasks of the next events come into the cache while this one is dealt with; of the very next,
/// which should be there by now, its caller.
void World::fetchAhead() {
  const auto fetch = [this](TaskId id) {
    __builtin_prefetch(&tasks_[id]);
    __builtin_prefetch(&tasks_[id].tag);
  };
  bool next = true;
  events_set_.lookAhead([&](std::uint64_t payload) {
    if (payload >> kKindShift != static_cast<std::uint64_t>(EventKind::task)) return;
    const auto id = static_cast<TaskId>(payload);
    fetch(id);
    if (next && tasks_[id].parent != kNoTask) fetch(tasks_[id].parent);
    next = false;
  });
}

void World::drainReady() {
  while (readyNext_ != ready_.size()) {
    const Ready ready = ready_[readyNext_++];
    if (tasks_[ready.id].generation == ready.generation) run(wake(ready.id));
  }
  ready_.clear();
  readyNext_ = 0;
}

void World::dispatch(const sim::Event& event) {
  const auto index = static_cast<std::uint32_t>(event.payload);
  switch (static_cast<EventKind>(event.payload >> kKindShift)) {
    case EventKind::task:
      return;
    case EventKind::arrival:
      return arrive(index);
    case EventKind::faultBegins:
      return beginFault(index);
    case EventKind::faultEnds:
      return endFault(index);
    case EventKind::epoch: {
      observeResources();
      return recorder_.beginEpoch(index, resourceCounts_);
    }
    case EventKind::observe:
      return observe();
    case EventKind::sample:
      return sampleRecovery(index);
    case EventKind::limitChange:
      return applyChange(model_->changes[index]);
    case EventKind::monitorSample:
      return sampleMonitor(index);
    case EventKind::monitorKnown:
      return learn(index, monitors_[index].receive());
    case EventKind::limitOn:
    case EventKind::limitOff: {
      const TimedLimit& timed = timedLimits_[index];
      return switchLimit(timed.part, model_->parts[timed.part.value].limits[timed.limit],
                         static_cast<EventKind>(event.payload >> kKindShift) == EventKind::limitOn);
    }
  }
}

void World::armTimer(TaskId id, Time at, std::uint32_t lane) {
  const Task& task = tasks_[id];
  const std::uint32_t rank = task.part.valid() ? task.part.value : task.flow.value;
  events_set_.scheduleInLane(lane, at, sim::EventClass::timeout, rank, payloadOf(id));
}

}  // namespace headroom

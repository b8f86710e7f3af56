// One run, alive: tasks, resources, caches, policies, the future event set, and what is measured.
//
// Life of a request (each step names its function): an arrival (arrivals.cpp: arrive) makes a task
// at the client, which runs its flow's program of one call (interpret.cpp: run). The call takes a
// connection of the caller's pool, if there is one (hop.h: send), and reaches the callee (reach):
// down? limits, queue, worker. The callee's steps run until one has to wait; the event that ends
// the wait resumes them. A reply gives everything back (end) and is taken in by the caller
// (takeIn), which goes on, retries or fails. Under the names issue, enter, finish and deliver the
// same are called from where they need not be inline.
//
// A value: copying a World forks the run. It refers to its Model, which never changes.
#pragma once

#include <bit>
#include <functional>
#include <memory>
#include <vector>

#include "models/observe/recorder.h"
#include "models/parts/cache_store.h"
#include "models/parts/flight_table.h"
#include "models/policies/limiter/limiter.h"
#include "models/program/model.h"
#include "models/traffic/arrival_process.h"
#include "models/world/live_parts.h"
#include "models/world/monitor_state.h"
#include "models/world/ruled_line.h"
#include "models/world/task.h"
#include "sim/event_set.h"
#include "sim/server_group.h"
#include "sim/slot_table.h"

namespace headroom {

/// A limiter that is copied with its world.
class LimiterBox {
 public:
  explicit LimiterBox(std::unique_ptr<Limiter> limiter) : limiter_(std::move(limiter)) {}
  LimiterBox(const LimiterBox& other) : limiter_(other.limiter_->clone()) {}
  LimiterBox(LimiterBox&&) noexcept = default;
  LimiterBox& operator=(LimiterBox other) noexcept {
    limiter_ = std::move(other.limiter_);
    return *this;
  }
  ~LimiterBox() = default;
  Limiter* operator->() const { return limiter_.get(); }
  Limiter& get() const { return *limiter_; }

 private:
  std::unique_ptr<Limiter> limiter_;
};

/// One server of fixed service time in front of a pure delay: no events needed, only when it is
/// free.
struct ThroughputServer {
  Time freeAt{};
  Duration assigned{};  ///< Service given out so far; busy so far is this minus what lies ahead.
  Duration busyUntil(Time now) const {
    return assigned - (freeAt > now ? freeAt - now : Duration::zero());
  }
};

/// What is alive of a part. First what every visit looks at: these fields share two cache lines.
struct alignas(64) PartWorld {
  std::uint32_t firstResource = 0;  ///< Of replica 0.
  std::uint32_t resourcesPerReplica = 0;
  std::uint32_t replicas = 1;
  std::uint32_t nextReplica = 0;     ///< Round robin.
  std::uint32_t store = 0xFFFFFFFF;  ///< Index in World::stores_.
  std::uint32_t departureLane = 0;   ///< For services of constant length.
  int lostCount = 0;
  int refusing = 0;  ///< Faults that make it refuse,
  int hanging = 0;   ///< or hang.
  bool hasWorkers = false, hasCores = false, hasConnections = false, hasLimits = false;
  bool leastConnections = false;
  bool seenDown = false;  ///< By the limits that look at it.
  bool monitored = false;
  bool slow = false;   ///< A fault changes its service times.
  bool ruled = false;  ///< Its line for workers or connections is no plain one: `lines`.
  std::uint8_t errorStatus = 100;
  double okShare = 1;  ///< Product of (1 - error rate) over faults.
  Duration serviceGap{};
  ThroughputServer throughput;

  double slowFactor = 1;
  Duration slowLatency{};
  Duration slowJitter{};
  Time hangsUntil{};
  std::uint32_t queueTimeoutLane = 0;
  std::vector<std::uint32_t> poolTimeoutLanes;
  std::vector<std::uint32_t> limitTimeoutLanes;  ///< As PartModel::linedLimits.
  /// By replica, of its workers or connections; then of each limit with a line, by replica.
  std::vector<RuledLine> lines;
  std::vector<LimiterBox> limiters;
  std::vector<std::int64_t> sharesInside;  ///< By LimitModel::firstShare, replica and share.
  std::vector<double> limitShares;         ///< By limit: its present figure over the one written.
  /// By limit that measures, by task: the admission, to be given back when the visit leaves.
  std::vector<std::vector<Stay>> stays;
  std::vector<bool> lost;               ///< By replica.
  std::vector<std::uint32_t> awaiting;  ///< By replica: visits whose callers wait for an answer.
  sim::WaitingLine parked;
};

class World {
 public:
  World(std::shared_ptr<const Model> model, int replication, std::uint64_t maxEvents);

  /// Runs all events up to `until` (inclusive), or until a limit stops it.
  void advance(Time until);
  /// Ends the run at the model's duration: final checks, and everything that was seen.
  Outcome finishRun();
  bool stopped() const { return !stopReason_.empty(); }
  void stop() { stopReason_ = "stopped by the user"; }
  std::uint64_t events() const { return events_; }
  /// What has been seen so far, for whoever watches the run. The curve "success" is of arrivals and
  /// only known at the end.
  const Series& series() const { return recorder_.series.series(); }
  const std::vector<LogEntry>& log() const { return recorder_.log; }
  Duration duration() const { return model_->duration; }
  /// Called once for each logical request when it is answered, for tests: flow, index, issued,
  /// answered, how.
  using RequestSink = std::function<void(FlowId, std::uint64_t, Time, Time, const Failure&)>;
  void watchRequests(RequestSink sink) { sink_ = std::move(sink); }
  /// Before the first event: see Recording::counts.
  void recordCountsOnly() { recorder_.countsOnly = true; }

 private:
  // world.cpp: the event loop
  enum class EventKind : std::uint8_t {
    task,
    arrival,
    faultBegins,
    faultEnds,
    epoch,
    observe,
    sample,
    limitOn,
    limitOff,
    limitChange,
    monitorSample,
    monitorKnown
  };
  static constexpr int kKindShift = 56;
  /// An event that is no task's.
  void dispatch(const sim::Event& event);
  void drainReady();
  void fetchAhead();
  bool isStale(std::uint64_t payload) const;
  static std::uint64_t payloadOf(EventKind kind, std::uint32_t index) {
    return (static_cast<std::uint64_t>(kind) << kKindShift) | index;
  }
  std::uint64_t payloadOf(TaskId id) const {
    return (static_cast<std::uint64_t>(tasks_[id].generation & 0xFFFFFF) << 32) | id;
  }
  void build();
  void buildPart(PartId id, sim::Key run);
  void buildLines(const PartModel& model, PartWorld& part);
  void scheduleScript();

  // arrivals.cpp
  void arrive(std::uint32_t workload);
  void scheduleArrival(std::uint32_t workload);
  static std::uint16_t drawProfile(const ProfileDraw& draw, sim::Key request);

  // hop.h: what every hop of every request does, inline
  void startWork(TaskId id, const WorkSite& site);
  void beginService(TaskId id, const WorkSite& site, Duration service);
  TaskId startServe(TaskId id, const WorkSite& site);
  TaskId endService(TaskId id);
  void countService(const Task& task);
  Duration drawService(const Task& task, const WorkSite& site) const;
  /// Sends one attempt. Returns the task to run next, if it need not wait.
  TaskId send(TaskId caller, const CallSite& site);
  void countAttempt(const Task& request);
  TaskId reach(TaskId id);
  bool pickReplica(Task& task);
  TaskId takeWorker(TaskId id);
  /// The program is at its end: the answer, unless the part is failing at a rate.
  TaskId replyFrom(TaskId id, Op op);
  /// Ends a task and, upward, whatever fails with it; returns the task to run next.
  TaskId end(TaskId id, Failure failure);
  void closeVisit(TaskId id, Task& task, const Failure& failure);
  void closeRequest(TaskId id, const Failure& failure);
  /// Takes a child's reply in. Returns the task to run next; when the caller fails with it,
  /// `failure` is what it fails with and `failed` is set.
  TaskId takeIn(TaskId caller, Failure& failure, bool& failed, bool hit);
  void unlinkChild(TaskId parent, TaskId child);
  void releaseResource(std::uint32_t resource, Time since);
  void releaseSlot(const Task& task, std::uint16_t which);
  void releasePool(Task& task);

  // interpret.cpp: steps
  void run(TaskId id);
  TaskId step(TaskId id, const Instruction& instruction);
  void startFill(TaskId id, const CacheSite& site);
  TaskId choose(TaskId id, const ChoiceSite& site);
  TaskId fork(TaskId id, const ForkSite& site);
  /// A branch is done; sets `failed` when it was the last and its parent fails.
  TaskId join(TaskId parent, TaskId branch, Failure& failure, bool& failed);
  std::uint64_t keyOf(const Task& task, std::uint32_t keys) const;
  TaskId wake(TaskId id);
  void onTimer(TaskId id);

  // flights.cpp: single flight
  TaskId joinFlight(TaskId id, const Instruction& instruction);
  std::uint32_t flightOf(const Task& follower) const;
  void endFlight(TaskId leader, const Failure& failure);
  TaskId leaveFlight(TaskId id);

  // Answers that a fallback gave, or went into
  static void degrade(Task& task) { task.degraded = task.tainted = true; }
  static Failure answerOf(const Task& task) {
    Failure answer;
    answer.degraded = task.degraded;
    return answer;
  }

  // call.cpp: attempts
  TaskId issue(TaskId caller, const CallSite& site);
  const CallSite& callSiteOf(const Task& caller) const;
  TaskId waitForPool(TaskId id, const CallSite& site);
  TaskId deliver(TaskId caller, Failure& failure, bool& failed, bool hit);
  TaskId deliverFailure(TaskId caller, Failure& failure, bool& failed);
  /// Whether the caller's throttle keeps the attempt from being sent; `next` is then the task to
  /// run.
  bool holdBack(TaskId caller, const CallSite& site, TaskId& next);
  void noteAccept(TaskId caller, const Failure& failure);
  AdaptiveThrottle& throttleOf(const Task& caller, const CallSite& site) {
    return throttles_[static_cast<std::size_t>(site.throttle) +
                      (caller.part.valid() ? caller.replica : 0)];
  }
  bool hasFallback(const CallSite& site, const Failure& failure) const;
  /// Whether the caller asks again; `next` is then the task to run.
  bool retry(TaskId caller, const CallSite& site, const Failure& failure, TaskId& next);
  TaskId deliverLate(TaskId caller, Failure& failure, bool& failed, bool hit);
  TaskId timeOutCall(TaskId caller);
  void abandon(TaskId child);
  void abandonAttempts(TaskId caller);
  void markCallerLeft(TaskId id, Time since);
  Failure whereStuck(TaskId id) const;
  RetryMask retryMaskOf(const CallSite& site, const Failure& failure) const;

  // visit.cpp: a stay at a part
  TaskId enter(TaskId id);
  void fewestAwaiting(Task& task);
  /// Its caller waits no longer.
  void leaveBalance(Task& task) {
    if (!task.balanced) return;
    task.balanced = false;
    --parts_[task.part.value].awaiting[task.replica];
  }
  TaskId waitForConnection(TaskId id);
  TaskId afterConnection(TaskId id);
  TaskId waitForWorker(TaskId id);
  TaskId finish(TaskId id, const Failure& failure);
  bool failsAtRate(const Task& task) const;
  void countSegments(PartRecord& part, const Task& task, const Failure& failure) const;
  void grant(TaskId id);
  void park(TaskId id, TaskState state);
  Failure failureHere(Cause cause, int status, PartId part, std::uint16_t where) const {
    return Failure{cause, false, static_cast<std::uint8_t>((status - 400) & 0x7F),
                   false, where, part};
  }

  // lines.cpp: waiting at a part
  LineView lineOf(const Task& task, std::uint16_t which);
  std::uint16_t whichLine(TaskId id) const;
  void foundFree(const LineView& line, const Task& task);
  TaskId waitInLine(TaskId id, const LineView& line, TaskState state);
  std::size_t levelOf(TaskId id) const;
  void takeOut(TaskId id, const LineView& line);
  TaskId nextOf(const LineView& line) const;
  void handOn(const LineView& line, Time since);
  TaskId takeNext(const LineView& line);
  void setPlaces(const LineView& line, std::int64_t places);
  void turnAway(TaskId id, const LineView& line);
  void leaveLine(TaskId id);
  TaskId refuseInLine(TaskId id, const Failure& failure);
  void tellWait(const Task& task, Duration wait);

  // limits.cpp
  bool isDown(PartId part) const;
  bool isOn(const LimitModel& limit) const;
  bool concerns(const LimitModel& limit, const Task& visit) const;
  Admission ask(std::uint32_t limit, TaskId visit);
  Admission askSet(std::uint32_t limit, TaskId visit, std::uint32_t first);
  TaskId visitOf(TaskId id) const;
  bool heed(TaskId id, const LimitModel& limit, const Admission& admission, TaskId& next);
  TaskId passLimits(TaskId id, std::uint32_t from);
  bool takePlace(std::uint32_t limit, TaskId visit);
  void holdPlace(TaskId visit, std::uint32_t limit);
  TaskId passDoor(TaskId id);
  void noteVerdict(TaskId id, const LimitModel& limit, bool admitted);
  TaskId refuse(TaskId id);
  TaskId askOnTheWay(TaskId id, std::uint32_t limit, bool alone);
  TaskId passStep(TaskId id);
  TaskId waitAtLimit(TaskId id, Duration wait, TaskState state);
  void leaveLimits(TaskId visit, const Failure& failure);
  void leaveDoor(TaskId id);
  Ending endingOf(const Task& visit, const Failure& failure) const;
  void switchLimit(PartId part, const LimitModel& limit, bool on);
  void refreshLimits(PartId changed);
  /// Those of replicas that were lost and are back: new processes.
  void beginLimitersAnew(PartId part, const std::vector<bool>& lost);
  void scheduleLimits();
  /// Which of a limit's sets of limiters a visit asks.
  static std::uint32_t setOf(const LimitModel& limit, std::uint32_t replica, const Task& visit) {
    const std::uint32_t key = limit.keyOf.empty() ? 0u : limit.keyOf[visit.profile];
    return replica * limit.keys + key;
  }
  static std::uint32_t setOf(const LimitModel& limit, const Task& visit) {
    return setOf(limit, limit.perReplica ? visit.replica : 0u, visit);
  }
  static std::uint32_t firstOf(const LimitModel& limit, const Task& visit) {
    return limit.first + setOf(limit, visit) * static_cast<std::uint32_t>(limit.set.size());
  }
  LimiterBox& limiterOf(const LimitModel& limit, const Task& visit) {
    return parts_[visit.part.value].limiters[firstOf(limit, visit)];
  }

  // limit_state.cpp: limits kept in a cache, and limits that are shared out
  TaskId passBy(TaskId id, const Instruction& instruction);
  TaskId decideAtDoor(TaskId id, std::uint32_t limit, bool alone);
  Admission askAlone(std::uint32_t limit, TaskId visit);
  void forgetLimits(PartId store);
  static std::size_t shareOf(const LimitModel& limit, const Task& visit);
  std::int64_t& insideOfShare(const LimitModel& limit, const Task& visit, std::size_t share);
  Admission askOwnThenCommon(const LimitModel& limit, std::vector<LimiterBox>& limiters,
                             std::uint32_t common, std::uint32_t own);
  Admission askShared(const LimitModel& limit, const Task& visit, std::uint32_t first);
  void leaveShare(const LimitModel& limit, const Task& visit);

  // limit_changes.cpp
  void scheduleChanges();
  void applyChange(const ChangeModel& change);
  bool changeLimit(PartId part, std::uint32_t limit, double share, std::int32_t monitor,
                   double value);
  template <class Visit>
  void forLimiters(PartId id, const LimitModel& limit, const Visit& visit);
  void setFigure(PartId id, const LimitModel& limit, double share);
  void setPlacesOfLine(PartId id, const LimitModel& limit, std::int64_t places);
  void openLine(PartId id, const LimitModel& limit, bool on);

  // monitors.cpp
  void buildMonitors();
  std::uint32_t resourceNumber(const MonitorModel& monitor) const;
  void scheduleMonitor(std::uint32_t index);
  template <class Visit>
  void forMonitorsOf(const Task& task, const Visit& visit);
  void monitorArrival(const Task& task);
  void monitorEnd(const Task& task, const Failure& failure, bool good);
  void sampleMonitor(std::uint32_t index);
  void learn(std::uint32_t index, double value);
  void applyRule(const AlertModel& alert, double value);
  void sampleMonitorCurves();
  void checkMonitorBooks() const;

  // faults.cpp
  void beginFault(std::uint32_t index);
  void endFault(std::uint32_t index);
  void applyDown(const FaultModel& fault, const DownSpec& down, bool begins);
  void refreshLost(PartId part);
  void refreshSlowAndErrors(PartId part);
  /// Every request inside the part (or only inside its lost replicas) is reset.
  void resetVisits(PartId part, bool onlyLost);
  void detach(TaskId id);
  void dropBranches(PartId part, bool onlyLost);
  void dropConnections(PartId part, bool onlyLost);
  bool meant(const Task& task, PartId part, bool onlyLost) const {
    return task.taken && task.part == part && (!onlyLost || parts_[part.value].lost[task.replica]);
  }
  void resumeParked(PartId part);

  // checks.cpp: the books, Little's law, the utilisation law
  void checkBooks() const;
  void checkBooksOf(PartId id) const;
  void checkBooksOfFlows() const;
  void checkLaws() const;

  // observe.cpp
  void observe();
  void observeResources();
  void observeResource(std::uint32_t index);
  ResourceCounts countsOf(const ResourceRecord& record) const;
  void tick(double seconds);
  bool tickPart(PartId id, double seconds);
  void tickFlow(FlowId id);
  void tickCache(PartId id);
  void tickResource(std::size_t index, double seconds);
  Time saturatedSince(const ResourceRecord& r, double fullShare, double seconds) const;
  void sample(double seconds);
  void sampleStream(FlowRecord& stream, double seconds);
  void sampleSegments(PartRecord& part, double seconds);
  std::int64_t takeLongest(const ResourceRecord& record);
  void sampleRecovery(std::uint32_t index);
  double recoveryBaseline(const FlowRecord& stream) const;
  bool logHasRoom() const;
  void note(Time at, LogEntry::Kind kind, bool begins, std::string subject, std::string text);

  static std::uint32_t resourceOf(const PartWorld& part, const Task& task, std::uint16_t which) {
    return part.firstResource + task.replica * part.resourcesPerReplica + which;
  }
  /// Of a limit with a line: one for the part, or one a replica.
  std::uint32_t limitResource(const Task& task, bool perReplica, std::uint16_t line) const {
    const PartWorld& part = parts_[task.part.value];
    return part.firstResource + (perReplica ? task.replica : 0u) * part.resourcesPerReplica + line;
  }
  std::uint32_t resourceOf(const Task& task, std::uint16_t which) const {
    return resourceOf(parts_[task.part.value], task, which);
  }
  /// Calls `visit` with the number of each segment the request is in.
  template <class Visit>
  void forSegmentsOf(const Task& task, const Visit& visit) const {
    for (std::uint64_t s = model_->profiles[task.profile].segments; s != 0; s &= s - 1)
      visit(static_cast<std::size_t>(std::countr_zero(s)));
  }
  void makeReady(TaskId id) { ready_.push_back({id, tasks_[id].generation}); }
  void bump(TaskId id) { ++tasks_[id].generation; }
  /// Place for something few tasks have, beside the table of tasks.
  template <class Value>
  Value& beside(std::vector<Value>& values, TaskId id) const {
    if (values.size() <= id) values.resize(tasks_.size());
    return values[id];
  }
  void armTimer(TaskId id, Time at, std::uint32_t lane);

  std::shared_ptr<const Model> model_;
  Time now_{};
  sim::EventSet events_set_;
  sim::SlotTable<Task> tasks_;
  struct Ready {
    TaskId id;
    std::uint32_t generation;
  };
  std::vector<Ready> ready_;
  std::size_t readyNext_ = 0;
  std::vector<PartWorld> parts_;
  std::vector<sim::ServerGroup> resources_;
  std::vector<CacheStore> stores_;
  FlightTable flights_;
  std::vector<std::uint32_t> leads_;         ///< By task that leads: its innermost flight.
  std::vector<std::uint16_t> linesAt_;       ///< By task that waits in a limit's line: which.
  std::vector<Duration> lastPauses_;         ///< By task that retries: its last pause.
  std::vector<AdaptiveThrottle> throttles_;  ///< As Model::throttles.
  std::vector<ArrivalProcess> arrivals_;
  std::vector<std::uint64_t> arrivalCounts_;
  std::vector<sim::Key> requestKeys_;     ///< By workload entry.
  std::vector<std::uint32_t> callLanes_;  ///< By CallSite::ordinal.
  std::vector<ResourceCounts> resourceCounts_;
  LiveParts live_;
  Recorder recorder_;
  std::vector<bool> faultActive_;
  struct TimedLimit {
    PartId part;
    std::uint32_t limit;
  };
  std::vector<TimedLimit> timedLimits_;
  struct Door {
    Time acts{};                ///< When its wait is over.
    std::uint32_t limiter = 0;  ///< Which of the part's limiters has let it in.
  };
  std::vector<Door> doors_;    ///< By task at the door of a limit.
  std::uint32_t letInBy_ = 0;  ///< The part's limiter that admitted last.
  static constexpr std::uint32_t kNoResource = 0xFFFFFFFF;
  std::vector<MonitorState> monitors_;                  ///< As Model::monitors.
  std::vector<std::uint32_t> monitoredResources_;       ///< By monitor: in Recorder::resources.
  std::vector<std::vector<std::uint32_t>> monitorsOf_;  ///< By part.
  std::vector<std::uint32_t> monitorsOfRequests_;
  struct AlertState {
    Time since = kNever;  ///< All values known from then on have met it.
    bool met = false;
  };
  std::vector<AlertState> alerts_;  ///< As Model::alerts.
  std::vector<Time> ruleRests_;     ///< By rule: until when.
  std::uint64_t events_ = 0;
  std::uint64_t maxEvents_ = 0;
  std::uint64_t sameInstant_ = 0;
  Time lastInstant_{-1};
  int replication_ = 0;
  std::string stopReason_;
  RequestSink sink_;
};

}  // namespace headroom

// A loaded variant, compiled once: flat tables of numbers that a world only reads.
//
// Parts and flows are numbered by name, so that nothing depends on their order in a file.
// Operations are programs: one array of instructions for the whole system (instruction.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/policies/limiter/scaled_limiter.h"
#include "models/policies/retry/backoff.h"
#include "models/program/control_model.h"
#include "models/program/instruction.h"
#include "models/program/profile_set.h"
#include "models/spec/scenario_spec.h"
#include "models/traffic/arrival_process.h"
#include "models/traffic/load_curve.h"
#include "sim/alias_table.h"
#include "sim/distribution.h"
#include "sim/strong_id.h"

namespace headroom {

/// Where a call goes and how patient the caller is.
struct alignas(64) CallSite {
  PartId target;
  std::uint16_t operation = 0;      ///< Index in the target's operations,
  std::uint32_t entry = 0;          ///< and its first instruction.
  std::int32_t pool = -1;           ///< Which of the caller's pools; -1: none.
  std::int32_t throttle = -1;       ///< In Model::throttles, of the caller's replica 0; -1: none.
  std::optional<Duration> timeout;  ///< Of one attempt.
  std::uint64_t salt = 0;
  std::uint32_t ordinal = 0;  ///< Among all call sites and look-ups.
  PartId caller;              ///< Not valid for a flow's own call.
  std::uint32_t edge = 0;     ///< Which of Model::edges it is of.
  std::optional<RetryPolicy> retry;
  std::uint32_t fallback = 0;  ///< Where the caller goes on when all attempts failed; 0: it fails.
  RetryMask fallbackOn = 0;    ///< In which of the ways; 0: any.
};

/// Operations of a cache.
inline constexpr std::uint16_t kLookupOperation = 0, kFillOperation = 1, kCountOperation = 2;

/// A look-up: a call to a cache, plus what key it asks for.
struct CacheSite {
  CallSite call;
  CallSite fill;                ///< When it is awaited.
  std::uint32_t fillEntry = 0;  ///< First instruction of the cache's fill.
  std::uint32_t keys = 0;       ///< Index in Model::keys.
  bool errorIsMiss = false;
  bool awaitsFill = false;
};

struct alignas(64) WorkSite {
  sim::Distribution duration;
  std::uint64_t salt = 0;
  bool constant = false;  ///< Services end in the order in which they begin.
};

/// Ways of a choice: cumulative probabilities and where each goes on.
struct ChoiceSite {
  std::vector<double> upTo;
  std::vector<std::uint32_t> target;
  std::uint64_t salt = 0;
};

struct ForkSite {
  std::vector<std::uint32_t> branches;  ///< Where each branch begins.
  std::uint32_t after = 0;              ///< Where the joined request goes on.
};

struct KeySet {
  std::string name;
  std::shared_ptr<const sim::AliasTable> popularity;
  std::shared_ptr<const std::vector<double>> weights;  ///< Normalised.
  std::uint64_t base = 0;  ///< Added to an index: keys of different sets differ.
  std::uint64_t salt = 0;
};

enum class PartKind : std::uint8_t { gateway, instance, cache, database, external };

/// Who waits how in a line.
struct QueueModel {
  std::optional<std::int64_t> capacity;
  std::optional<sim::Distribution> timeout;
  std::optional<AdaptiveTimeoutSpec> adaptiveTimeout;
  Discipline discipline = Discipline::fifo;
  Duration standingAfter{};
  Shedder shedder;  ///< As it starts.
  bool hasTimeout() const { return timeout || adaptiveTimeout; }
  /// Whether more must be known of the line than who came first.
  bool isRuled() const {
    return discipline != Discipline::fifo || adaptiveTimeout ||
           !std::holds_alternative<std::monostate>(shedder);
  }
};

struct PoolModel {
  PartId callee;
  std::int64_t size = 0;
  std::optional<Duration> connectionTimeout;
};

/// Of a limit: what is reserved for some of its requests.
struct ShareModel {
  ProfileSet whom;
  std::int32_t operation = -1;  ///< -1: any.
  double share = 0;
};

struct LimitModel {
  std::string name;  ///< "" for none.
  ProfileSet whom;
  std::string whomText;         ///< "browse, client=free"; "" for all.
  std::int32_t operation = -1;  ///< -1: any.
  PartId whenPart;              ///< None: whatever the parts do.
  bool whenDown = true;
  Time from{};  ///< On in [from, to).
  Time to = kNever;
  std::optional<AlertModel> whenMonitor;
  std::int32_t alert = -1;  ///< Which of Model::alerts that is; -1: none.
  bool perReplica = false;
  bool isStep = false;      ///< Asked by a step, not on arrival.
  std::uint32_t first = 0;  ///< Of its limiters among the part's (one, or one a replica).
  LimiterSpec limiter;
  std::optional<LimitFigure> figure;  ///< What changes set.
  int status = 429;                   ///< Of its refusals.
  std::uint32_t fallback = 0;  ///< What a refused request does instead begins there; 0: it fails.
  /// `limiter`; where it is split, its rest, then one a share. None where it has a line.
  std::vector<LimiterSpec> set;
  bool hasCommon = true;  ///< Shares leave a rest.
  std::vector<ShareModel> shares;
  ShareRule shareRule = ShareRule::none;
  std::uint32_t firstShare = 0;  ///< Of a partition: where the counts of who is inside begin.
  PartId store;                  ///< The cache that keeps its state; none: the part itself.
  StoreFailure onFailure = StoreFailure::open;
  std::uint32_t prelude = 0;          ///< At the door: the call of the store begins there.
  std::vector<LimiterSpec> localSet;  ///< What each replica asks when the store fails.
  std::uint32_t firstLocal = 0;       ///< And where these begin among the part's limiters.
  bool looksAtWho = false;            ///< Asked with who the request is.
  std::optional<QueueModel> queue;    ///< Its own line: the limiter is then one on concurrency.
  std::int64_t places = 0;            ///< Of a limit with a line.
  std::uint16_t line = 0;             ///< Its line among the resources of a replica.
  /// Its place among the part's limits that want to know of stays; none: kNotMeasured.
  std::uint32_t measured = kNotMeasured;
  static constexpr std::uint32_t kNotMeasured = 0xFFFFFFFF;
  bool hasSpan() const { return from > Time::zero() || to != kNever; }
};

struct OperationModel {
  std::string name;
  std::uint32_t entry = 0;  ///< First instruction.
};

struct CacheModel {
  std::int64_t capacity = 0;
  std::optional<Duration> ttl;
  CacheStart start = CacheStart::warm;
  /// How fast each key set is asked for at the start, logical look-ups per second.
  std::vector<std::pair<std::uint32_t, double>> offeredKeys;
};

struct PartModel {
  std::string name;
  PartKind kind = PartKind::gateway;
  std::int32_t replicas = 1;
  Balancer balancer = Balancer::roundRobin;
  std::optional<std::int64_t> workers;
  std::optional<std::int64_t> cores;
  std::optional<std::int64_t> connections;
  QueueModel queue;       ///< For a worker, or for a connection of its own.
  Duration serviceGap{};  ///< 1/max_throughput; zero: no bound.
  double errorRate = 0;
  std::vector<PoolModel> pools;
  std::vector<LimitModel> limits;  ///< Those asked on arrival, then those of steps.
  std::uint32_t limiters = 0;
  std::uint32_t measuringLimits = 0;
  std::uint32_t sharesInside = 0;               ///< Counts kept for partitions.
  bool asksStores = false;                      ///< Some of its limits are kept in a cache.
  std::vector<std::uint32_t> linedLimits;       ///< Those with a line of their own.
  std::vector<std::uint32_t> limitsThatListen;  ///< Those told how long the part's line takes.
  std::vector<OperationModel> operations;
  CacheModel cache;
  std::uint64_t salt = 0;
  /// The resources of a replica: workers, cores, connections, pools, limits with a line.
  std::uint16_t firstLimitLine() const { return static_cast<std::uint16_t>(3 + pools.size()); }
  bool isRuled() const { return queue.isRuled() || !limitsThatListen.empty(); }
};

struct FlowModel {
  std::string name;
  std::uint32_t entry = 0;  ///< A program of one call.
  std::uint64_t salt = 0;
  bool degradedSucceeds = true;  ///< Whether an answer given by a fallback counts as a success.
};

/// A kind of request: its flow and the values of its attributes, as far as anything asks for them.
struct ProfileModel {
  FlowId flow;
  Criticality criticality = Criticality::critical;
  std::uint64_t segments = 0;  ///< Bits: Model::segments it is in.
};

/// One attribute of an arrival: cumulative shares of its values, and how far each leads from the
/// first profile.
struct AttributeDraw {
  std::uint64_t salt = 0;
  std::vector<double> upTo;
  std::vector<std::uint32_t> step;
};
struct ProfileDraw {
  std::uint32_t first = 0;
  std::vector<AttributeDraw> attributes;  ///< Those with more than one value.
};

struct WorkloadModel {
  FlowId flow;
  ArrivalLaw arrivals;
  LoadCurve curve;
  std::uint64_t salt = 0;
  ProfileDraw profile;
};

struct FaultModel {
  Time from{};
  Time to = kNever;
  PartId part;
  decltype(FaultSpec::effect) effect;
  std::string text;  ///< "product-cache down"
};

struct AssertionModel {
  Metric metric = Metric::goodput;
  FlowId flow;
  std::optional<std::uint32_t> segment;
  PartId part;
  std::string resource;
  std::optional<Aggregation> aggregation;
  Time from{};
  Time to{};
  Time after{};  ///< recovery_time
};

/// All calls and look-ups from one part to another.
struct CallPair {
  PartId caller;  ///< Not valid: the clients.
  PartId callee;
  auto operator<=>(const CallPair&) const = default;
};

struct Model {
  std::vector<PartModel> parts;
  std::vector<FlowModel> flows;
  std::vector<ProfileModel> profiles;
  std::vector<std::string> segments;  ///< Names; at most 64.
  std::vector<KeySet> keys;
  std::vector<Instruction> code;
  std::vector<CallSite> calls;
  std::vector<CacheSite> lookups;
  std::vector<WorkSite> works;
  std::vector<ChoiceSite> choices;
  std::vector<ForkSite> forks;
  std::uint32_t callSites = 0;          ///< Calls and look-ups.
  std::vector<CallPair> edges;          ///< Sorted; each once.
  bool degrades = false;                ///< There are fallbacks.
  std::vector<ThrottleSpec> throttles;  ///< Site by site, replica by replica.
  std::vector<WorkloadModel> workload;
  std::vector<FaultModel> faults;
  std::vector<MonitorModel> monitors;  ///< By name.
  std::vector<AlertModel> alerts;      ///< Those of limits, then those of rules.
  std::vector<RuleModel> rules;
  std::vector<ChangeModel> changes;
  std::vector<AssertionModel> assertions;
  Duration duration{};
  std::uint64_t seed = 1;
};

}  // namespace headroom

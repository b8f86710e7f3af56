// What was seen in one run: plain values, nothing alive. Written to disk, diffed, plotted, judged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/histogram.h"
#include "sim/time.h"

namespace headroom {

/// Why a request was not answered with success. Refusals are decisions of a policy; failures are
/// what happened to it.
enum class Cause : std::uint8_t {
  none,
  limited,       ///< refused by a limit: 429, or what the product it follows answers
  queueFull,     ///< 503, refused: no place in the queue
  queueTimeout,  ///< 503, refused: reneged from the queue
  poolTimeout,   ///< 503, refused: no connection in time
  shed,          ///< 503, refused: taken out of a waiting line because it takes too long
  throttled,     ///< 503, refused: not even sent, because the callee accepts too little
  refused,       ///< 502, connection refused: the part is down
  reset,         ///< 502, connection reset: the part or instance died with the request inside
  timeout,       ///< 504, no answer in time
  error          ///< served, then failed (500 or as the fault says)
};
inline bool isRefusal(Cause c) { return c >= Cause::limited && c <= Cause::throttled; }
/// "limit", "queue full", ...
std::string nameOf(Cause cause);

/// One row of "who refused or failed what": counts of logical requests (flows) or visits (parts).
struct CauseCount {
  Cause cause = Cause::none;
  int status = 0;        ///< As a client sees it: 429, 500, 502, 503, 504.
  std::string origin;    ///< The part where it arose; for a timeout, where the request was stuck.
  std::string resource;  ///< "queue", "pool orders-db", "cores", ... or "".
  std::uint64_t count = 0;
};

/// offered = completed + degraded + refused + failed + inside, checked at every observation.
struct Books {
  std::uint64_t offered = 0;
  std::uint64_t completed = 0;
  std::uint64_t degraded = 0;
  std::uint64_t refused = 0;
  std::uint64_t failed = 0;
  std::uint64_t inside = 0;
};

/// A flow over a span of the run. By time of completion unless named cohort*.
struct FlowSpan {
  Time from{};
  Time to{};
  std::uint64_t offered = 0;       ///< Logical requests that arrived in the span.
  std::uint64_t attempts = 0;      ///< Attempts issued in it, first ones included.
  std::uint64_t completed = 0;     ///< Answered in full in it.
  std::uint64_t degraded = 0;      ///< Answered by a fallback, or with one in the answer;
  std::uint64_t degradedGood = 0;  ///< of them, those whose flow counts that as success.
  std::uint64_t refused = 0;
  std::uint64_t failed = 0;
  std::uint64_t cohortSucceeded = 0;  ///< Of those that arrived in it: answered, whenever.
  std::uint64_t cohortDegraded = 0;
  std::uint64_t cohortDegradedGood = 0;  ///< Among cohortSucceeded, too.
  std::uint64_t cohortRefused = 0;
  std::uint64_t cohortFailed = 0;
  std::vector<CauseCount> causes;  ///< Most frequent first.
  sim::Histogram latency;          ///< Successes, first attempt to final answer.
  sim::Histogram failureLatency;   ///< Refusals and failures.
  std::uint64_t cohortUnfinished() const { return offered - cohortEnded(); }
  std::uint64_t cohortEnded() const {
    return cohortSucceeded + (cohortDegraded - cohortDegradedGood) + cohortRefused + cohortFailed;
  }
  /// Answers that count as success: goodput.
  std::uint64_t good() const { return completed + degradedGood; }
  double seconds() const { return toSeconds(to - from); }
};

struct FlowOutcome {
  std::string name;
  Books books;                   ///< In logical requests.
  FlowSpan whole;                ///< The whole run.
  std::vector<FlowSpan> phases;  ///< One per Outcome::phases.
};

/// A resource of a part over a span, all replicas together.
struct ResourceSpan {
  double utilisation = 0;  ///< Mean busy servers over servers, 0..1; 0 when not limited.
  double busy = 0;         ///< Mean busy servers.
  double queue = 0;        ///< Mean number waiting.
  double saturated = 0;    ///< Share of the time with all servers busy.
};

struct ResourceOutcome {
  std::string name;           ///< "workers", "cores", "connections", "throughput", "pool orders-db"
  std::int64_t capacity = 0;  ///< Of all replicas; 0: not limited.
  ResourceSpan whole;
  std::vector<ResourceSpan> phases;
  double peakUtilisation = 0;  ///< Highest mean over one second.
  double peakQueue = 0;        ///< Highest mean over one second.
  std::uint64_t turnedAway = 0;
};

struct CacheCounts {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  std::optional<double> hitRatio() const {
    if (hits + misses == 0) return std::nullopt;
    return static_cast<double>(hits) / static_cast<double>(hits + misses);
  }
};

/// Visits of one segment to a part, by the time they ended.
struct SegmentShare {
  std::uint64_t offered = 0, completed = 0, degraded = 0, refused = 0, failed = 0;
  double serviceSeconds = 0;  ///< Service given to them, in server-seconds.
};

struct PartOutcome {
  std::string name;
  std::string kind;
  std::int64_t replicas = 1;
  Books books;                     ///< In visits.
  std::vector<CauseCount> causes;  ///< Of visits that ended here without success.
  std::vector<ResourceOutcome> resources;
  double serviceSeconds = 0;           ///< Service given, in server-seconds.
  double wastedSeconds = 0;            ///< Of it, to visits whose caller had already left.
  std::vector<SegmentShare> segments;  ///< As Outcome::segments.
  std::optional<CacheCounts> cache;
  std::vector<CacheCounts> cachePhases;
};

/// A span between two changes of the faults: "before", "product-cache down", "after"; no two of a
/// run have the same name.
struct Phase {
  std::string name;
  Time from{};
  Time to{};
};

/// Something worth telling, in order of time: the chain of causes.
struct LogEntry {
  enum class Kind {
    fault,         ///< A fault began or ended
    limitOn,       ///< A conditional limit came on or went off
    limitChanged,  ///< A limit was changed, by hand or by a rule: begins when it was lowered
    saturated,     ///< A resource became saturated, or free again
    refusing,      ///< A part began to refuse, or stopped
    failing,       ///< A flow's failures passed 5 % of its answers, or fell below
    cold           ///< A cache's hit ratio fell or recovered
  };
  Time at{};
  Kind kind = Kind::fault;
  bool begins = true;
  std::string subject;  ///< Part or flow.
  std::string text;     ///< "orders-db pool of app full (40 of 40, 312 waiting)"
};

/// One measured curve: a value per interval.
struct SeriesColumn {
  std::string part;     ///< A part's name; "" for a flow's series.
  std::string segment;  ///< "flow=browse", or a segment's name; "" for all of a part's visits.
  std::string metric;   ///< "goodput", "utilisation", "queue", "latency", "hit_ratio", ...
  std::string stat;     ///< "rate", "mean", "p99", ...
  std::string
      resource;  ///< Of which resource; "" otherwise. In series.csv: metric "utilisation:cores".
  std::string unit;            ///< "1/s", "s", "1"
  std::vector<double> values;  ///< NaN where there is nothing to say (no answers in the interval).
};

struct Series {
  Duration interval{};  ///< Value i covers [i, i+1) x interval.
  std::size_t intervals = 0;
  std::vector<SeriesColumn> columns;
  /// nullptr when there is none.
  const SeriesColumn* find(const std::string& part, const std::string& segment,
                           const std::string& metric, const std::string& stat,
                           const std::string& resource = "") const;
};

/// An assertion's measured value; nothing when there was nothing to measure.
struct Measurement {
  std::optional<double> value;  ///< In seconds, per second, shares or plain numbers.
  std::string remark;           ///< "never recovered", "no request arrived in the window", ...
  std::optional<sim::Histogram> latency;  ///< Of a latency assertion: what it was read from.
  std::uint64_t samples = 0;  ///< Requests or look-ups it was read from; 0 where it counts none.
};

struct Outcome {
  std::string variant;
  std::uint64_t seed = 0;
  int replication = 0;
  Duration duration{};
  std::string stopReason;  ///< "" when the run went to its end.
  std::uint64_t events = 0;
  std::vector<Phase> phases;
  std::vector<FlowOutcome> flows;     ///< By name.
  std::vector<FlowOutcome> segments;  ///< By name: the logical requests in each, of all flows.
  std::vector<PartOutcome> parts;     ///< By name.
  std::vector<LogEntry> log;          ///< By time.
  Series series;
  std::vector<Measurement> measurements;  ///< One per assertion of the scenario.
};

}  // namespace headroom

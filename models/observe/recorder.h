// Everything a run counts, and how it becomes an Outcome.
//
// The run's time is cut into epochs at every boundary anything asks about (faults, assertion
// windows, the spans recovery is measured against). Counters are cumulative, with a copy at each
// epoch's start; so any window is a difference of two copies, and nothing is kept per request.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "models/observe/cause_table.h"
#include "models/observe/series_recorder.h"
#include "models/program/model.h"
#include "sim/histogram.h"
#include "sim/level_integral.h"

namespace headroom {

/// A flow's logical requests, cumulative, by the time things happened.
struct FlowCounts {
  std::uint64_t offered = 0, attempts = 0, completed = 0, degraded = 0, refused = 0, failed = 0;
  std::uint64_t degradedGood = 0;  ///< Of the degraded: a success to their flow.
  std::uint64_t good() const { return completed + degradedGood; }
  std::uint64_t bad() const { return degraded - degradedGood + refused + failed; }
};
/// Requests that arrived in one epoch, by how they ended, whenever.
struct Cohort {
  std::uint64_t succeeded = 0, refused = 0, failed = 0;  ///< Counted as success, or not.
  std::uint64_t degraded = 0, degradedGood = 0;          ///< Degraded; and a success to their flow.
};
/// What is kept of a flow for each epoch.
struct FlowEpoch {
  FlowCounts atStart;
  Cohort cohort;
  CauseTable causes;
  std::optional<sim::Histogram> latency, failureLatency;  ///< Taken when first needed.
};

/// Answers without success, by Cause.
using CauseCounts = std::array<std::uint64_t, static_cast<std::size_t>(Cause::error) + 1>;

struct FlowRecord {
  FlowCounts counts;
  std::vector<FlowEpoch> epochs;
  sim::LevelIntegral inside;
  sim::LevelTime stays = 0;  ///< Sum of completed stays: Little's law's other side.
  sim::Histogram fresh;      ///< Latencies of the present interval of the series and epoch,
  sim::Histogram carried;    ///< and those of the interval from before the epoch began.
  std::vector<std::uint32_t> successes;  ///< By the interval of the series they arrived in.
  FlowCounts atTick, atSample;
  CauseCounts lost{}, lostAtSample{};
  CauseTable sinceTick;
  bool failing = false;
  bool amplifying = false;
};

/// A part's visits, cumulative.
struct PartCounts {
  std::uint64_t offered = 0, completed = 0, refused = 0, failed = 0, hits = 0, misses = 0;
  std::uint64_t degraded = 0;
};
/// The visits of one segment to a part.
struct SegmentVisits {
  std::uint64_t offered = 0, completed = 0, degraded = 0, refused = 0, failed = 0;
  sim::LevelTime served = 0;  ///< Service given, in server-nanoseconds.
};
struct alignas(64) PartRecord {
  PartCounts counts;
  sim::LevelTime stays = 0;
  sim::LevelIntegral inside;
  sim::LevelTime served = 0, wasted = 0;  ///< Service given, in server-nanoseconds.

  CauseTable causes;
  std::vector<PartCounts> atEpoch;
  std::vector<sim::LevelTime> servedAtEpoch, wastedAtEpoch;
  PartCounts atTick, atSample;
  sim::LevelTime insideAtSample = 0;
  std::vector<SegmentVisits> segments, segmentsAtSample;  ///< As Model::segments.
  double usualHitRatio = 0;                               ///< Highest over a second so far.
  bool cold = false;
};

/// One resource of one part, all replicas together: integrals so far.
struct ResourceCounts {
  sim::LevelTime busy = 0, waiting = 0, full = 0;
  std::uint64_t turnedAway = 0;
  bool operator==(const ResourceCounts&) const = default;
};
struct ResourceRecord {
  PartId part;
  std::uint16_t which = 0;  ///< place::kWorkers ... or place::kThroughput.
  std::string name;
  std::int64_t capacity = 0;  ///< Of all replicas.
  std::int32_t replicas = 1;
  std::vector<ResourceCounts> atEpoch;
  ResourceCounts atTick, atSample;
  double peakUtilisation = 0, peakQueue = 0;
  double lastFullShare = 0;
  bool saturated = false;
};

/// Calls and look-ups from one part to another: attempts sent, and those that failed or timed out.
struct EdgeCounts {
  std::uint64_t calls = 0, failed = 0;
};
struct EdgeRecord {
  EdgeCounts counts, atSample;
};

/// For recovery_time: offered and completed at every tenth of a second of the last ten.
struct RecoveryWatch {
  std::size_t assertion = 0;
  FlowId flow;
  std::optional<std::uint32_t> segment;  ///< In place of a flow.
  Time after{};
  double ratioBefore = -1;       ///< Over the 20 s before the first fault; < 0: not known.
  std::vector<FlowCounts> ring;  ///< 101 marks.
  std::uint64_t marks = 0;
  std::optional<Time> recoveredAt;
};

class Recorder {
 public:
  Recorder() = default;
  explicit Recorder(const Model& model);

  std::vector<Time> boundaries;  ///< Epoch i is [boundaries[i], boundaries[i+1]).
  std::uint32_t epoch = 0;
  std::vector<FlowRecord> flows;
  std::vector<FlowRecord> segments;  ///< As Model::segments: their logical requests, of all flows.
  std::vector<PartRecord> parts;
  std::vector<ResourceRecord> resources;     ///< Part by part.
  std::vector<std::uint32_t> resourcesFrom;  ///< By part, and one more: where its resources begin.
  std::vector<EdgeRecord> edges;             ///< As Model::edges.
  std::vector<RecoveryWatch> recoveries;
  std::vector<Cause> losses;  ///< Why this model's requests may be lost: a curve each.
  std::vector<LogEntry> log;
  SeriesRecorder series;
  Time lastTick{}, lastSample{};
  bool countsOnly = false;  ///< No histograms, series or event log.
  bool degrades = false;    ///< There are fallbacks, so there are curves of what they answer.

  /// Of a flow, or of a segment.
  const FlowRecord& streamOf(FlowId flow, std::optional<std::uint32_t> segment) const {
    return segment ? segments[*segment] : flows[flow.value];
  }
  /// A logical request of this flow or segment has been answered. `good`: counted as a success.
  void answered(FlowRecord& stream, Time arrived, Duration latency, const Failure& failure,
                bool good);
  /// Ends an interval of the series for a flow: calls `read` with the latencies answered in it.
  template <class Read>
  void takeInterval(FlowRecord& flow, const Read& read) {
    settleLatencies(flow);
    flow.fresh.merge(flow.carried);
    flow.carried.clear();
    read(flow.fresh);
    flow.fresh.clear();
  }
  /// Before the latencies of epochs are read: nothing is left in intervals that have not ended.
  void settle() {
    for (FlowRecord& flow : flows) carryLatencies(flow);
    for (FlowRecord& segment : segments) carryLatencies(segment);
  }
  /// Copies the counters at the start of the next epoch. `now` holds each resource's present
  /// counts.
  void beginEpoch(std::uint32_t index, const std::vector<ResourceCounts>& now);

 private:
  std::uint32_t epochOf(Time arrived) const;
  void countFailure(FlowRecord& flow, FlowEpoch& now, Cohort& cohort, const Failure& failure) const;
  void settleLatencies(FlowRecord& flow);
  void carryLatencies(FlowRecord& flow);
  void planEpochs(const Model& model);
  void planResources(const Model& model);
  void planRecoveries(const Model& model);
  void planLosses(const Model& model);
  void planSeries(const Model& model);
  void planMonitor(const MonitorModel& monitor);
  void planStream(const std::string& segment);
};

/// Spans between changes of the faults, named by what is going on.
std::vector<Phase> phasesOf(const Model& model);

/// The finished record as an Outcome (without seed, events and stop reason).
Outcome makeOutcome(const Model& model, const Recorder& recorder, Time end);

}  // namespace headroom

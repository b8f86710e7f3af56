// All replications of one variant, reduced to what may be said of them.
#pragma once

#include <map>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/outcome/verdict.h"
#include "studies/figure.h"

namespace headroom {

/// The phase of figures over a whole run.
inline const std::string kWholeRun = "whole run";

/// Figures of flows and segments (goodput, success_ratio, latency p50 and p99, retry_amplification)
/// and parts (utilisation and queue of each resource, hit_ratio) by phase and over the whole run.
struct Evidence {
  int replications = 0;
  std::uint64_t events = 0;  ///< Of all runs.
  std::vector<Figure> figures;
  std::vector<Figure> assertions;     ///< What each assertion measured, in their order.
  std::vector<Judgement> judgements;  ///< By the share of runs that satisfy each.
  std::vector<std::string> stopped;   ///< Reasons of runs that did not reach their end.
  const Figure* find(const FigureId& id) const;
};

/// Takes outcomes one by one and keeps of each only its figures: memory does not grow with what a
/// run recorded.
class EvidenceCollector {
 public:
  explicit EvidenceCollector(const ScenarioSpec& scenario) : scenario_(scenario) {}
  /// In the order of the replications.
  void add(const Outcome& outcome);
  /// Judges; at least one outcome has been added.
  Evidence finish();

 private:
  void put(const FigureId& id, double value);
  /// `subject` names the flow or the segment.
  void addFlow(const FlowOutcome& flow, const FigureId& subject, const Outcome& outcome);
  void addSpan(const std::string& phase, const FigureId& subject, const FlowSpan& span);
  void addPart(const PartOutcome& part, const Outcome& outcome);
  void addAssertions(const Outcome& outcome);

  const ScenarioSpec& scenario_;
  Evidence evidence_;
  std::map<FigureId, std::size_t> index_;
  std::map<FigureId, sim::Histogram> pooled_;  ///< Of latencies, without the aggregation.
  std::vector<std::optional<sim::Histogram>> pooledAssertions_;
  std::vector<std::vector<std::string>> doubts_;  ///< By assertion, of the first run that has any.
};

}  // namespace headroom

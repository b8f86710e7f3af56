// A figure over replications: what was measured in each run, and what may be said of all of them.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "models/spec/threshold.h"
#include "studies/intervals.h"
#include "studies/modes.h"

namespace headroom {

/// Which figure: the same in every replication and every variant.
struct FigureId {
  std::string phase;     ///< "before", "product-cache down", ...; "whole run".
  std::string flow;      ///< Of a flow's figure,
  std::string part;      ///< or of a part's,
  std::string resource;  ///< of this resource of it.
  Metric metric = Metric::goodput;
  std::optional<Aggregation> aggregation;  ///< Of a latency.
  std::string segment{};                   ///< Or of a segment's.
  auto operator<=>(const FigureId&) const = default;
};

/// How an estimate came about, and what it therefore means.
enum class EstimateKind {
  nothing,     ///< No run measured anything.
  one,         ///< One run: no interval.
  never,       ///< A recovery that came in none of the runs.
  mean,        ///< Mean of the runs, Student-t interval.
  percentile,  ///< Percentile of all runs' requests together; interval by sectioning.
  twoModes     ///< Two kinds of runs: no mean, both modes and how often each.
};
std::string nameOf(EstimateKind kind);

/// What may be said of a figure over all runs.
struct Estimate {
  EstimateKind kind = EstimateKind::nothing;
  double value = 0;          ///< Of mean, percentile or the one run; infinite for never.
  double halfWidth = 0;      ///< At 95 %; of mean and percentile.
  double min = 0, max = 0;   ///< Over the runs.
  std::size_t measured = 0;  ///< Runs that measured something.
  std::optional<Modes> modes;
};

struct Figure {
  FigureId id;
  std::vector<double> values;    ///< By replication; NaN where a run had nothing to measure.
  std::optional<double> pooled;  ///< Of a percentile: over the requests of all runs together.
  Estimate estimate() const;
};

/// Mean of the values that are not NaN with its Student-t interval, and nothing cleverer.
Estimate meanOfRuns(const std::vector<double>& values);

/// Whether fewer is worse (goodput, success, hit ratio) or more is (latency, queues, refusals).
bool fewerIsWorse(Metric metric);

/// Of two modes, the share of runs in the worse one, if it is a collapse: goodput or success of at
/// most half of the better mode's, or a recovery that never came.
struct CollapseShare {
  std::size_t collapsed = 0;
  std::size_t runs = 0;
  Interval interval;  ///< Wilson.
};
std::optional<CollapseShare> collapseShare(Metric metric, const Estimate& estimate);

/// A share or a mean in words: "450.1/s ± 3.2/s", "99 % in 23 of 40 runs, 12 % in 17".
std::string estimateText(Metric metric, const Estimate& estimate);

}  // namespace headroom

// An experiment: a scenario that expresses a row, and how its measurements become the row's
// figures.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/spec/load.h"
#include "tests/theory/families/row.h"

namespace headroom::theory {

/// What is measured of a run, in seconds from its start; what comes before is warm-up.
struct Span {
  double from = 0;
  double to = 0;
};

/// A quantile of a flow's latency over all runs together: a quantile of one run is biased when its
/// tail is but a few busy periods.
struct Quantile {
  std::string flow;
  double p = 0.5;
  double minus = 0;  ///< Subtracted: a constant service, to leave the wait.
};

/// One figure of a row: a value of each run, or a quantile of them all.
struct Figure {
  std::string name;
  double expected = 0;
  std::variant<std::function<double(const Outcome&)>, Quantile> value;
  /// How far the simulated figure may be off beyond chance, and why: the latency histogram's 0.5 %,
  /// an approximation's own error, a fluid's missing grain.
  double slack = 0;
};

struct Experiment {
  std::function<std::string(const Span&)> document;
  double rate = 1;              ///< Logical requests per second.
  double load = 0;              ///< Of the busiest station: how long its memory is.
  double variability = 1;       ///< (1 + scv)/2 of its services: waits grow with it.
  double eventsPerRequest = 3;  ///< What a request costs.
  bool heavyTail = false;       ///< No precision can be promised.
  std::vector<Figure> figures;
  /// For rows without chance: all figures, in order, from one run of this document.
  std::function<std::vector<double>(const LoadedScenario&)> timeline;
  double seconds = 0;  ///< Its length.
  /// Figures of the row that are not compared, and why.
  std::vector<std::pair<std::string, std::string>> left;
};

/// What a row's model lacks for a scenario to express it.
struct Missing {
  std::string what;
};

using Expression = std::variant<Experiment, Missing>;

/// The scenario of a row, for any parameters of its model.
Expression expressionOf(const Row& row);

/// Single stations: M/M/1 to GI/M/1, finite, with patience, in batches, with an orbit.
Experiment stationOf(const Row& row);
/// A station whose line is by priority.
Experiment priorityOf(const Row& row);
/// Several stations: tandem, Jackson, fork-join, fan-out.
Experiment networkOf(const Row& row);
/// Caches: LRU, TTL, cache-aside.
Experiment cacheOf(const Row& row);
/// Attempts: independent failures, layers of retries.
Experiment retriesOf(const Row& row);
/// Fluid limits: steps, ramps, finite buffers, outages, all of constant arrivals and services.
Experiment fluidOf(const Row& row);

}  // namespace headroom::theory

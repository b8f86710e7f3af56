// The reference model of a retry storm, as a scenario: open arrivals, one FIFO server of rate mu, a
// client that gives an attempt up after its timeout and sends the next one, a server that knows
// nothing of it; a trigger takes capacity away or adds load for a while.
//
// A trigger of no capacity is one service that takes as long as it lasts: the reference model stops
// the server in the middle of a service instead, so the two differ by less than one service time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/notation/json_value.h"
#include "studies/replicate.h"

namespace headroom::metastable {

struct RetryLoop {
  std::string id;
  double lambda = 0, mu = 0;
  double timeout = 0;
  int maxAttempts = 1;
  double triggerAt = 100, triggerLength = 0;
  double capacityFactor = 0, loadFactor = 1;  ///< During the trigger.
  double backoff = 0;
  int queueCapacity = -1;  ///< -1: no bound.
  double shedTo = 0, shedAt = 0, shedLength = 0;
  double horizon = 700;
  bool random = false;  ///< Poisson arrivals and exponential services.
  std::string missing;  ///< What headroom lacks for it; empty when nothing.
};

/// What became of one run. Rates per second over its last 60 s.
struct LoopResult {
  std::string verdict;  ///< "recovers", "collapsed", "partial"
  double goodput = 0, offered = 0, attempts = 0;
  double longestQueue = 0;         ///< Highest mean over a second.
  std::optional<double> recovery;  ///< Whole seconds from the trigger's end.
};

/// A deterministic case of the reference data.
RetryLoop loopOf(const JsonValue& row);
std::string documentOf(const RetryLoop& loop);
LoopResult runLoop(const RetryLoop& loop);

/// The share of runs that collapse.
struct Collapses {
  int collapsed = 0;
  int runs = 0;
};
Collapses countCollapses(const RetryLoop& loop, int runs, unsigned jobs);

/// The trigger length between recovery and collapse, to within `precision` seconds.
double criticalLength(RetryLoop loop, double low, double high, double precision);

/// Chance of two shares at least so far apart if both are draws of one (Fisher's exact test,
/// two-sided).
double fisherExact(int hitsA, int trialsA, int hitsB, int trialsB);

}  // namespace headroom::metastable

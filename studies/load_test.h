// A load test of one part inside the simulation: the scenario derived from a system and a baseline,
// and one run of it.
//
// One synthetic flow sends a Poisson stream of constant rate for 60 s straight into the operation,
// without retries. Its client is the flow that comes past the operation (of several the least
// patient; none: a client that waits without end), and it goes by that flow's name, so that limits
// on the flow act. The part has one replica; parts the baseline is `without` refuse from the start;
// caches start as they say, or as the baseline does: warm means warm for the keys offered at the
// tested rate. A cache is tested by look-ups of its key set, and a miss counts as an answer. The
// document's workload, faults, assertions and variants play no part, nor do limits switched by
// hand.
//
// A rate is *sustained* when of the requests answered by the end at least 99 % succeeded, the
// latency bound holds if there is one, and requests do not pile up: from the tenth second on the
// number inside grows by no more than one second's load. Without the last an overloaded part whose
// client waits without end would sustain any rate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/outcome/outcome.h"
#include "models/program/model.h"
#include "models/spec/load.h"

namespace headroom {

/// One run at one rate.
struct LoadTestRun {
  bool sustained = false;
  bool stoppedEarly = false;  ///< It was hopeless before its end.
  /// Why not: "fewer than 99 % succeed", "browse latency p99 < 300 ms, found 312 ms", "requests
  /// pile up"; "" when sustained.
  std::string reason;
  std::optional<CauseCount> mainCause;  ///< What most of those without success met.
};

class LoadTest {
 public:
  /// `system` holds no unknowns; the baseline is the one at `part`, `index`.
  LoadTest(const LoadedVariant& system, const std::string& part, std::size_t index);

  /// The scenario at a rate: what one would write by hand.
  LoadedVariant scenario(double perSecond) const;
  /// Runs it; the same replication draws the same random numbers at every rate.
  /// What reaches `maxEvents` is not sustained.
  LoadTestRun run(double perSecond, int replication,
                  std::uint64_t maxEvents = 20'000'000'000) const;
  const std::string& flow() const { return flow_; }

 private:
  LoadTestRun tryRun(double perSecond, int replication, std::uint64_t maxEvents) const;

  LoadedVariant test_;  ///< At a rate that run() replaces.
  std::string flow_;
};

}  // namespace headroom

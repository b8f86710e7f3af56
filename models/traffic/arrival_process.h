// When the next request arrives. Open loop: arrivals do not wait for answers.
//
//   poisson   gaps Exp(1) in expected arrivals      (a Poisson process of the curve's rate)
//   uniform   gaps U(0, 2)
//   constant  arrivals at 0, 1, 2, ... expected arrivals
#pragma once

#include "models/spec/scenario_spec.h"
#include "models/traffic/load_curve.h"
#include "sim/random.h"

namespace headroom {

/// A sequential stream of its own, by name: another flow's arrivals do not change it.
class ArrivalProcess {
 public:
  ArrivalProcess(Arrivals kind, sim::Key key) : kind_(kind), stream_(key) {}
  /// The next arrival's instant, never before the last one; kNever after the curve's end.
  Time next(const LoadCurve& curve);

 private:
  Arrivals kind_;
  sim::Stream stream_;
  double position_ = 0;  ///< In expected arrivals.
  std::uint64_t count_ = 0;
  std::size_t hint_ = 0;
};

}  // namespace headroom

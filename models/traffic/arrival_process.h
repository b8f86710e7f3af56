// When the next request arrives. Open loop: arrivals do not wait for answers.
//
//   poisson   gaps Exp(1) in expected arrivals      (a Poisson process of the curve's rate)
//   uniform   gaps U(0, 2)
//   constant  arrivals at 0, 1, 2, ... expected arrivals
//   renewal   gaps of any law, over its mean
//
// Batches of b: gaps b times as long, and b requests at each arrival. A gap of the law comes first,
// except for constant arrivals, whose first one is at the start.
#pragma once

#include "models/spec/scenario_spec.h"
#include "models/traffic/load_curve.h"
#include "sim/distribution.h"
#include "sim/random.h"

namespace headroom {

/// The law of a flow's arrivals, apart from their rate.
struct ArrivalLaw {
  Arrivals kind = Arrivals::poisson;
  sim::Distribution gaps{};  ///< Of renewal arrivals,
  double meanGap = 1;        ///< and its mean in seconds.
  std::int64_t batch = 1;
};

/// A sequential stream of its own, by name: another flow's arrivals do not change it.
class ArrivalProcess {
 public:
  ArrivalProcess(ArrivalLaw law, sim::Key key) : law_(std::move(law)), stream_(key) {}
  /// The next arrival's instant, never before the last one; kNever after the curve's end.
  Time next(const LoadCurve& curve);

 private:
  double gap();

  ArrivalLaw law_;
  sim::Stream stream_;
  double position_ = 0;  ///< In expected arrivals.
  std::uint64_t count_ = 0;
  std::size_t hint_ = 0;
  std::int64_t together_ = 0;  ///< Requests of the last batch still to come.
  Time last_{};
};

}  // namespace headroom

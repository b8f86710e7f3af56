// The offered rate of a flow over time: piecewise linear, and its integral both ways.
#pragma once

#include <vector>

#include "models/spec/scenario_spec.h"
#include "sim/time.h"

namespace headroom {

/// Stages of an open-loop load. Expected arrivals by time t is cumulative(t); an arrival process is
/// a unit-rate process in that measure (inversion, exact for ramps; Lewis and Shedler 1979).
class LoadCurve {
 public:
  LoadCurve() = default;
  explicit LoadCurve(const WorkloadSpec& spec);

  double rateAt(Time t) const;             ///< Per second; at a jump, the rate after it.
  double cumulative(Time t) const;         ///< Expected arrivals in [0, t].
  double total() const { return total_; }  ///< Expected arrivals of the whole curve.
  Time end() const { return end_; }

  /// The instant at which cumulative() reaches `arrivals`, or kNever beyond the end. `hint` is kept
  /// by the caller (start with 0) and makes a rising sequence of calls O(1).
  Time timeOf(double arrivals, std::size_t& hint) const;

 private:
  struct Piece {
    Time from{};
    Time to{};
    double startRate = 0;
    double slope = 0;     ///< Per second squared.
    double before = 0;    ///< Expected arrivals before it.
    double arrivals = 0;  ///< In it.
  };
  std::vector<Piece> pieces_;
  double total_ = 0;
  Time end_{};
};

}  // namespace headroom

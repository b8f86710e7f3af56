// Where something that holds for small values stops holding, found by stochastic bisection on
// common random numbers: each replication keeps its random numbers while it brackets its own
// tipping point, by steps that double, and halves the bracket. Over replications the median is
// taken (median.h).
//
// Simplified: within a replication the answer is taken to change once. Where it goes to and fro
// near the tipping point, one of the changes is found, which is where the spread over replications
// comes from. Replications after the first begin where it ended.
#pragma once

#include <functional>
#include <vector>

#include "studies/median.h"

namespace headroom {

struct TippingSearch {
  double start = 1;          ///< First guess, > 0.
  double firstStep = 0.05;   ///< Of the bracket, relative.
  double precision = 0.005;  ///< Relative width at which a bracket is narrow enough.
  double mostAbove = 8;      ///< Times `start`: what still holds there has no tipping point,
  double mostBelow = 256;    ///< start divided by this: nor what does not hold there.
};

/// One replication's: 0 when nothing held, infinite when everything did.
double tippingPoint(const std::function<bool(double)>& holds, const TippingSearch& search);

/// Several questions at once, each with `replications` searches on at most `jobs` threads; what
/// comes out does not depend on `jobs`. `holds(question, value, replication)` is called from any
/// thread. `progress` is told the share of the searches that are done.
std::vector<MedianEstimate> tippingPoints(
    const std::vector<TippingSearch>& questions, int replications, unsigned jobs,
    const std::function<bool(std::size_t question, double value, int replication)>& holds,
    const std::function<void(double)>& progress);

}  // namespace headroom

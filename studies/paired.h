// Two variants on the same random numbers, compared run by run.
#pragma once

#include <vector>

#include "studies/evidence.h"

namespace headroom {

/// A figure of a variant minus that of the variant it is compared with.
struct PairedDifference {
  FigureId id;
  Estimate difference;    ///< Mean of the runs' differences, Student-t; or two modes of them.
  std::size_t above = 0;  ///< Runs in which it is higher,
  std::size_t below = 0;  ///< and lower.
  /// Whether 0 lies outside the interval of the difference.
  bool clear() const;
};

/// For every figure that both have, in the order of `other`. What varies in both alike (arrivals,
/// service times) falls out of the difference, so that it is known better than either figure.
/// Source: common random numbers, Law 2015, section 11.2.
std::vector<PairedDifference> pairedDifferences(const Evidence& base, const Evidence& other);

}  // namespace headroom

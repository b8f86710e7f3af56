// A median, and how sure it is, whatever the law behind the values.
//
// Between the k-th smallest and the k-th largest of n independent values the median of their law
// lies with probability 1 - 2 P(Binomial(n, 1/2) < k): no assumption on the law, no estimate of a
// variance. Source: order statistics as confidence limits (Thompson 1936).
#pragma once

#include <optional>
#include <vector>

#include "studies/intervals.h"

namespace headroom {

struct MedianEstimate {
  std::vector<double> values;        ///< Sorted.
  double median = 0;                 ///< Of an even number the mean of the middle two.
  std::optional<Interval> interval;  ///< Nothing for a single value.
  double confidence = 0;  ///< Exact; at least the wanted one, unless there are too few values.
};

/// The narrowest interval that reaches `confidence`; of fewer than six values all of them.
MedianEstimate medianEstimate(std::vector<double> values, double confidence = kConfidence);

}  // namespace headroom

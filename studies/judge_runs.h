// An assertion's verdict over many runs: by the share of them that satisfy it, never by a mean.
#pragma once

#include "models/outcome/verdict.h"
#include "studies/figure.h"

namespace headroom {

/// `measured` holds the assertion's value in each run; at least one run. Pass when the Wilson
/// interval (95 %) of the share of runs that satisfy it lies at or above the required share, fail
/// when it lies below, inconclusive else. A run with nothing to measure may count either way: it
/// lowers the interval's lower end and raises its upper one. One run alone is judged by its value.
Judgement judgeRuns(const AssertionSpec& assertion, const Figure& measured);

}  // namespace headroom

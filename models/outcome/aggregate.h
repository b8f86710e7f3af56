// One number for many durations, as an assertion names it.
#pragma once

#include <optional>

#include "models/spec/scenario_spec.h"
#include "sim/histogram.h"

namespace headroom {

/// In seconds; 0 for an empty histogram.
double aggregate(const sim::Histogram& durations, Aggregation how);
/// 0.99 for p99; nothing for mean and max.
std::optional<double> percentileOf(Aggregation how);

}  // namespace headroom

// Measured durations that distributions refer to, and distributions made ready to draw from.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/spec/distribution_spec.h"
#include "sim/distribution.h"

namespace headroom {

/// Durations read from CSV files that distributions name, sorted; by sampleKey().
using SampleFiles = std::map<std::string, std::shared_ptr<const std::vector<Duration>>>;
/// The key of a distribution's samples: file, column and unit.
std::string sampleKey(const EmpiricalSpec& spec);

/// The law a user wrote, as the engine draws from it. Its samples have been read.
sim::Distribution toDistribution(const DistributionSpec& spec, const SampleFiles& samples);

}  // namespace headroom

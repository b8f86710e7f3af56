// The limit to compare with: M/M/c as a plain loop, nothing general about it, with the same event
// set, the same random numbers and the same histogram as the engine.
#pragma once

#include <cstdint>

#include "sim/histogram.h"

namespace headroom::bench {

struct LoopResult {
  std::uint64_t customers = 0;
  sim::Histogram sojourn;
};

/// Serves `customers` arrivals at `rate`/s with exponential service of mean `serviceSeconds`.
LoopResult handWrittenMmc(int servers, double rate, double serviceSeconds, std::uint64_t customers);

}  // namespace headroom::bench

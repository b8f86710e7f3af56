// Whether a hand-written loop simulated the same run as the engine: a comparison of speeds means
// nothing between two that do different things.
#pragma once

#include <string>

#include "bench/limit/loops.h"
#include "models/outcome/outcome.h"

namespace headroom::bench {

/// "" when the loop saw what the engine saw; else the first figure that differs. Sojourns agree
/// exactly (number, mean, extremes, percentiles); of a loop with the same statistics also every
/// value of every second, the levels' means to rounding.
std::string disagreement(const Outcome& engine, const LoopResult& loop, Keeps keeps);

}  // namespace headroom::bench

// The limit to compare with: each model as plain loops written by hand, several of them, since
// nobody knows beforehand which is fastest. Plain structs, no virtual call, nothing general; the
// engine's random numbers, histogram and cache store.
#pragma once

#include <span>

#include "bench/limit/statistics.h"
#include "models/program/model.h"

namespace headroom::bench {

enum class Keeps { sojournOnly, sameStatistics };

/// One way of writing a model down.
struct Loop {
  const char* name;  ///< "two_clocks": what it does about what is due next.
  Keeps keeps;
  LoopResult (*run)(const Model&);
};

/// Of mmcDocument() with one server, and with several.
std::span<const Loop> singleServerLoops();
std::span<const Loop> manyServerLoops();
/// Of threeTierDocument().
std::span<const Loop> threeTierLoops();

}  // namespace headroom::bench

// One run taken apart by what a user waits for: loading, compiling, making the world, simulating.
#pragma once

#include <cstdint>
#include <string>

#include "models/spec/load.h"

namespace headroom::bench {

struct MeasuredRun {
  double loadSeconds = 0;        ///< From text to a checked specification; CPU, as all below.
  double compileSeconds = 0;     ///< To the model.
  double worldSeconds = 0;       ///< To a world with its caches filled.
  double firstEventSeconds = 0;  ///< To the first event simulated.
  double runSeconds = 0;         ///< From there to the outcome.
  std::uint64_t requests = 0;    ///< Offered to all flows.
  std::uint64_t answered = 0;    ///< With success.
  std::uint64_t events = 0;
  double meanSeconds = 0;    ///< Latency of the first flow.
  std::uint64_t inside = 0;  ///< Requests inside at the end.
};

/// Ends the program when the document is not valid or the run was stopped.
MeasuredRun measureText(const std::string& document);
MeasuredRun measureFlagship(const std::string& variant);

/// CPU seconds of this process so far.
double cpuSeconds();
/// The most memory this process has had at once, in bytes; 0 where Linux' /proc is not there.
std::uint64_t peakBytes();

}  // namespace headroom::bench

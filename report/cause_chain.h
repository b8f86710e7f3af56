// The chain of causes: what happened, in the order of causes before effects, without the noise.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/outcome/outcome.h"

namespace headroom {

/// An entry of the log that is worth telling.
struct ToldEntry {
  LogEntry entry;
  std::size_t leftOut = 0;  ///< Entries of the same matter between the one told before and this.
};

/// The log by second and, within one, causes before effects; what comes and goes again and again is
/// told a few times and counted. What was done to the system is always told.
std::vector<ToldEntry> causeChain(const std::vector<LogEntry>& log);

/// A resource, and when it first became saturated.
struct Saturation {
  std::string part;
  std::string resource;
  Time at{};
};
/// In the order in which they did: what gave way first.
std::vector<Saturation> saturationOrder(const std::vector<LogEntry>& log);

}  // namespace headroom

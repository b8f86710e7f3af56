// Simulated time: 64-bit integer nanoseconds, so that no comparison ever needs an epsilon.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>

namespace headroom {

/// A length of simulated time; integer nanoseconds, about 292 years either way.
using Duration = std::chrono::nanoseconds;
/// An instant, counted from the start of the run.
using Time = std::chrono::nanoseconds;

inline constexpr Time kNever{std::numeric_limits<std::int64_t>::max()};

/// Seconds as a double, for reporting and for continuous formulas only.
constexpr double toSeconds(Duration d) { return static_cast<double>(d.count()) * 1e-9; }

/// Nearest nanosecond, halves away from zero. The caller keeps the value inside the clock's range.
constexpr Duration fromSeconds(double s) {
  const double ns = s * 1e9;
  return Duration{static_cast<std::int64_t>(ns < 0 ? ns - 0.5 : ns + 0.5)};
}

}  // namespace headroom

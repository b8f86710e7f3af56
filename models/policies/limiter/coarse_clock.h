// Clocks of products that count in whole milliseconds or microseconds.
#pragma once

#include <cstdint>

#include "sim/time.h"

namespace headroom {

constexpr std::int64_t wholeMillis(Time t) { return t.count() / 1'000'000; }
constexpr std::int64_t wholeMicros(Time t) { return t.count() / 1'000; }
/// Saturates at a year of clock: nobody waits longer.
constexpr Duration fromMicros(std::int64_t us) {
  constexpr std::int64_t kMost = 365LL * 86'400 * 1'000'000;
  return Duration{(us < kMost ? us : kMost) * 1'000};
}

}  // namespace headroom

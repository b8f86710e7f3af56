// The time integral of a level (how many are inside, how many servers are busy), exact.
#pragma once

#include <cstdint>

#include "sim/time.h"

namespace headroom::sim {

/// Customers times nanoseconds: a million inside for a day is beyond 64 bits.
__extension__ using LevelTime = __int128;

/// Integrates a level that changes by steps. 32 bytes, no rounding: Little's law is checked to the
/// last nanosecond.
class LevelIntegral {
 public:
  std::int64_t level() const { return level_; }
  void add(std::int64_t change, Time now) {
    settle(now);
    level_ += change;
  }
  void settle(Time now) {
    integral_ += static_cast<LevelTime>(level_) * (now - last_).count();
    last_ = now;
  }
  /// Up to the last change or settle.
  LevelTime integral() const { return integral_; }

 private:
  LevelTime integral_ = 0;
  std::int64_t level_ = 0;
  Time last_{};
};

/// Level-time in seconds, for reporting.
inline double toLevelSeconds(LevelTime t) { return static_cast<double>(t) * 1e-9; }

}  // namespace headroom::sim

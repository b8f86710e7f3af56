// The time integral of a level (how many are inside, how many servers are busy), exact.
#pragma once

#include <cstdint>

#include "sim/time.h"

namespace headroom::sim {

/// Customers times nanoseconds: a million inside for a day is beyond 64 bits.
__extension__ using LevelTime = __int128;

/// Integrates a level that changes by steps. 24 bytes, no rounding: Little's law is checked to the
/// last nanosecond.
///
/// By Abel's summation the integral of a level up to `now` is level * now - sum of change * time:
/// a change costs one wide addition, and nothing has to be settled before it is read.
class LevelIntegral {
 public:
  std::int64_t level() const { return level_; }
  void add(std::int64_t change, Time now) {
    level_ += change;
    moment_ += static_cast<LevelTime>(change) * now.count();
  }
  /// Up to `now`, which lies not before the last change.
  LevelTime integral(Time now) const {
    return static_cast<LevelTime>(level_) * now.count() - moment_;
  }

 private:
  // Half of these counters stand in tables of many: eight bytes of padding each would tell.
  using Packed __attribute__((aligned(8))) = LevelTime;
  Packed moment_ = 0;
  std::int64_t level_ = 0;
};

/// Level-time in seconds, for reporting.
inline double toLevelSeconds(LevelTime t) { return static_cast<double>(t) * 1e-9; }

}  // namespace headroom::sim

// Equal servers with one waiting line, and what is measured of them.
#pragma once

#include <cstdint>
#include <limits>

#include "sim/level_integral.h"
#include "sim/time.h"
#include "sim/waiting_line.h"

namespace headroom::sim {

/// c servers, first come first served, hand-off to the head of the line. Whoever holds a server
/// says when it got it, so that the sum of holds is known apart from the integral of the level.
struct ServerGroup {
  static constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

  std::int64_t capacity = kUnlimited;
  WaitingLine line;
  LevelIntegral busy;
  LevelIntegral waiting;
  LevelIntegral full;            ///< Level 1 while all are busy.
  LevelTime held = 0;            ///< Sum of completed holds: the utilisation law's other side.
  LevelTime waited = 0;          ///< Sum of completed waits: Little's law's other side.
  std::int64_t longest = 0;      ///< Highest level of `waiting` since it was last set.
  std::uint64_t turnedAway = 0;  ///< Refused or reneged for want of a server.

  bool free() const { return busy.level() < capacity; }
  void take(Time now) {
    busy.add(1, now);
    if (busy.level() == capacity) full.add(1, now);
  }

  template <class Table>
  void wait(Table& table, std::uint32_t who, Time now) {
    line.pushBack(table, who);
    waiting.add(1, now);
    if (waiting.level() > longest) longest = waiting.level();
  }
  /// `since` is when it began to wait.
  template <class Table>
  void renege(Table& table, std::uint32_t who, Time since, Time now) {
    line.remove(table, who);
    leaveLine(since, now);
  }
  /// Gives back a server held since `since`. The head of the line, if any, holds it from now on and
  /// is returned; kNobody otherwise. The caller tells it, and closes its wait with leaveLine().
  template <class Table>
  std::uint32_t release(Table& table, Time since, Time now) {
    held += (now - since).count();
    if (line.empty()) {
      if (busy.level() == capacity) full.add(-1, now);
      busy.add(-1, now);
      return WaitingLine::kNobody;
    }
    return line.popFront(table);
  }
  void leaveLine(Time since, Time now) {
    waited += (now - since).count();
    waiting.add(-1, now);
  }
};

}  // namespace headroom::sim

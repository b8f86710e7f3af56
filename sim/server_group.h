// Equal servers with one waiting line, and what is measured of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "sim/level_integral.h"
#include "sim/time.h"
#include "sim/waiting_line.h"

namespace headroom::sim {

/// c servers with hand-off: first come first served, unless the caller keeps another order in the
/// line (sim/line_by_level.h) or chooses from it (handOver). Whoever holds a server
/// says when it got it, so that the sum of holds is known apart from the integral of the level.
/// Two cache lines: the first is all that is touched while nobody waits.
struct alignas(64) ServerGroup {
  static constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

  std::int64_t capacity = kUnlimited;
  LevelIntegral busy;
  LevelTime held = 0;  ///< Sum of completed holds: the utilisation law's other side.
  WaitingLine line;
  std::uint32_t longest = 0;  ///< Highest level of `waiting` since it was last set.

  LevelIntegral waiting;
  std::uint64_t turnedAway = 0;  ///< Refused or reneged for want of a server.
  LevelTime waited = 0;          ///< Sum of completed waits: Little's law's other side.
  LevelTime fullMoment = 0;      ///< Of the level "all are busy", as LevelIntegral keeps one.

  /// More are busy than there are now: who leaves is not replaced.
  bool over() const { return busy.level() > capacity; }
  /// There are so many servers from now on. Nobody is put out, and nobody let in.
  void resize(std::int64_t servers, Time now) {
    const bool wasFree = free();
    capacity = servers;
    if (wasFree && !free()) fullMoment += now.count();
    if (!wasFree && free()) fullMoment -= now.count();
  }
  bool free() const { return busy.level() < capacity; }
  /// The time for which all were busy.
  LevelTime fullIntegral(Time now) const { return (free() ? 0 : now.count()) - fullMoment; }
  void take(Time now) {
    busy.add(1, now);
    if (!free()) fullMoment += now.count();
  }

  template <class Table>
  void wait(Table& table, std::uint32_t who, Time now) {
    line.pushBack(table, who);
    joined(now);
  }
  /// Someone has been put in the line.
  void joined(Time now) {
    waiting.add(1, now);
    longest = std::max(longest, line.length());
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
      if (!free()) fullMoment -= now.count();
      busy.add(-1, now);
      return WaitingLine::kNobody;
    }
    return line.popFront(table);
  }
  /// Gives back a server of those that are too many.
  void retire(Time since, Time now) {
    held += (now - since).count();
    busy.add(-1, now);
  }
  /// The same with `who`, who has just been taken out of the line, in place of its head.
  void handOver(Time since, Time now) { held += (now - since).count(); }
  void leaveLine(Time since, Time now) {
    waited += (now - since).count();
    waiting.add(-1, now);
  }
};

}  // namespace headroom::sim

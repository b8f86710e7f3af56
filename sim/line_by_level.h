// The order by level in a waiting line: level 0 before level 1 and so on, first come first served
// within a level.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/waiting_line.h"

namespace headroom::sim {

/// Knows the last member of each level in one line, so that joining and leaving take no search.
/// `level` is a function of a member; a member's level does not change while it waits.
template <std::size_t Levels>
class LineByLevel {
 public:
  LineByLevel() { last_.fill(WaitingLine::kNobody); }

  template <class Table>
  void join(WaitingLine& line, Table& table, std::uint32_t who, std::size_t level) {
    std::size_t above = level + 1;
    std::uint32_t before = WaitingLine::kNobody;
    while (above > 0 && before == WaitingLine::kNobody) before = last_[--above];
    line.insertAfter(table, before, who);
    last_[level] = who;
  }
  /// Before `who` is taken out of the line.
  template <class Table, class LevelOf>
  void leave(const Table& table, std::uint32_t who, const LevelOf& levelOf) {
    const std::size_t level = levelOf(who);
    if (last_[level] != who) return;
    const std::uint32_t before = table[who].previous;
    last_[level] =
        before != WaitingLine::kNobody && levelOf(before) == level ? before : WaitingLine::kNobody;
  }

 private:
  std::array<std::uint32_t, Levels> last_{};
};

}  // namespace headroom::sim

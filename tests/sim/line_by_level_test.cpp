// Order by level, against sorting.
#include "sim/line_by_level.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/random.h"

namespace headroom::sim {
namespace {

struct Member {
  std::uint32_t previous = WaitingLine::kNobody, next = WaitingLine::kNobody;
  std::size_t level = 0;
};

TEST(LineByLevel, IsSortedByLevelAndStableHoweverMembersLeave) {
  constexpr std::size_t kLevels = 4;
  std::vector<Member> table;
  std::vector<std::uint32_t> expected;  // In the order in which they are to be served.
  WaitingLine line;
  LineByLevel<kLevels> order;
  Stream random{Key{7}};
  const auto levelOf = [&](std::uint32_t who) { return table[who].level; };
  for (int i = 0; i < 20'000; ++i) {
    const bool joins = expected.empty() || (random.next() % 16 < 8 && expected.size() < 40);
    if (joins) {
      const auto who = static_cast<std::uint32_t>(table.size());
      table.push_back({});
      table[who].level = random.next() % kLevels;
      order.join(line, table, who, table[who].level);
      const auto after = std::find_if(expected.begin(), expected.end(), [&](std::uint32_t other) {
        return table[other].level > table[who].level;
      });
      expected.insert(after, who);
    } else {
      // The head, the tail or anyone in between.
      const auto at = static_cast<std::ptrdiff_t>(random.next() % expected.size());
      const std::uint32_t who = expected[static_cast<std::size_t>(at)];
      order.leave(table, who, levelOf);
      line.remove(table, who);
      expected.erase(expected.begin() + at);
    }
    ASSERT_EQ(line.length(), expected.size());
    std::uint32_t who = line.front();
    for (const std::uint32_t other : expected) {
      ASSERT_EQ(who, other);
      who = table[who].next;
    }
    ASSERT_EQ(who, WaitingLine::kNobody);
    ASSERT_EQ(line.back(), expected.empty() ? WaitingLine::kNobody : expected.back());
  }
}

}  // namespace
}  // namespace headroom::sim

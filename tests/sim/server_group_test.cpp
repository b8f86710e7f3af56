#include "sim/server_group.h"

#include <gtest/gtest.h>

#include "sim/slot_table.h"

namespace headroom::sim {
namespace {

struct Customer {
  std::uint32_t previous = 0, next = 0, generation = 0;
  bool taken = false;
};

TEST(ServerGroup, HandsOverInOrderAndIntegratesExactly) {
  std::vector<Customer> table(4);
  ServerGroup group;
  group.capacity = 1;
  group.take(Time{0});  // Customer 0, from 0 to 10.
  group.wait(table, 1, Time{2});
  group.wait(table, 2, Time{3});
  group.renege(table, 1, Time{2}, Time{6});
  EXPECT_EQ(group.release(table, Time{0}, Time{10}), 2u);
  group.leaveLine(Time{3}, Time{10});
  EXPECT_EQ(group.release(table, Time{10}, Time{15}), WaitingLine::kNobody);
  EXPECT_EQ(group.busy.integral(Time{20}), 15);
  EXPECT_EQ(group.held, 15);
  EXPECT_EQ(group.fullIntegral(Time{20}), 15);
  EXPECT_EQ(group.waiting.integral(Time{20}), (6 - 2) + (10 - 3));
  EXPECT_EQ(group.waited, group.waiting.integral(Time{20}));
  EXPECT_TRUE(group.free());
}

TEST(WaitingLine, RemovesFromTheMiddle) {
  std::vector<Customer> table(5);
  WaitingLine line;
  for (std::uint32_t i = 0; i < 5; ++i) line.pushBack(table, i);
  line.remove(table, 2);
  line.remove(table, 0);
  line.remove(table, 4);
  EXPECT_EQ(line.length(), 2u);
  EXPECT_EQ(line.popFront(table), 1u);
  EXPECT_EQ(line.popFront(table), 3u);
  EXPECT_TRUE(line.empty());
}

TEST(SlotTable, ReusesSlotsUnderANewGeneration) {
  SlotTable<Customer> table;
  const std::uint32_t a = table.take();
  const std::uint32_t generation = table[a].generation;
  table.giveBack(a);
  EXPECT_THROW(table.giveBack(a), std::logic_error);
  EXPECT_EQ(table.take(), a);
  EXPECT_NE(table[a].generation, generation);
  EXPECT_EQ(table.taken(), 1u);
}

}  // namespace
}  // namespace headroom::sim

// The chain of causes: order, and what is told of what comes and goes.
#include "report/cause_chain.h"

#include <gtest/gtest.h>

namespace headroom::test {
namespace {

using std::chrono::milliseconds;
using Kind = LogEntry::Kind;

LogEntry entry(int ms, Kind kind, const std::string& subject, const std::string& text,
               bool begins = true) {
  return {milliseconds{ms}, kind, begins, subject, text};
}

std::vector<std::string> textsOf(const std::vector<ToldEntry>& told) {
  std::vector<std::string> texts;
  for (const ToldEntry& t : told) texts.push_back(t.entry.text);
  return texts;
}

TEST(CauseChain, WithinASecondCausesStandBeforeEffects) {
  const auto told = causeChain({entry(60'000, Kind::failing, "browse", "bad"),
                                entry(60'100, Kind::saturated, "db", "connections saturated"),
                                entry(60'900, Kind::fault, "cache", "down"),
                                entry(59'000, Kind::refusing, "app", "refuses")});
  EXPECT_EQ(textsOf(told),
            (std::vector<std::string>{"refuses", "down", "connections saturated", "bad"}));
}

TEST(CauseChain, WhatComesAndGoesIsToldTwiceAndAtTheEndAndCountedBetween) {
  std::vector<LogEntry> log;
  for (int i = 0; i < 10; ++i)
    log.push_back(entry(i * 1000, Kind::saturated, "db", "connections saturated"));
  const auto told = causeChain(log);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].leftOut, 0U);
  EXPECT_EQ(told[2].leftOut, 7U);
  EXPECT_EQ(told[2].entry.at, milliseconds{9000});
}

TEST(CauseChain, WhatWasDoneIsAlwaysTold) {
  std::vector<LogEntry> log;
  for (int i = 0; i < 10; ++i) log.push_back(entry(i * 1000, Kind::fault, "db", "down"));
  EXPECT_EQ(causeChain(log).size(), 10U);
}

TEST(SaturationOrder, NamesEachResourceOnceAtItsFirst) {
  const auto order =
      saturationOrder({entry(100, Kind::saturated, "db", "connections saturated: all 4 busy"),
                       entry(200, Kind::saturated, "app", "pool db saturated: all 40 busy"),
                       entry(300, Kind::saturated, "db", "connections no longer saturated", false),
                       entry(400, Kind::saturated, "db", "connections saturated: all 4 busy")});
  ASSERT_EQ(order.size(), 2U);
  EXPECT_EQ(order[0].part, "db");
  EXPECT_EQ(order[0].resource, "connections");
  EXPECT_EQ(order[0].at, milliseconds{100});
  EXPECT_EQ(order[1].resource, "pool db");
}

}  // namespace
}  // namespace headroom::test

// The report tells a story: from outcomes made by hand, and of the flagship.
#include <gtest/gtest.h>

#include "report/in_short.h"
#include "report/scenario_result.h"
#include "report/terminal_report.h"
#include "report/timeline.h"
#include "report/what_happened.h"
#include "tests/cli/cli_runner.h"

namespace headroom {
namespace {

using Kind = LogEntry::Kind;

void expectInOrder(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t at = 0;
  for (const std::string& part : parts) {
    const std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << "\nis missing or too early in\n" << text;
    at = found + part.size();
  }
}

Time at(double seconds) { return fromSeconds(seconds); }

TEST(WhatHappened, CausesStandBeforeEffectsOfTheSameSecond) {
  Outcome outcome;
  outcome.log = {{at(60), Kind::failing, true, "order", "80 % of answers bad"},
                 {at(60), Kind::fault, true, "cache", "down"},
                 {at(60.4), Kind::saturated, true, "app", "pool db saturated: all 40 busy"},
                 {at(60), Kind::cold, true, "cache", "hit ratio down to 3 %"},
                 {at(61), Kind::saturated, true, "app", "cores saturated: all 8 busy"}};
  const std::string text = whatHappened(outcome, TerminalStyle{});
  expectInOrder(text, {"down\n", "hit ratio", "pool db", "80 %", "61 s", "cores"});
  expectInOrder(text, {"First to saturate: app pool db (60.40 s), then app cores (61.00 s)."});
}

TEST(WhatHappened, WhatComesAndGoesIsToldAFewTimesAndCounted) {
  Outcome outcome;
  for (int i = 0; i < 10; ++i) {
    outcome.log.push_back({at(2 * i), Kind::saturated, true, "db", "cores saturated: all 8 busy"});
    outcome.log.push_back(
        {at(2 * i + 1), Kind::saturated, false, "db", "cores no longer saturated"});
  }
  const std::string text = whatHappened(outcome, TerminalStyle{});
  EXPECT_EQ(test::count(text, "cores saturated: all"), 3U) << text;
  EXPECT_EQ(test::count(text, "(and 7 times between)"), 2U) << text;
  EXPECT_EQ(test::count(text, "First to saturate"), 1U);
}

TEST(WhatHappened, ResourcesOfOnePartAreCountedApartAndFaultsAreAlwaysTold) {
  Outcome outcome;
  for (int i = 0; i < 5; ++i) {
    outcome.log.push_back({at(i), Kind::fault, true, "db", "down"});
    outcome.log.push_back({at(i), Kind::saturated, true, "db", "cores saturated: all 8 busy"});
  }
  outcome.log.push_back({at(9), Kind::saturated, true, "db", "connections saturated: all 8 busy"});
  const std::string text = whatHappened(outcome, TerminalStyle{});
  EXPECT_EQ(test::count(text, "  down\n"), 5U) << text;
  EXPECT_EQ(test::count(text, "connections saturated: all 8 busy\n"), 1U) << text;
}

TEST(WhatHappened, AVeryLongLogIsCutWithAWordAboutIt) {
  Outcome outcome;
  for (int i = 0; i < 50; ++i) outcome.log.push_back({at(i), Kind::fault, true, "db", "flushed"});
  EXPECT_NE(whatHappened(outcome, TerminalStyle{}).find("and 20 more"), std::string::npos);
}

/// One flow of 100/s over 60 s that gets nothing between 20 s and 30 s.
Outcome holeInTheMiddle() {
  Outcome outcome;
  outcome.duration = at(60);
  outcome.phases = {{"before", at(0), at(20)}, {"after", at(20), at(60)}};
  outcome.series.interval = at(1);
  outcome.series.intervals = 60;
  std::vector<double> offered(60, 100);
  std::vector<double> goodput(60, 100);
  std::fill(goodput.begin() + 20, goodput.begin() + 30, 10);
  outcome.series.columns = {{"", "flow=read", "offered", "rate", "", "1/s", offered},
                            {"", "flow=read", "goodput", "rate", "", "1/s", goodput}};
  FlowOutcome flow;
  flow.name = "read";
  FlowSpan before;
  before.to = at(20);
  before.offered = before.completed = before.cohortSucceeded = 2000;
  FlowSpan after;
  after.from = at(20);
  after.to = at(60);
  after.offered = 4000;
  after.completed = after.cohortSucceeded = 3100;
  after.refused = after.cohortRefused = 900;
  after.causes = {{Cause::poolTimeout, 503, "app", "pool db", 900}};
  flow.phases = {before, after};
  outcome.flows = {flow};
  return outcome;
}

TEST(InShort, ToldThroughThePhasesWithTheCauseAndTheDeepestHole) {
  EXPECT_EQ(inShort(holeInTheMiddle(), TerminalStyle{}),
            "  read: 100 % before → 77.5 % after\n"
            "        Worst after: 503 " +
                nameOf(Cause::poolTimeout) +
                " · app pool db.\n        Lowest 10 s: 10.0 % of the load, from 20s.\n");
}

TEST(Timeline, MarksFaultsAndInstantsAndTellsRatesAtTheEdge) {
  VariantResult variant;
  variant.outcome = holeInTheMiddle();
  variant.faults = {{"db", "down", at(20), at(30)}, {"cache", "flushed", at(50), at(50)}};
  const std::string text = timeline(variant, {false, false});
  expectInOrder(text,
                {"|0s", "|20s", "db down", "##########", "20s-30s", "cache flushed", "#", "50s",
                 "read offered", "max 100/s", "read goodput", "####__________####", "min 10/s"});
  EXPECT_EQ(test::count(text, "p99"), 0U) << "nothing is known of latencies here";
}

TEST(Flagship, TellsWhyTheThirdVariantFailsAfterTheCacheIsBack) {
  const auto run = test::headroomCall(
      {"run", std::string{HEADROOM_SOURCE_DIR} + "/scenarios/cache-loss.scenario.json", "--variant",
       "door limited while the cache is down"});
  EXPECT_EQ(run.exit, 1);
  expectInOrder(run.out, {"FAIL · 1 of 3 assertions not met",
                          "order: 100 % before → 100 % product-cache down", "Worst after: 503",
                          "pool orders-db", "from 1m30s", "limit on", "Why requests",
                          "What happened", "90 s  product-cache  back, empty",
                          "90 s  app            limit for browse off", "hit ratio down",
                          "pool orders-db saturated", "90 s  order", "FAIL  order success_ratio"});
}

}  // namespace
}  // namespace headroom

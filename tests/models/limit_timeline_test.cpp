// Timelines of limits one can check by hand: spans, steps, replicas; and of balancers.
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

std::string limited(const std::string& limit, const std::string& rate = "10",
                    const std::string& duration = "1s", const std::string& app = "") {
  return timeline(R"("app": {"kind": "instance", )" + app + R"("limits": [)" + limit +
                      R"(], "operations": {"do": {"work": "1ms"}}})",
                  rate, duration);
}

std::string verdicts(const std::string& text) {
  std::string out;
  for (const Cause c : causes(text))
    out += c == Cause::none ? '.' : c == Cause::limited ? 'x' : '?';
  return out;
}

TEST(Limit, ASpanSwitchesItOnAndOff) {
  const std::string text = limited(
      R"({"when": {"from": "200ms", "to": "500ms"}, "token_bucket": {"rate": "0/s", "burst": 1}})");
  // On at 200: the one token; 300 and 400 are refused; at 500 it is off.
  EXPECT_EQ(verdicts(text), "...xx.....");
  std::string told;
  for (const LogEntry& entry : runFirst(text).log)
    if (entry.kind == LogEntry::Kind::limitOn)
      told += entry.subject + " " + entry.text + " " + std::to_string(entry.at.count()) + "; ";
  EXPECT_EQ(told, "app limit on 200000000; app limit off 500000000; ");
}

TEST(Limit, ASpanMayBeOpenAtEitherEnd) {
  const std::string bucket = R"(, "token_bucket": {"rate": "0/s", "burst": 1}})";
  EXPECT_EQ(verdicts(limited(R"({"when": {"from": "700ms"})" + bucket)), "........xx");
  EXPECT_EQ(verdicts(limited(R"({"when": {"to": "300ms"})" + bucket)), ".xx.......");
}

TEST(Limit, ABucketIsFullWheneverItIsSwitchedOn) {
  // Down from 150 to 250 and from 550 to 650; the limit looks at the cache, which nobody asks.
  const std::string down = R"({"at": "150ms", "duration": "200ms", "part": "cache", "down": {}},
                              {"at": "550ms", "duration": "300ms", "part": "cache", "down": {}})";
  const std::string text = timeline(
      R"("cache": {"kind": "cache", "capacity": 1, "read": "1ms"},
         "app": {"kind": "instance", "operations": {"do": {"work": "1ms"}},
           "limits": [{"when": {"part": "cache", "is": "down"}, "token_bucket": {"rate": "0/s"}}]})",
      "10", "1s", "", down);
  EXPECT_EQ(verdicts(text), "...x...xx.");
}

TEST(Limit, AReplicaThatWasLostComesBackWithANewOne) {
  const std::string lost =
      R"({"at": "450ms", "duration": "100ms", "part": "app", "instances_lost": {"all": true}})";
  const auto with = [&](const std::string& per) {
    return timeline(R"("app": {"kind": "instance", "limits": [{)" + per +
                        R"("token_bucket": {"rate": "0/s", "burst": 3}}],
                        "operations": {"do": {"work": "1ms"}}})",
                    "10", "1s", "", lost);
  };
  EXPECT_EQ(verdicts(with(R"("per": "replica", )")), "...xx?...x");
  EXPECT_EQ(verdicts(with("")), "...xx?xxxx");
}

TEST(Limit, AsAStepItRefusesOnTheWayAndGivesBackWhatIsHeld) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "workers": 1, "operations": {"do": [{"work": "30ms"},
          {"limit": {"token_bucket": {"rate": "0/s", "burst": 2}}}, {"work": "50ms"}]}})",
      "10", "1s");
  EXPECT_EQ(verdicts(text), "..xxxxxxxx");
  EXPECT_EQ(latencies(text)[2], 30);
  const Outcome outcome = runFirst(text);
  EXPECT_DOUBLE_EQ(resource(part(outcome, "app"), "workers").whole.busy, 0.4);  // 2 x 80 + 8 x 30
  EXPECT_EQ(flow(outcome, "f").whole.causes.front().status, 429);
  EXPECT_EQ(flow(outcome, "f").whole.causes.front().origin, "app");
}

TEST(Limit, AConcurrencyLimitOnTheWayIsHeldToTheVisitsEnd) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "operations": {"do": [{"limit": {"concurrency": {"limit": 1}}},
          {"parallel": [{"work": "10ms"}, {"work": "150ms"}]}]}})",
      "10", "600ms");
  EXPECT_EQ(verdicts(text), ".x.x.x");
}

TEST(Limit, InABranchItFailsTheWholeRequest) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "operations": {"do": {"parallel": [{"work": "20ms"},
          {"limit": {"token_bucket": {"rate": "0/s", "burst": 1}}}]}}})",
      "10", "300ms");
  EXPECT_EQ(verdicts(text), ".xx");
  EXPECT_EQ(latencies(text)[1], 20);  // It waits for the other branch.
}

TEST(Limit, EachReplicaMayHaveItsOwn) {
  const std::string bucket = R"("token_bucket": {"rate": "0/s", "burst": 2}})";
  EXPECT_EQ(verdicts(limited("{" + bucket, "10", "600ms", R"("replicas": 2, )")), "..xxxx");
  EXPECT_EQ(
      verdicts(limited(R"({"per": "replica", )" + bucket, "10", "600ms", R"("replicas": 2, )")),
      "....xx");
}

TEST(Limit, ASpanIsInsideTheRunAndNoConditionIsBoth) {
  const std::string bucket = R"(, "token_bucket": {"rate": "1/s"}})";
  EXPECT_NE(errorsOf(limited(R"({"when": {"from": "3s"})" + bucket)).find("the run ends at 1s"),
            std::string::npos);
  for (const char* when : {R"({})", R"({"is": "down"})", R"({"part": "app", "from": "0s"})",
                           R"({"from": "0s", "to": "1s", "is": "up"})"})
    EXPECT_NE(errorsOf(limited(std::string{R"({"when": )"} + when + bucket)).find("E_CHOICE"),
              std::string::npos)
        << when;
  EXPECT_NE(errorsOf(limited(R"({"when": {"from": "9ms", "to": "9ms"})" + bucket)).find("E_ORDER"),
            std::string::npos);
  const std::string step = timeline(
      R"("app": {"kind": "instance", "operations": {"do": [{"limit": {"match": {"operation": "do"},
          "when": {"to": "2s"}, "concurrency": {"limit": 1}}}]}})",
      "10", "1s");
  EXPECT_NE(errorsOf(step).find("/operations/do/0/limit/match/operation"), std::string::npos);
  EXPECT_NE(errorsOf(step).find("/operations/do/0/limit/when/to"), std::string::npos);
}

/// Two replicas of one worker each; the second is there from 250 ms on only.
std::string balanced(const std::string& balancer, const std::string& work,
                     const std::string& flow = "") {
  return timeline(
      R"("app": {"kind": "instance", "replicas": 2, "workers": 1, "balancer": ")" + balancer +
          R"(", "operations": {"do": {"work": ")" + work + "\"}}}",
      "10", "1500ms", flow,
      R"({"at": "0s", "duration": "250ms", "part": "app", "instances_lost": {"count": 1}})");
}

TEST(Balancer, LeastConnectionsPrefersTheReplicaWithFewerWaitingCallers) {
  // The first has 0, 100, 200. The second then gets 300 and 400 (2 against 2); at equality it is
  // the first's turn: 500; and at 600 the second has one again.
  Times times = latencies(balanced("least_connections", "300ms"));
  times.resize(7);
  EXPECT_EQ(times, (Times{300, 500, 700, 300, 500, 700, 600}));
  // In turn, the first would get 400 behind its three.
  EXPECT_EQ(latencies(balanced("round_robin", "300ms"))[4], 800);
}

TEST(Balancer, WhatCallersHaveGivenUpDoesNotCount) {
  // Ten callers in the first second, who leave after 40 ms: nobody ever waits, so from 300 on the
  // replicas take turns. The first works 6 s, the second 4 s from 300 ms on; at 5.5 s that is 9.5 s
  // of work. Were they counted, both would have worked 5 s by then.
  std::string text = balanced("least_connections", "1s", R"("timeout": "40ms")");
  const std::string stage = R"("duration": "1500ms"})";
  text.replace(text.find(stage), stage.size(),
               R"("duration": "1s"}, {"target": "0/s", "duration": "0s"},
                  {"target": "0/s", "duration": "4500ms"})");
  const ResourceOutcome workers = resource(part(runFirst(text), "app"), "workers");
  EXPECT_NEAR(workers.whole.busy * 5.5, 9.5, 1e-9);
}

TEST(Series, SuccessIsCountedInTheSecondOfTheArrival) {
  // Two a second, each answered 1.4 s later: by arrival 2, 2, and of the last two none.
  const std::string text = timeline(
      R"("app": {"kind": "instance", "operations": {"do": {"work": "1400ms"}}})", "2", "3s");
  const Outcome outcome = runFirst(text);
  const SeriesColumn* success = outcome.series.find("", "flow=f", "success", "rate");
  const SeriesColumn* goodput = outcome.series.find("", "flow=f", "goodput", "rate");
  ASSERT_NE(success, nullptr);
  EXPECT_EQ(success->values, (std::vector<double>{2, 2, 0}));
  EXPECT_EQ(goodput->values, (std::vector<double>{0, 2, 2}));
}

TEST(Series, TheLongestLineOfASecondIsItsMaximum) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "workers": 1, "operations": {"do": {"work": "500ms"}}})", "10",
      "2s");
  const Outcome outcome = runFirst(text);
  const SeriesColumn* longest = outcome.series.find("app", "", "queue", "max", "workers");
  ASSERT_NE(longest, nullptr);
  // 0 is served to 500, the next to 1000: of ten one has left the line by then, and eight wait.
  EXPECT_EQ(longest->values, (std::vector<double>{8, 16}));
}

}  // namespace
}  // namespace headroom::test

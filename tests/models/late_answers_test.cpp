// Late answers: attempts that timed out and stay open, on timelines one can check by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

/// One request at 0 s; `client` is its flow's timeout and retry, `parts` answer "app.do".
std::string oneRequest(const std::string& parts, const std::string& client,
                       const std::string& faults = "") {
  return fmt::format(
      R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "app.do"{}}}}}, "parts": {{{}}}}},
          "workload": [{{"flow": "f", "arrivals": "constant", "start_rate": "0.2/s",
                         "stages": [{{"target": "0.2/s", "duration": "5s"}}]}}], "faults": [{}]}})",
      client, parts, faults);
}

std::string patient(int attempts, const std::string& more = "") {
  return fmt::format(
      R"(, "timeout": "150ms", "retry": {{"max_attempts": {}, "late_answers": "accepted"{}}})",
      attempts, more);
}

/// Milliseconds to the answer of the one request; negative when it failed.
double answer(const std::string& text) {
  const std::vector<Answer> answers = answersOf(load(text).variants.front());
  EXPECT_EQ(answers.size(), 1u);
  const Answer& a = answers.front();
  const double latency = static_cast<double>(a.answered - a.issued) * 1e-6;
  return a.cause == Cause::none ? latency : -latency;
}

std::string oneWorker(const std::string& work) {
  return fmt::format(
      R"("app": {{"kind": "instance", "workers": 1, "operations": {{"do": {{"work": "{}"}}}}}})",
      work);
}

TEST(LateAnswers, AnyCopyAnswersAndTheRestIsWorkedOffInVain) {
  const std::string text = oneRequest(oneWorker("400ms"), patient(9));
  EXPECT_EQ(answer(text), 400);
  const Outcome outcome = runFirst(text);
  EXPECT_EQ(flow(outcome, "f").whole.attempts, 3u);  // At 0, 150 and 300.
  EXPECT_DOUBLE_EQ(part(outcome, "app").serviceSeconds, 1.2);
  EXPECT_DOUBLE_EQ(part(outcome, "app").wastedSeconds, 0.8);
}

TEST(LateAnswers, ByDefaultTheyAreIgnored) {
  const std::string client = R"(, "timeout": "150ms", "retry": {"max_attempts": 3})";
  EXPECT_EQ(answer(oneRequest(oneWorker("400ms"), client)), -450);
}

TEST(LateAnswers, NothingIsAcceptedOnceTheLastAttemptHasTimedOut) {
  const std::string text = oneRequest(oneWorker("400ms"), patient(2));
  EXPECT_EQ(answer(text), -300);
  EXPECT_DOUBLE_EQ(part(runFirst(text), "app").wastedSeconds, 0.5);  // From 300 to 800.
}

TEST(LateAnswers, OneThatComesDuringTheBackoffEndsIt) {
  const std::string text =
      oneRequest(oneWorker("200ms"), patient(9, R"(, "fixed": {"delay": "1s"})"));
  EXPECT_EQ(answer(text), 200);
  EXPECT_EQ(flow(runFirst(text), "f").whole.attempts, 1u);
}

TEST(LateAnswers, ALateFailureIsIgnoredAndTheRequestGoesOn) {
  // Copies at 0, 150 and 300 take 200 each, side by side; what replies before 250 fails.
  const std::string app = R"("app": {"kind": "instance", "operations": {"do": {"work": "200ms"}}})";
  const std::string error =
      R"({"at": "0s", "duration": "250ms", "part": "app", "error": {"rate": "100%"}})";
  const std::string text = oneRequest(app, patient(9), error);
  EXPECT_EQ(answer(text), 350);
  EXPECT_EQ(flow(runFirst(text), "f").whole.attempts, 3u);
  EXPECT_EQ(part(runFirst(text), "app").books.failed, 1u);
}

TEST(LateAnswers, WhatWaitsForAConnectionIsNotSentAndTakenBack) {
  // The first attempt holds the one connection to 250; the others never get it.
  const std::string text = oneRequest(
      R"("db": {"kind": "database", "connections": 9, "operations": {"q": "250ms"}},
         "app": {"kind": "instance", "pools": {"db": {"size": 1}},
                 "operations": {"do": {"call": "db.q", "timeout": "100ms",
                   "retry": {"max_attempts": 9, "late_answers": "accepted"}}}})",
      "");
  EXPECT_EQ(answer(text), 250);
  EXPECT_EQ(part(runFirst(text), "db").books.offered, 1u);
}

TEST(LateAnswers, AHungCallerTakesTheAnswerInWhenItWakes) {
  // At 150 the call times out, at 200 its answer comes, at 500 the caller wakes and has both.
  const std::string text = oneRequest(
      R"("db": {"kind": "database", "connections": 9, "operations": {"q": "200ms"}},
         "app": {"kind": "instance",
                 "operations": {"do": {"call": "db.q", "timeout": "150ms",
                   "retry": {"max_attempts": 9, "late_answers": "accepted"}}}})",
      "", R"({"at": "100ms", "duration": "400ms", "part": "app", "down": {"mode": "hang"}})");
  EXPECT_EQ(answer(text), 500);
  EXPECT_EQ(part(runFirst(text), "db").books.offered, 1u);
}

TEST(LateAnswers, ACallerThatDiesLeavesAllItsAttemptsBehind) {
  // Attempts at 0 and 100, each 300; the app dies at 150.
  const std::string text = oneRequest(
      R"("db": {"kind": "database", "connections": 9, "operations": {"q": "300ms"}},
         "app": {"kind": "instance",
                 "operations": {"do": {"call": "db.q", "timeout": "100ms",
                   "retry": {"max_attempts": 9, "late_answers": "accepted"}}}})",
      "", R"({"at": "150ms", "duration": "50ms", "part": "app", "down": {"mode": "refuse"}})");
  EXPECT_EQ(answer(text), -150);
  const Outcome outcome = runFirst(text);
  EXPECT_EQ(part(outcome, "db").books.completed, 2u);
  EXPECT_DOUBLE_EQ(part(outcome, "db").wastedSeconds, 0.15 + 0.25);
}

}  // namespace
}  // namespace headroom::test

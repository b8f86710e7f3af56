// Verdicts over many runs.
#include "studies/judge_runs.h"

#include <gtest/gtest.h>

#include <limits>

namespace headroom::test {
namespace {

constexpr double kUnmeasured = std::numeric_limits<double>::quiet_NaN();

AssertionSpec atLeast400() {
  AssertionSpec assertion;
  assertion.flow = FlowRef{"browse"};
  assertion.metric = Metric::goodput;
  assertion.threshold = ">=400/s";
  return assertion;
}

Judgement judged(std::size_t good, std::size_t bad, std::size_t unmeasured,
                 double required = 0.95) {
  Figure figure;
  figure.id.metric = Metric::goodput;
  figure.values.insert(figure.values.end(), good, 450.0);
  figure.values.insert(figure.values.end(), bad, 40.0);
  figure.values.insert(figure.values.end(), unmeasured, kUnmeasured);
  AssertionSpec assertion = atLeast400();
  assertion.requiredShare.value = required;
  return judgeRuns(assertion, figure);
}

TEST(JudgeRuns, SeventyThreeGoodRunsPassAndSeventyTwoDoNotTell) {
  EXPECT_EQ(judged(73, 0, 0).verdict, Verdict::pass);
  const Judgement open = judged(72, 0, 0);
  EXPECT_EQ(open.verdict, Verdict::inconclusive);
  EXPECT_NE(open.remark.find("at least 73 runs are needed"), std::string::npos) << open.remark;
}

TEST(JudgeRuns, AShareBelowTheRequiredOneFailsThoughTheMeanWouldHold) {
  // The mean is 409/s.
  const Judgement j = judged(90, 10, 0);
  EXPECT_EQ(j.verdict, Verdict::fail) << j.remark;
  EXPECT_NE(j.value.find("40/s in 10, 450/s in 90 of 100 runs"), std::string::npos) << j.value;
  EXPECT_NE(j.remark.find("P(collapse)"), std::string::npos) << j.remark;
}

TEST(JudgeRuns, TheRequiredShareDecides) {
  EXPECT_EQ(judged(18, 2, 0, 0.5).verdict, Verdict::pass);
  EXPECT_EQ(judged(2, 18, 0, 0.5).verdict, Verdict::fail);
}

TEST(JudgeRuns, WhatWasNotMeasuredMayCountEitherWay) {
  EXPECT_EQ(judged(80, 0, 0).verdict, Verdict::pass);
  EXPECT_EQ(judged(80, 0, 20).verdict, Verdict::inconclusive);
  EXPECT_EQ(judged(0, 80, 20).verdict, Verdict::fail);
  EXPECT_EQ(judged(0, 2, 98).verdict, Verdict::inconclusive);
  EXPECT_EQ(judged(0, 0, 10).verdict, Verdict::inconclusive);
}

}  // namespace
}  // namespace headroom::test

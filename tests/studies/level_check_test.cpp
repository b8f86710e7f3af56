// Baselines against queueing theory, and what a miss is.
#include "studies/level_check.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

/// P(T > t) of M/M/c, first come first served (Kleinrock 1975): C the probability to wait.
double mmcTail(double lambda, double mu, int c, double t) {
  const double a = lambda / mu;
  double b = 1;
  for (int k = 1; k <= c; ++k) b = a * b / (k + a * b);
  const double rho = a / c;
  const double wait = b / (1 - rho * (1 - b));
  const double spare = c * mu - lambda;
  return std::exp(-mu * t) * (1 + wait * mu * (1 - std::exp(-(spare - mu) * t)) / (spare - mu));
}

/// The rate at which one answer in a hundred takes longer than t.
double mmcRate(double mu, int c, double t) {
  double low = 0;
  double high = c * mu;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (mmcTail(middle, mu, c, t) < 0.01 ? low : high) = middle;
  }
  return low;
}

std::string queue(int connections, const std::string& flow, const std::string& baseline) {
  return fmt::format(R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "db.q"{}}}}},
    "parts": {{"db": {{"kind": "database", "connections": {}, "operations": {{"q": {{"exponential": "2ms"}}}},
      "baselines": [{{"operation": "q"{}}}]}}}}}}}})",
                     flow, connections, baseline);
}

BaselineLevel levelOf(const std::string& text, int replications = 9, unsigned jobs = 1) {
  LevelPlan plan;
  plan.replications = replications;
  plan.jobs = jobs;
  return checkLevels(load(text).document, plan).front();
}

/// Within the interval, give or take the width of a bisection's bracket.
void expectWithin(const MedianEstimate& found, double truth) {
  EXPECT_GE(truth, found.interval->low * 0.995) << found.median;
  EXPECT_LE(truth, found.interval->high * 1.005) << found.median;
  EXPECT_NEAR(found.median, truth, truth * 0.015);
}

TEST(LevelCheck, ALatencyBoundGivesTheRateOfQueueingTheory) {
  for (const int c : {1, 4, 16}) {
    SCOPED_TRACE(c);
    const double truth = mmcRate(500, c, 0.020);
    const BaselineLevel level = levelOf(
        queue(c, "",
              fmt::format(R"(, "throughput": "{:.0f}/s", "latency": "p(99)<20ms")", truth * 0.93)));
    expectWithin(level.simulated, truth);
    EXPECT_TRUE(level.holds());
  }
}

TEST(LevelCheck, ATimeoutGivesTheRateOfQueueingTheory) {
  // What was sent is served all the same: whoever times out leaves nobody sooner served.
  const double truth = mmcRate(500, 4, 0.020);
  const BaselineLevel level = levelOf(queue(
      4, R"(, "timeout": "20ms")", fmt::format(R"(, "throughput": "{:.0f}/s")", truth * 1.2)));
  expectWithin(level.simulated, truth);
  EXPECT_FALSE(level.holds());
  EXPECT_EQ(level.mainCause->cause, Cause::timeout);
}

TEST(LevelCheck, ToleranceIsTheBaselines) {
  const double truth = mmcRate(500, 4, 0.020);
  const std::string flow = R"(, "timeout": "20ms")";
  const auto baseline = [&](double factor, const char* tolerance) {
    return fmt::format(R"(, "throughput": "{:.0f}/s", "tolerance": "{}")", truth * factor,
                       tolerance);
  };
  EXPECT_TRUE(levelOf(queue(4, flow, baseline(1.15, "20%")), 3).holds());
  EXPECT_FALSE(levelOf(queue(4, flow, baseline(1.15, "5%")), 3).holds());
}

TEST(LevelCheck, IsTheSameOnAnyNumberOfThreads) {
  const std::string text = queue(2, R"(, "timeout": "15ms")", R"(, "throughput": "700/s")");
  EXPECT_EQ(levelOf(text, 5, 1).simulated.values, levelOf(text, 5, 3).simulated.values);
}

TEST(LevelCheck, WhatNothingLimitsIsAMissWithoutALimit) {
  const BaselineLevel level = levelOf(
      R"({"headroom": "1", "system": {"flows": {"f": {"entry": "x.q"}}, "parts": {
        "x": {"kind": "external", "operations": {"q": "1ms"},
              "baselines": [{"operation": "q", "throughput": "20/s"}]}}}})",
      1);
  EXPECT_TRUE(std::isinf(level.simulated.median));
  EXPECT_FALSE(level.holds());
}

TEST(LevelCheck, WhatFailsAtAnyRateSustainsNothing) {
  const BaselineLevel level = levelOf(
      R"({"headroom": "1", "system": {"flows": {"f": {"entry": "x.q"}}, "parts": {
        "x": {"kind": "external", "operations": {"q": "1ms"}, "error_rate": "5%",
              "baselines": [{"operation": "q", "throughput": "2000/s"}]}}}})",
      1);
  EXPECT_EQ(level.simulated.median, 0);
  EXPECT_FALSE(level.holds());
  EXPECT_EQ(level.mainCause->cause, Cause::error);
}

TEST(LevelCheck, AMaximumThroughputOfACacheIsFound) {
  const BaselineLevel level = levelOf(
      R"({"headroom": "1", "system": {"flows": {"f": {"entry": "edge.get", "timeout": "50ms"}},
        "keys": {"k": {"uniform": {"count": 50}}},
        "parts": {
        "edge": {"kind": "gateway", "operations": {"get": [{"cache": "c", "key": "k"}]}},
        "c": {"kind": "cache", "capacity": 50, "read": "1ms", "max_throughput": "1000/s",
              "baselines": [{"throughput": "1000/s", "tolerance": "3%"}]}}}})");
  EXPECT_TRUE(level.holds()) << level.simulated.median;
}

}  // namespace
}  // namespace headroom::test

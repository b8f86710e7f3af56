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
  const double x = (c - 1) * mu - lambda;
  return std::exp(-mu * t) * (1 + wait * mu * (std::fabs(x) < 1e-6 ? t : -std::expm1(-x * t) / x));
}

/// Asymptotics of P(W > n D) of M/D/1 (Cramer and Lundberg), close to exact for n of some tens.
double mdTail(double rho, double n) {
  double theta = 2 * (1 - rho) / rho;
  for (int i = 0; i < 100; ++i) {  // Newton: rho (e^theta - 1) = theta.
    const double f = rho * std::expm1(theta) - theta;
    theta -= f / (rho * std::exp(theta) - 1);
  }
  return (1 - rho) / (rho * std::exp(theta) - 1) * std::exp(-theta * n);
}

/// The load at which one answer in a hundred takes longer: tail(load) = 1 %.
template <class Tail>
double loadAt(double low, double high, const Tail& tail) {
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (tail(middle) < 0.01 ? low : high) = middle;
  }
  return low;
}

double mmcRate(double mu, int c, double t) {
  return loadAt(0, c * mu, [&](double lambda) { return mmcTail(lambda, mu, c, t); });
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

TEST(LevelCheck, ACacheOfFixedServiceTimeHasTheRateOfQueueingTheory) {
  // 1 ms each, one at a time: M/D/1, and 49 ms of waiting are too many.
  const double truth = 1000 * loadAt(0.5, 0.9999, [](double rho) { return mdTail(rho, 49); });
  const BaselineLevel level = levelOf(
      R"({"headroom": "1", "system": {"flows": {"f": {"entry": "edge.get", "timeout": "50ms"}},
        "keys": {"k": {"uniform": {"count": 50}}},
        "parts": {
        "edge": {"kind": "gateway", "operations": {"get": [{"cache": "c", "key": "k"}]}},
        "c": {"kind": "cache", "capacity": 50, "read": "1ms", "max_throughput": "1000/s",
              "baselines": [{"throughput": "1000/s"}]}}}})");
  expectWithin(level.simulated, truth);
}

}  // namespace
}  // namespace headroom::test

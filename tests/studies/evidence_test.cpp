// Many runs of a scenario, reduced to what may be said of them.
#include "studies/evidence.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "studies/paired.h"
#include "studies/replicate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

std::vector<Evidence> evidenceOf(const LoadedScenario& scenario, int replications, unsigned jobs) {
  std::vector<EvidenceCollector> collectors;
  for (const LoadedVariant& variant : scenario.variants) collectors.emplace_back(variant.spec);
  ReplicationPlan plan;
  plan.replications = replications;
  plan.jobs = jobs;
  replicate(scenario, plan,
            [&](ReplicationRun&& run) { collectors[run.variant].add(run.outcome); });
  std::vector<Evidence> all;
  for (EvidenceCollector& collector : collectors) all.push_back(collector.finish());
  return all;
}

/// M/M/1 at `rate` of 100/s, with a variant that is a tenth faster.
std::string twoSpeeds(const std::string& rate) {
  return singleInstance(R"("workers": 1)", R"({"exponential": "10ms"})", rate, "60s", "",
                        R"("assert": [{"flow": "f", "metric": "latency", "threshold": "p(99)<10s"}],
         "variants": {"as it is": {}, "faster": {"set": {
           "/system/parts/app/operations/do/0/work": {"exponential": "9ms"}}}})");
}

const Figure& figure(const Evidence& evidence, Metric metric,
                     std::optional<Aggregation> how = std::nullopt) {
  const Figure* found = evidence.find({kWholeRun, "f", "", "", metric, how});
  if (found == nullptr) throw std::runtime_error("no such figure");
  return *found;
}

TEST(Evidence, MeansHaveIntervalsThatHoldTheTruth) {
  const Evidence evidence = evidenceOf(load(twoSpeeds("50/s")), 20, 2).front();
  EXPECT_EQ(evidence.replications, 20);
  const Estimate goodput = figure(evidence, Metric::goodput).estimate();
  EXPECT_EQ(goodput.kind, EstimateKind::mean);
  EXPECT_EQ(goodput.measured, 20u);
  EXPECT_NEAR(goodput.value, 50, goodput.halfWidth);
  EXPECT_GT(goodput.halfWidth, 0.1);
  EXPECT_LT(goodput.halfWidth, 1);
}

TEST(Evidence, APercentileIsOfAllRequestsTogether) {
  const Figure p99 =
      figure(evidenceOf(load(twoSpeeds("50/s")), 20, 1).front(), Metric::latency, Aggregation::p99);
  const Estimate estimate = p99.estimate();
  EXPECT_EQ(estimate.kind, EstimateKind::percentile);
  ASSERT_TRUE(p99.pooled.has_value());
  EXPECT_EQ(estimate.value, *p99.pooled);
  // M/M/1 at half load: exponential with mean 20 ms.
  EXPECT_NEAR(estimate.value, 0.0921, estimate.halfWidth);
}

TEST(Evidence, ThreadsChangeNothing) {
  const LoadedScenario scenario = load(twoSpeeds("80/s"));
  const auto one = evidenceOf(scenario, 7, 1);
  const auto many = evidenceOf(scenario, 7, 4);
  for (std::size_t v = 0; v < one.size(); ++v) {
    ASSERT_EQ(one[v].figures.size(), many[v].figures.size());
    for (std::size_t i = 0; i < one[v].figures.size(); ++i) {
      EXPECT_EQ(one[v].figures[i].id, many[v].figures[i].id);
      EXPECT_EQ(one[v].figures[i].values, many[v].figures[i].values);
    }
  }
}

TEST(Evidence, RunsOfOneVariantDiffer) {
  const Evidence evidence = evidenceOf(load(twoSpeeds("50/s")), 5, 1).front();
  const Estimate goodput = figure(evidence, Metric::goodput).estimate();
  EXPECT_LT(goodput.min, goodput.max);
}

TEST(Paired, CommonRandomNumbersTellASmallDifferenceThatTheVariantsAloneDoNot) {
  const auto evidence = evidenceOf(load(twoSpeeds("80/s")), 12, 2);
  const FigureId id{kWholeRun, "f", "", "", Metric::latency, Aggregation::p50};
  for (const PairedDifference& paired : pairedDifferences(evidence[0], evidence[1])) {
    if (paired.id != id) continue;
    const double alone =
        figure(evidence[0], Metric::latency, Aggregation::p50).estimate().halfWidth;
    EXPECT_TRUE(paired.clear());
    EXPECT_LT(paired.difference.value, 0);
    EXPECT_EQ(paired.below, 12u);
    EXPECT_LT(paired.difference.halfWidth, alone);
    return;
  }
  FAIL() << "the median is not compared";
}

TEST(Paired, TheSameVariantTwiceDoesNotDiffer) {
  const auto evidence = evidenceOf(load(twoSpeeds("50/s")), 4, 1);
  for (const PairedDifference& paired : pairedDifferences(evidence[0], evidence[0])) {
    EXPECT_FALSE(paired.clear());
    EXPECT_EQ(paired.above + paired.below, 0u);
  }
}

/// A retry storm that some runs fall into: one server, a client that sends again after a second,
/// and a minute of more load from which not all runs come back.
LoadedScenario tippingPoint() {
  LoadOptions options;
  options.overrides.push_back({"/workload/0/stages", R"([
      {"target": "30/s", "duration": "30s"}, {"target": "35/s", "duration": "0s"},
      {"target": "35/s", "duration": "60s"}, {"target": "30/s", "duration": "0s"},
      {"target": "30/s", "duration": "150s"}])"});
  return load(singleInstance(R"("workers": 1)", R"({"exponential": "25ms"})", "30/s", "4m",
                             R"("timeout": "1s", "retry": {"max_attempts": 4})",
                             R"("assert": [{"flow": "f", "metric": "goodput",
                                "threshold": ">=25/s", "window": {"from": "3m", "to": "4m"}}])"),
              options);
}

TEST(Evidence, WhatNeverComesInAnyRunIsNoSingleRun) {
  Figure recovery;
  recovery.id.metric = Metric::recoveryTime;
  recovery.values.assign(4, std::numeric_limits<double>::infinity());
  EXPECT_EQ(recovery.estimate().kind, EstimateKind::never);
  EXPECT_EQ(estimateText(Metric::recoveryTime, recovery.estimate()), "never");
}

TEST(Evidence, TwoKindsOfRunsAreNeverAveraged) {
  const Evidence evidence = evidenceOf(tippingPoint(), 40, 2).front();
  const Estimate estimate = evidence.assertions.front().estimate();
  ASSERT_EQ(estimate.kind, EstimateKind::twoModes);
  EXPECT_LT(estimate.modes->low, 1);
  EXPECT_NEAR(estimate.modes->high, 30, 1);
  const auto collapse = collapseShare(Metric::goodput, estimate);
  ASSERT_TRUE(collapse.has_value());
  EXPECT_EQ(collapse->collapsed, estimate.modes->lowCount);
  EXPECT_GT(collapse->collapsed, 0u);
  EXPECT_LT(collapse->collapsed, 40u);
}

}  // namespace
}  // namespace headroom::test

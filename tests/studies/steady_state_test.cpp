// Warm-up is looked for in steady-state scenarios only, and found where there is one.
#include "studies/steady_state.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

const std::string kMeanLatency =
    R"("assert": [{"flow": "f", "metric": "latency", "threshold": "avg<1h"}])";

struct Finished {
  ScenarioSpec spec;
  Outcome outcome;
  std::vector<std::string> doubts() const { return warmUpDoubts(spec, outcome).front(); }
};

Finished ran(const std::string& text, const LoadOptions& options = {}) {
  const LoadedVariant variant = load(text, options).variants.front();
  return {variant.spec, simulate(variant, {})};
}

/// A minute of service without a bound on how many at once: the number inside takes as long to
/// build up.
std::string slowService(const std::string& duration, const std::string& more = kMeanLatency) {
  return singleInstance("", R"({"exponential": "60s"})", "20/s", duration, "", more);
}

TEST(SteadyState, ALongServiceWarmsUpLongAndIsDoubted) {
  const Finished run = ran(slowService("1h"));
  ASSERT_EQ(run.doubts().size(), 1u);
  EXPECT_NE(run.doubts().front().find("warm-up (MSER-5"), std::string::npos);
  const auto warmUp = warmUpOf(run.outcome);
  ASSERT_TRUE(warmUp.has_value());
  // After three mean services 95 % of the level is reached.
  EXPECT_GT(toSeconds(*warmUp), 60);
  EXPECT_LT(toSeconds(*warmUp), 600);
}

TEST(SteadyState, AWindowAfterTheWarmUpIsNotDoubted) {
  const std::string later =
      R"("assert": [{"flow": "f", "metric": "latency", "threshold": "avg<1h",
                     "window": {"from": "20m", "to": "1h"}}])";
  EXPECT_TRUE(ran(slowService("1h", later)).doubts().empty());
}

TEST(SteadyState, AQuickSystemHasNoWarmUpToSpeakOf) {
  int doubted = 0;
  for (int seed = 1; seed <= 20; ++seed) {
    LoadOptions options;
    options.seed = seed;
    const std::string quick = singleInstance(R"("workers": 2)", R"({"exponential": "10ms"})",
                                             "120/s", "5m", "", kMeanLatency);
    doubted += ran(quick, options).doubts().empty() ? 0 : 1;
  }
  EXPECT_LE(doubted, 1);
}

TEST(SteadyState, AnOverloadNeverSettles) {
  const std::string overloaded = singleInstance(R"("workers": 1)", R"({"exponential": "10ms"})",
                                                "120/s", "5m", "", kMeanLatency);
  const Finished run = ran(overloaded);
  ASSERT_EQ(run.doubts().size(), 1u);
  EXPECT_NE(run.doubts().front().find("never settles"), std::string::npos);
}

TEST(SteadyState, WhatIsHurtOrChangesIsNoSteadyState) {
  const std::string hurt =
      kMeanLatency + R"(, "faults": [{"at": "10m", "part": "app", "slow": {"factor": 2}}])";
  EXPECT_FALSE(isSteadyState(ran(slowService("20m", hurt)).spec));
  EXPECT_TRUE(ran(slowService("20m", hurt)).doubts().empty());
  LoadOptions ramp;
  ramp.overrides.push_back({"/workload/0/start_rate", "0/s"});
  EXPECT_FALSE(isSteadyState(ran(slowService("20m"), ramp).spec));
}

}  // namespace
}  // namespace headroom::test

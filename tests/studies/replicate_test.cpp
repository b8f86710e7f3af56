// Replications that are told to stop.
#include "studies/replicate.h"

#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

TEST(Replicate, IsStoppedAndConsumesNothingMore) {
  const LoadedScenario loaded = loadBundled("cache-loss.scenario.json");
  for (const unsigned jobs : {1U, 2U}) {
    std::stop_source source;
    ReplicationPlan plan;
    plan.replications = 1000;  // Hours, were they run.
    plan.jobs = jobs;
    plan.stop = source.get_token();
    int consumed = 0;
    const bool complete = replicate(loaded, plan, [&](ReplicationRun&& run) {
      EXPECT_TRUE(run.outcome.stopReason.empty());
      ++consumed;
      source.request_stop();
    });
    EXPECT_FALSE(complete);
    EXPECT_EQ(consumed, 1);
  }
}

TEST(Replicate, SaysThatItIsComplete) {
  const LoadedScenario loaded = loadBundled("metastable/retry-storm.scenario.json");
  ReplicationPlan plan;
  plan.replications = 2;
  int consumed = 0;
  EXPECT_TRUE(replicate(loaded, plan, [&](ReplicationRun&&) { ++consumed; }));
  EXPECT_EQ(consumed, static_cast<int>(2 * loaded.variants.size()));
}

}  // namespace
}  // namespace headroom::test

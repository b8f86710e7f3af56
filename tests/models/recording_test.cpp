// What is recorded does not change what happens.
#include <gtest/gtest.h>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

TEST(Recording, CountsOnlyRunsTheSameCourse) {
  const LoadedScenario loaded = loadBundled("cache-loss.scenario.json");
  RunOptions counts;
  counts.recording = Recording::counts;
  const Outcome full = simulate(loaded.variants.front(), {});
  const Outcome less = simulate(loaded.variants.front(), counts);
  ASSERT_EQ(full.flows.size(), less.flows.size());
  for (std::size_t i = 0; i < full.flows.size(); ++i) {
    EXPECT_EQ(full.flows[i].books.offered, less.flows[i].books.offered);
    EXPECT_EQ(full.flows[i].books.completed, less.flows[i].books.completed);
    EXPECT_EQ(full.flows[i].books.failed, less.flows[i].books.failed);
    EXPECT_GT(full.flows[i].whole.latency.count(), 0U);
    EXPECT_EQ(less.flows[i].whole.latency.count(), 0U);
  }
  EXPECT_EQ(full.events, less.events);
  EXPECT_TRUE(less.log.empty());
  EXPECT_TRUE(less.series.columns.front().values.empty());
}

}  // namespace
}  // namespace headroom::test

// A run that is stopped before its end still tells what was seen until then.
#include <gtest/gtest.h>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

TEST(StoppedRun, TellsWhatWasSeenUntilThen) {
  const LoadedScenario loaded = loadBundled("cache-loss.scenario.json");
  for (const double stopAt : {0.2, 0.4, 0.7}) {  // Before, during and after the fault.
    RunOptions options;
    options.progress = [stopAt](double share) { return share < stopAt; };
    const Outcome outcome = simulate(loaded.variants.front(), options);
    EXPECT_NE(outcome.stopReason, "");
    EXPECT_NEAR(toSeconds(outcome.duration), 180 * stopAt, 1.5);
    EXPECT_GT(flow(outcome, "browse").books.completed, 1000U);
    const ResourceSpan& cores = resource(part(outcome, "app"), "cores").whole;
    EXPECT_GT(cores.utilisation, 0);
    EXPECT_LE(cores.utilisation, 1);
  }
}

}  // namespace
}  // namespace headroom::test

// The flagship's four variants give the four answers told beside it in the format's description, on
// several seeds: from an independent hand-written simulation of the same system.
#include <gtest/gtest.h>

#include "models/outcome/verdict.h"
#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

struct Told {
  FlowSpan orderDuring, orderAfter, browseDuring;
  std::vector<Judgement> judgements;
  Outcome outcome;
};

Told tell(std::int64_t seed, const std::string& variant) {
  LoadOptions options;
  options.seed = seed;
  options.variants = {variant};
  const LoadedScenario loaded = loadBundled("cache-loss.scenario.json", options);
  Told told;
  told.outcome = simulate(loaded.variants.front(), {});
  told.orderDuring = flow(told.outcome, "order").phases[1];
  told.orderAfter = flow(told.outcome, "order").phases[2];
  told.browseDuring = flow(told.outcome, "browse").phases[1];
  told.judgements = judge(loaded.variants.front().spec, told.outcome);
  return told;
}

double success(const FlowSpan& span) {
  return static_cast<double>(span.cohortSucceeded) / static_cast<double>(span.offered);
}
double perSecond(const FlowSpan& span) {
  return static_cast<double>(span.completed) / span.seconds();
}

class Flagship : public testing::TestWithParam<int> {};

TEST_P(Flagship, UnprotectedDoesNextToNothingBecauseTheDatabaseWorksForCallersWhoHaveLeft) {
  const Told told = tell(GetParam(), "unprotected");
  EXPECT_LT(perSecond(told.browseDuring), 60);
  EXPECT_LT(success(told.orderDuring), 0.15);
  const PartOutcome& database = part(told.outcome, "orders-db");
  EXPECT_GT(database.wastedSeconds / database.serviceSeconds, 0.15);
  for (const Judgement& j : told.judgements) EXPECT_EQ(j.verdict, Verdict::fail) << j.text;
}

TEST_P(Flagship, DatabaseProtectedServesItsFiveHundredButNineteenOrdersInTwentyFail) {
  const Told told = tell(GetParam(), "database protected");
  EXPECT_NEAR(perSecond(told.browseDuring), 500, 15);
  EXPECT_NEAR(success(told.orderDuring), 0.05, 0.04);
}

TEST_P(Flagship, DoorLimitedKeepsTheOrdersAndLosesHalfOfThemAfterwards) {
  const Told told = tell(GetParam(), "door limited while the cache is down");
  EXPECT_GT(success(told.orderDuring), 0.97);
  // "About half of them for half a minute" of the 90 s that follow.
  EXPECT_NEAR(success(told.orderAfter), 1 - 0.5 * 30 / 90, 0.05);
  const CauseCount& cause = told.orderAfter.causes.front();
  EXPECT_EQ(cause.cause, Cause::poolTimeout);
  EXPECT_EQ(cause.resource, "pool orders-db");
}

TEST_P(Flagship, SelectLimitedKeepsTheOrdersThroughoutAndWarmsInUnderFifteenSeconds) {
  const Told told = tell(GetParam(), "select limited at the database");
  EXPECT_GT(success(told.orderDuring), 0.97);
  EXPECT_GT(success(told.orderAfter), 0.99);
  for (const Judgement& j : told.judgements) EXPECT_EQ(j.verdict, Verdict::pass) << j.text;
  EXPECT_LT(*told.outcome.measurements[2].value, 15);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Flagship, testing::Values(1, 2, 3));

}  // namespace
}  // namespace headroom::test

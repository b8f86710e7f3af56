#include "models/policies/retry/backoff.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headroom {
namespace {

using std::chrono::milliseconds;

RetryPolicy exponential(Jitter jitter, double multiplier = 2,
                        std::optional<Ratio> factor = std::nullopt) {
  RetrySpec spec;
  spec.maxAttempts = 10;
  spec.backoff =
      ExponentialBackoffSpec{milliseconds{100}, multiplier, milliseconds{1000}, jitter, factor, ""};
  return RetryPolicy{spec};
}

sim::Key key(std::uint64_t i) { return sim::derive(sim::Key{7}, 1, i); }

TEST(Backoff, WithoutJitterItDoublesUpToTheMaximum) {
  const RetryPolicy policy = exponential(Jitter::none);
  const int expected[] = {100, 200, 400, 800, 1000, 1000};
  for (int attempt = 1; attempt <= 6; ++attempt)
    EXPECT_EQ(policy.pause(attempt, {}, key(0)), milliseconds{expected[attempt - 1]});
}

/// Mean, least and largest of many pauses, in milliseconds.
struct Spread {
  double mean = 0, least = 1e9, most = 0;
};
Spread spreadOf(const RetryPolicy& policy, std::int64_t attempt, Duration previous) {
  Spread spread;
  constexpr int kDraws = 20'000;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double ms = toSeconds(policy.pause(attempt, previous, key(i))) * 1000;
    spread.mean += ms / kDraws;
    spread.least = std::min(spread.least, ms);
    spread.most = std::max(spread.most, ms);
  }
  return spread;
}

TEST(Backoff, FullJitterIsUniformFromZero) {
  const Spread s = spreadOf(exponential(Jitter::full), 3, {});
  EXPECT_NEAR(s.mean, 200, 4);
  EXPECT_LT(s.least, 1);
  EXPECT_GT(s.most, 399);
  EXPECT_LE(s.most, 400);
}

TEST(Backoff, EqualJitterKeepsHalf) {
  const Spread s = spreadOf(exponential(Jitter::equal), 3, {});
  EXPECT_NEAR(s.mean, 300, 3);
  EXPECT_GE(s.least, 200);
  EXPECT_LE(s.most, 400);
}

TEST(Backoff, ARandomizationFactorSpreadsBothWaysAndMayExceedTheMaximum) {
  const Spread third = spreadOf(exponential(Jitter::none, 2, Ratio{0.5}), 3, {});
  EXPECT_NEAR(third.mean, 400, 4);
  EXPECT_GE(third.least, 200);
  EXPECT_LT(third.least, 201);
  EXPECT_LE(third.most, 600);
  EXPECT_GT(spreadOf(exponential(Jitter::none, 2, Ratio{0.5}), 6, {}).most, 1499);
}

TEST(Backoff, DecorrelatedJitterGrowsFromThePauseBefore) {
  const RetryPolicy policy = exponential(Jitter::decorrelated);
  const Spread first = spreadOf(policy, 1, {});
  EXPECT_GE(first.least, 100);
  EXPECT_LE(first.most, 300);
  const Spread later = spreadOf(policy, 2, milliseconds{250});
  EXPECT_NEAR(later.mean, (100 + 750) / 2.0, 6);
  EXPECT_LE(spreadOf(policy, 3, milliseconds{900}).most, 1000);
}

TEST(Backoff, ExponentialJitterIsMemorylessUpToTheLongest) {
  const Spread s = spreadOf(exponential(Jitter::exponential), 1, {});
  // Mean 100 cut at 1000: 100 (1 - e^-10).
  EXPECT_NEAR(s.mean, 100, 2);
  EXPECT_LT(s.least, 1);
  EXPECT_GT(s.most, 600);
  EXPECT_LE(s.most, 1000);
}

TEST(Backoff, FixedIsFixedAndNoneIsAtOnce) {
  RetrySpec spec;
  EXPECT_EQ(RetryPolicy{spec}.pause(1, {}, key(0)), Duration::zero());
  spec.backoff = FixedBackoffSpec{milliseconds{30}, ""};
  EXPECT_EQ(RetryPolicy{spec}.pause(5, milliseconds{1}, key(0)), milliseconds{30});
}

TEST(Backoff, AMultiplierOfOneNeverOverflows) {
  EXPECT_EQ(exponential(Jitter::none, 1).pause(1000, {}, key(0)), milliseconds{100});
  EXPECT_EQ(exponential(Jitter::none, 100).pause(1000, {}, key(0)), milliseconds{1000});
}

TEST(Backoff, MaxAttemptsCountsTheFirst) {
  RetrySpec spec;
  spec.maxAttempts = 3;
  const RetryPolicy policy{spec};
  const RetryMask timeout = maskOf(RetryCondition::timeout);
  EXPECT_TRUE(policy.again(1, timeout));
  EXPECT_TRUE(policy.again(2, timeout));
  EXPECT_FALSE(policy.again(3, timeout));
  EXPECT_FALSE(policy.again(1, maskOf(RetryCondition::s429)));
  EXPECT_FALSE(policy.again(1, maskOf(RetryCondition::s500)));
}

}  // namespace
}  // namespace headroom

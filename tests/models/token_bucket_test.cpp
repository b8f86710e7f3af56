#include "models/policies/limiter/token_bucket.h"

#include <gtest/gtest.h>

#include "models/policies/limiter/concurrency_limit.h"

namespace headroom {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(TokenBucket, ThousandArrivalsATenthOfASecondApartAllPassAtTenASecond) {
  TokenBucket bucket{{.rate = Rate{10}, .burst = 1, .note = ""}};
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(bucket.admit(milliseconds{100 * i}).admitted) << i;
}

TEST(TokenBucket, StartsFullAndPassesItsBurstAtOnce) {
  TokenBucket bucket{{.rate = Rate{1}, .burst = 3, .note = ""}};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.admit(Time::zero()).admitted);
  EXPECT_FALSE(bucket.admit(Time::zero()).admitted);
}

TEST(TokenBucket, RefusesOneNanosecondEarlyAndAdmitsOnTime) {
  TokenBucket bucket{{.rate = Rate{1}, .burst = 1, .note = ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()).admitted);
  EXPECT_FALSE(bucket.admit(seconds{1} - nanoseconds{1}).admitted);
  EXPECT_TRUE(bucket.admit(seconds{1}).admitted);
}

TEST(TokenBucket, ARefusalCostsNothing) {
  TokenBucket bucket{{.rate = Rate{10}, .burst = 1, .note = ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()).admitted);
  for (int i = 1; i < 100; ++i) EXPECT_FALSE(bucket.admit(milliseconds{i}).admitted);
  EXPECT_TRUE(bucket.admit(milliseconds{100}).admitted);
}

TEST(TokenBucket, HoldsNoMoreThanItsBurstHoweverLongThePause) {
  TokenBucket bucket{{.rate = Rate{1e9}, .burst = 2, .note = ""}};
  const Time later = std::chrono::hours{24 * 365};
  EXPECT_TRUE(bucket.admit(later).admitted);
  EXPECT_TRUE(bucket.admit(later).admitted);
  EXPECT_FALSE(bucket.admit(later).admitted);
}

TEST(TokenBucket, RateZeroGivesOnlyTheInitialBurst) {
  TokenBucket bucket{{.rate = Rate{0}, .burst = 2, .note = ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()).admitted);
  EXPECT_TRUE(bucket.admit(std::chrono::hours{1}).admitted);
  EXPECT_FALSE(bucket.admit(std::chrono::hours{100000}).admitted);
}

TEST(TokenBucket, OneAnHourIsHeldExactly) {
  TokenBucket bucket{{.rate = parseRate("1/h").value, .burst = 1, .note = ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()).admitted);
  EXPECT_FALSE(bucket.admit(std::chrono::minutes{59}).admitted);
  EXPECT_TRUE(bucket.admit(std::chrono::hours{1} + milliseconds{10}).admitted);
}

TEST(TokenBucket, ACloneGoesOnByItself) {
  TokenBucket bucket{{.rate = Rate{1}, .burst = 1, .note = ""}};
  const std::unique_ptr<Limiter> clone = bucket.clone();
  EXPECT_TRUE(bucket.admit(Time::zero()).admitted);
  EXPECT_TRUE(clone->admit(Time::zero()).admitted);
}

TEST(ConcurrencyLimit, AdmitsUpToItsLimitAndAgainWhenOneLeaves) {
  ConcurrencyLimit limit{{2, ""}};
  EXPECT_TRUE(limit.admit(Time::zero()).admitted);
  EXPECT_TRUE(limit.admit(Time::zero()).admitted);
  EXPECT_FALSE(limit.admit(Time::zero()).admitted);
  limit.leave(Time::zero(), {});
  EXPECT_TRUE(limit.admit(Time::zero()).admitted);
  EXPECT_FALSE(limit.admit(Time::zero()).admitted);
}

}  // namespace
}  // namespace headroom

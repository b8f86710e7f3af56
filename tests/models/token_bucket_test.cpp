#include "models/policies/limiter/token_bucket.h"

#include <gtest/gtest.h>

#include "models/policies/limiter/concurrency_limit.h"

namespace headroom {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(TokenBucket, ThousandArrivalsATenthOfASecondApartAllPassAtTenASecond) {
  TokenBucket bucket{{Rate{10}, 1, ""}};
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(bucket.admit(milliseconds{100 * i})) << i;
}

TEST(TokenBucket, StartsFullAndPassesItsBurstAtOnce) {
  TokenBucket bucket{{Rate{1}, 3, ""}};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.admit(Time::zero()));
  EXPECT_FALSE(bucket.admit(Time::zero()));
}

TEST(TokenBucket, RefusesOneNanosecondEarlyAndAdmitsOnTime) {
  TokenBucket bucket{{Rate{1}, 1, ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()));
  EXPECT_FALSE(bucket.admit(seconds{1} - nanoseconds{1}));
  EXPECT_TRUE(bucket.admit(seconds{1}));
}

TEST(TokenBucket, ARefusalCostsNothing) {
  TokenBucket bucket{{Rate{10}, 1, ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()));
  for (int i = 1; i < 100; ++i) EXPECT_FALSE(bucket.admit(milliseconds{i}));
  EXPECT_TRUE(bucket.admit(milliseconds{100}));
}

TEST(TokenBucket, HoldsNoMoreThanItsBurstHoweverLongThePause) {
  TokenBucket bucket{{Rate{1e9}, 2, ""}};
  const Time later = std::chrono::hours{24 * 365};
  EXPECT_TRUE(bucket.admit(later));
  EXPECT_TRUE(bucket.admit(later));
  EXPECT_FALSE(bucket.admit(later));
}

TEST(TokenBucket, RateZeroGivesOnlyTheInitialBurst) {
  TokenBucket bucket{{Rate{0}, 2, ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()));
  EXPECT_TRUE(bucket.admit(std::chrono::hours{1}));
  EXPECT_FALSE(bucket.admit(std::chrono::hours{100000}));
}

TEST(TokenBucket, OneAnHourIsHeldExactly) {
  TokenBucket bucket{{parseRate("1/h").value, 1, ""}};
  EXPECT_TRUE(bucket.admit(Time::zero()));
  EXPECT_FALSE(bucket.admit(std::chrono::minutes{59}));
  EXPECT_TRUE(bucket.admit(std::chrono::hours{1} + milliseconds{10}));
}

TEST(TokenBucket, ACloneGoesOnByItself) {
  TokenBucket bucket{{Rate{1}, 1, ""}};
  const std::unique_ptr<Limiter> clone = bucket.clone();
  EXPECT_TRUE(bucket.admit(Time::zero()));
  EXPECT_TRUE(clone->admit(Time::zero()));
}

TEST(ConcurrencyLimit, AdmitsUpToItsLimitAndAgainWhenOneLeaves) {
  ConcurrencyLimit limit{{2, ""}};
  EXPECT_TRUE(limit.admit(Time::zero()));
  EXPECT_TRUE(limit.admit(Time::zero()));
  EXPECT_FALSE(limit.admit(Time::zero()));
  limit.leave(Time::zero());
  EXPECT_TRUE(limit.admit(Time::zero()));
  EXPECT_FALSE(limit.admit(Time::zero()));
}

}  // namespace
}  // namespace headroom

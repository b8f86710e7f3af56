#include "studies/in_order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>

namespace headroom::test {
namespace {

std::vector<int> squaresOn(unsigned jobs) {
  std::vector<int> taken;
  InOrder<int>{40,
               [](std::size_t i) {
                 // The first ones take longest.
                 std::this_thread::sleep_for(std::chrono::microseconds{(40 - i) * 20});
                 return static_cast<int>(i * i);
               },
               [&taken](std::size_t i, int&& square) {
                 EXPECT_EQ(taken.size(), i);
                 taken.push_back(square);
               }}
      .run(jobs);
  return taken;
}

TEST(InOrder, ResultsComeInOrderWhateverTheThreads) {
  const std::vector<int> one = squaresOn(1);
  EXPECT_EQ(one.size(), 40u);
  EXPECT_EQ(squaresOn(2), one);
  EXPECT_EQ(squaresOn(7), one);
}

TEST(InOrder, FewResultsWaitHoweverSlowTheirConsumer) {
  std::atomic<int> made{0};
  InOrder<int>{30, [&made](std::size_t i) { return ++made, static_cast<int>(i); },
               [&made](std::size_t i, int&&) {
                 std::this_thread::sleep_for(std::chrono::milliseconds{2});
                 EXPECT_LE(made.load(), static_cast<int>(i) + 5);
               }}
      .run(2);
}

TEST(InOrder, TheFirstFailureIsThrownOnceAllHaveStopped) {
  for (const unsigned jobs : {1U, 4U}) {
    int consumed = 0;
    try {
      InOrder<int>{20,
                   [](std::size_t i) -> int {
                     if (i >= 3) throw std::runtime_error{"job " + std::to_string(i)};
                     return 0;
                   },
                   [&consumed](std::size_t, int&&) { ++consumed; }}
          .run(jobs);
      FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "job 3");
      EXPECT_EQ(consumed, 3);
    }
  }
}

TEST(InOrder, AConsumersFailureStopsTheProducers) {
  std::atomic<int> made{0};
  EXPECT_THROW((InOrder<int>{1000, [&made](std::size_t) { return ++made, 0; },
                             [](std::size_t i, int&&) {
                               if (i == 2) throw std::runtime_error{"disk full"};
                             }}
                    .run(3)),
               std::runtime_error);
  EXPECT_LT(made.load(), 30);
}

}  // namespace
}  // namespace headroom::test

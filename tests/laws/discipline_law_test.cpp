// What theory says of disciplines that serve the same work in another order.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

struct Moments {
  double mean = 0;
  double variance = 0;
};

/// Response times in M/M/1 at a load of one half, in units of the mean service.
Moments responses(const std::string& discipline) {
  const std::string text =
      singleInstance(R"("workers": 1, "queue": {"discipline": ")" + discipline + R"("})",
                     R"({"exponential": "10ms"})", "50/s", "12000s");
  double n = 0;
  double sum = 0;
  double squares = 0;
  for (const Answer& answer : answersOf(load(text).variants.front())) {
    const double response = static_cast<double>(answer.answered - answer.issued) / 10e6;
    n += 1;
    sum += response;
    squares += response * response;
  }
  return {sum / n, squares / n - sum / n * (sum / n)};
}

// The number inside does not depend on the order, so neither does the mean. The second moment of
// the wait is 1/(1 - rho) times as large when the last is first: 8 instead of 4 at rho = 1/2, whose
// mean wait is 1; with the service's variance of 1, 8 instead of 4.
TEST(Disciplines, LifoHasTheSameMeanAndTwiceTheVariance) {
  const Moments fifo = responses("fifo");
  const Moments lifo = responses("lifo");
  EXPECT_NEAR(fifo.mean, 2, 0.03);
  EXPECT_NEAR(lifo.mean, 2, 0.03);
  EXPECT_NEAR(fifo.variance, 4, 0.2);
  EXPECT_NEAR(lifo.variance, 8, 0.6);
}

TEST(Disciplines, OneLevelByPriorityIsFifo) {
  const Moments fifo = responses("fifo");
  const Moments priority = responses("priority");
  EXPECT_EQ(fifo.mean, priority.mean);
  EXPECT_EQ(fifo.variance, priority.variance);
}

}  // namespace
}  // namespace headroom::test

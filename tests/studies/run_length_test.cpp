// Doubts about runs that are too short for what is claimed of them.
#include "studies/run_length.h"

#include <gtest/gtest.h>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

/// The doubts of the one assertion about M/M/infinity with the given work at 10/s.
std::vector<std::string> doubtsOf(const std::string& work, const std::string& duration,
                                  const std::string& assertion) {
  const LoadedScenario loaded =
      load(singleInstance("", work, "10/s", duration, "", "\"assert\": [" + assertion + "]"));
  const LoadedVariant& variant = loaded.variants.front();
  const Outcome outcome = simulate(variant, {});
  return runLengthDoubts(variant.spec.assertions.front(), outcome.measurements.front());
}

std::string latency(const std::string& threshold) {
  return R"({"flow": "f", "metric": "latency", "threshold": ")" + threshold + "\"}";
}

const std::string kExponential = R"({"exponential": "10ms"})";

TEST(RunLength, AP99NeedsAThousandAnswers) {
  const auto few = doubtsOf(kExponential, "60s", latency("p(99)<1s"));
  ASSERT_EQ(few.size(), 1u);
  EXPECT_NE(few.front().find("1000 answers or more tell it"), std::string::npos) << few.front();
  EXPECT_TRUE(doubtsOf(kExponential, "150s", latency("p(99)<1s")).empty());
  EXPECT_TRUE(doubtsOf(kExponential, "60s", latency("p(90)<1s")).empty());
}

TEST(RunLength, AMeanIsDoubtedWhereOneAnswerCarriesIt) {
  EXPECT_TRUE(doubtsOf(kExponential, "60s", latency("avg<1s")).empty());
  const auto heavy =
      doubtsOf(R"({"pareto": {"shape": 1.1, "scale": "1ms"}})", "60s", latency("avg<1h"));
  ASSERT_EQ(heavy.size(), 1u);
  EXPECT_NE(heavy.front().find("of the sum"), std::string::npos) << heavy.front();
}

TEST(RunLength, AShareNeedsRequestsThatTellItFromAll) {
  const std::string four = R"({"flow": "f", "metric": "success_ratio", "threshold": ">=99.99%"})";
  const auto few = doubtsOf(kExponential, "60s", four);
  ASSERT_EQ(few.size(), 1u);
  EXPECT_NE(few.front().find("make the difference to all"), std::string::npos) << few.front();
  const std::string ninety = R"({"flow": "f", "metric": "success_ratio", "threshold": ">=90%"})";
  EXPECT_TRUE(doubtsOf(kExponential, "60s", ninety).empty());
}

TEST(RunLength, AWindowIsLongBesideTheLatenciesInIt) {
  const std::string window =
      R"({"flow": "f", "metric": "latency", "threshold": "p(50)<1s", "window": {"from": "10s", "to": "20s"}})";
  EXPECT_TRUE(doubtsOf(kExponential, "60s", window).empty());
  const auto slow = doubtsOf(R"({"exponential": "1s"})", "60s", window);
  ASSERT_EQ(slow.size(), 1u);
  EXPECT_NE(slow.front().find("began before it"), std::string::npos) << slow.front();
}

}  // namespace
}  // namespace headroom::test

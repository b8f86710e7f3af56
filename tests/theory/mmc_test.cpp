// M/M/1 and M/M/c through scenario files against queueing theory.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"
#include "tests/theory/mmc_rows.h"

namespace headroom::test {
namespace {

constexpr int kReplications = 20;
// Student's t, 19 degrees of freedom, two-sided 1e-6: with 18 rows of 5 figures the whole family is
// wrong by chance once in 10 000 suites (Bonferroni). The seed is fixed, so it does not flicker.
constexpr double kStudent = 7.07;
#ifdef __SANITIZE_ADDRESS__
constexpr double kCustomers = 1e4;  // The sanitizers look for other things than precision.
#else
constexpr double kCustomers = 1e5;
#endif

struct Interval {
  double mean = 0;
  double half = 0;
};

Interval intervalOf(const std::vector<double>& values) {
  Interval out;
  for (const double v : values) out.mean += v / static_cast<double>(values.size());
  double squares = 0;
  for (const double v : values) squares += (v - out.mean) * (v - out.mean);
  const double n = static_cast<double>(values.size());
  out.half = kStudent * std::sqrt(squares / (n - 1) / n);
  return out;
}

/// The first fifth is warm-up; five assertions make the measurements, their limits do not matter.
std::string document(const MmcRow& row) {
  // Near saturation memory is long: such rows need more customers for the same precision.
  const double customers = kCustomers * (row.utilisation > 0.98   ? 10
                                         : row.utilisation >= 0.8 ? 3
                                                                  : 1);
  const std::string end = fmt::format("{:.0f}s", customers / row.lambda);
  const std::string window = fmt::format(R"("window": {{"from": "{:.0f}s", "to": "{}"}})",
                                         customers / row.lambda / 5, end);
  const std::string flow = fmt::format(R"({{"flow": "f", "metric": "latency", {}, )", window);
  const std::string part = fmt::format(R"({{"part": "app", "resource": "workers", {}, )", window);
  const std::string assertions = "\"assert\": [" + flow + R"("threshold": "mean>0s"}, )" + flow +
                                 R"("threshold": "p(50)>0s"}, )" + flow +
                                 R"("threshold": "p(99)>0s"}, )" + part +
                                 R"("metric": "utilisation", "threshold": ">0%"}, )" + part +
                                 R"("metric": "queue_length", "threshold": ">=0"}])";
  return singleInstance(fmt::format("\"workers\": {}", row.servers),
                        fmt::format(R"({{"exponential": "{:.9f}s"}})", 1 / row.mu),
                        fmt::format("{}/s", row.lambda), end, "", assertions);
}

class Mmc : public testing::TestWithParam<MmcRow> {};

TEST_P(Mmc, MeansAndPercentilesAreTheorys) {
  const MmcRow& row = GetParam();
#ifdef __SANITIZE_ADDRESS__
  if (row.utilisation > 0.98) GTEST_SKIP() << "too few customers here to forget the empty start";
#endif
  const LoadedScenario loaded = load(document(row));
  std::vector<std::vector<double>> measured(5);
  for (int replication = 0; replication < kReplications; ++replication) {
    RunOptions options;
    options.replication = replication;
    const Outcome outcome = simulate(loaded.variants.front(), options);
    for (std::size_t i = 0; i < 5; ++i) measured[i].push_back(*outcome.measurements[i].value);
  }
  const double expected[] = {row.sojourn, row.p50, row.p99, row.utilisation, row.queue};
  const char* names[] = {"mean sojourn", "p50", "p99", "utilisation", "queue"};
  for (std::size_t i = 0; i < 5; ++i) {
    const Interval interval = intervalOf(measured[i]);
    // The histogram is within 0.5 %, and so may the percentiles be.
    EXPECT_NEAR(interval.mean, expected[i], interval.half + 0.005 * expected[i])
        << row.id << " " << names[i] << " +- " << interval.half;
#ifndef __SANITIZE_ADDRESS__
    if (row.utilisation < 0.95 && expected[i] > 0.1 * row.utilisation) {
      EXPECT_LT(interval.half, 0.2 * expected[i])
          << row.id << " " << names[i] << ": too wide to be a test";
    }
#endif
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, Mmc, testing::ValuesIn(kMmcRows),
                         [](const testing::TestParamInfo<MmcRow>& i) { return i.param.id; });

}  // namespace
}  // namespace headroom::test

// A difference as it is written: its sign, its unit, and nothing in powers of ten.
#include <gtest/gtest.h>

#include "report/differences.h"

namespace headroom::test {
namespace {

std::string textOf(Metric metric, double value, std::optional<double> halfWidth = {}) {
  PairedDifference paired;
  paired.id.metric = metric;
  paired.difference.kind = halfWidth ? EstimateKind::mean : EstimateKind::one;
  paired.difference.value = value;
  paired.difference.halfWidth = halfWidth.value_or(0);
  TerminalStyle style;
  style.unicode = false;
  return differenceText(paired, style);
}

TEST(DifferenceText, HasASignAndItsMetricsUnit) {
  EXPECT_EQ(textOf(Metric::goodput, 29.8), "+29.8/s");
  EXPECT_EQ(textOf(Metric::successRatio, -0.181), "-18.1 pt");
  EXPECT_EQ(textOf(Metric::latency, 0.235, 0.00276), "+235 ms +-2.76");
  EXPECT_EQ(textOf(Metric::goodput, 0), "0/s");
}

TEST(DifferenceText, WhatIsTooSmallToTellKeepsItsSign) {
  EXPECT_EQ(textOf(Metric::successRatio, 0.00005), "<+0.01 pt");
  EXPECT_EQ(textOf(Metric::successRatio, -0.00005), ">-0.01 pt");
  EXPECT_EQ(textOf(Metric::successRatio, 0.00005, 0.000001), "<+0.01 pt +-<0.01");
  EXPECT_EQ(textOf(Metric::successRatio, 0.0001), "+0.01 pt");
}

}  // namespace
}  // namespace headroom::test

// Queueing theory through scenario files: every row of the reference data that a scenario can
// express, quickly. scripts/validate-theory does the same with half-widths of 2 %.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/theory/families/trial.h"

namespace headroom::theory {
namespace {

/// The chance that one of all figures of all rows fails though headroom is right (Bonferroni). The
/// seeds are fixed, so a suite does not flicker.
constexpr double kFamilyLevel = 0.01;
#ifdef __SANITIZE_ADDRESS__
constexpr Effort kEffort{.pilots = 8, .mostReplications = 8, .customers = 4e3, .events = 4e5};
#else
constexpr Effort kEffort{.pilots = 32, .mostReplications = 32, .customers = 5e4, .events = 8e6};
#endif
/// Wider than this, at the family's level, an interval tests nothing.
constexpr double kTooWide = 0.3;

const std::vector<Row>& rows() {
  static const std::vector<Row> all =
      readRows(std::string{HEADROOM_SOURCE_DIR} + "/tests/theory/rows.json");
  return all;
}

std::vector<std::size_t> expressible() {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < rows().size(); ++i)
    if (std::holds_alternative<Experiment>(expressionOf(rows()[i]))) out.push_back(i);
  return out;
}

class Theory : public testing::TestWithParam<std::size_t> {};

TEST_P(Theory, IsWhatComesOutOfAScenario) {
  static const std::size_t figures = figuresIn(rows());
  const Row& row = rows()[GetParam()];
#ifdef __SANITIZE_ADDRESS__
  if (std::get<Experiment>(expressionOf(row)).load > 0.9)
    GTEST_SKIP() << "too few requests here to forget the empty start";
#endif
  const Trial trial = put(row, kEffort, figures, kFamilyLevel);
  ASSERT_FALSE(trial.figures.empty());
  for (const Measured& m : trial.figures) {
#ifdef __SANITIZE_ADDRESS__
    // Nothing of what is rare happened: eight short runs without it tell no interval.
    if (m.familyHalf == 0 && m.figure.expected < 0.01) continue;
#endif
    EXPECT_TRUE(m.agrees) << row.model << " " << m.figure.name << ": theory " << m.figure.expected
                          << ", simulated " << m.estimate.mean << " +- " << m.familyHalf;
#ifndef __SANITIZE_ADDRESS__
    const bool rare = m.figure.expected < 0.02 || m.figure.name == "T_p999";
    if (!trial.heavyTail && !rare && std::get<Experiment>(expressionOf(row)).load < 0.93) {
      EXPECT_LT(m.familyHalf, kTooWide * m.figure.expected)
          << row.model << " " << m.figure.name << ": too wide to be a test";
    }
#endif
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, Theory, testing::ValuesIn(expressible()),
                         [](const testing::TestParamInfo<std::size_t>& i) {
                           return rows()[i.param].id;
                         });

TEST(TheoryRows, WhatCannotBeExpressedIsKnownByName) {
  std::set<std::string> missing;
  for (const Row& row : rows())
    if (const Expression e = expressionOf(row); std::holds_alternative<Missing>(e))
      missing.insert(std::get<Missing>(e).what);
  EXPECT_EQ(missing,
            (std::set<std::string>{"processor sharing", "closed-loop users",
                                   "a balancer of two choices", "early recomputation in a cache",
                                   "recorded arrivals and services, replayed"}));
}

}  // namespace
}  // namespace headroom::theory

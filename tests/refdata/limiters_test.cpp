// Limiters against reference timelines: what the products themselves, or their rules, answer.
#include <gtest/gtest.h>

#include <set>

#include "tests/refdata/limiter_rows.h"

namespace headroom::refdata {
namespace {

class Limiters : public testing::TestWithParam<Case> {};

TEST_P(Limiters, AnswerAsTheirProductsDo) {
  const Case& c = GetParam();
  const std::size_t rows = expressedRows(c);
  if (rows == 0) GTEST_SKIP() << "not expressed; see not_expressed.csv";
  ASSERT_LE(rows, c.rows);
  EXPECT_TRUE(drive(c, rows)) << "no limiter is driven through table " << c.table
                              << ", and not_expressed.csv does not say why";
}

INSTANTIATE_TEST_SUITE_P(Refdata, Limiters, testing::ValuesIn(limiterCases()),
                         [](const testing::TestParamInfo<Case>& i) {
                           return i.param.table + (i.param.id == "*" ? "" : "_" + i.param.id);
                         });

TEST(NotExpressed, NamesRowsThatExistAndSaysWhy) {
  std::set<std::string> seen;
  for (const NotExpressed& line : notExpressed()) {
    const std::string who = line.table + " " + line.id;
    EXPECT_TRUE(seen.insert(who).second) << who << " stands twice";
    EXPECT_FALSE(line.reason.empty()) << who;
    bool exists = false;
    for (const Case& c : limiterCases())
      exists = exists || (c.table == line.table && c.id == line.id && line.from < c.rows);
    EXPECT_TRUE(exists) << who << " has no row " << line.from;
  }
}

}  // namespace
}  // namespace headroom::refdata

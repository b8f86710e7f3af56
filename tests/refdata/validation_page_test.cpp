// The section "Limiters" of docs/validation.md says which rows of the reference data are held, and
// why the others are not. HEADROOM_UPDATE_GOLDEN=1 writes it anew.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/refdata/limiter_rows.h"

namespace headroom::refdata {
namespace {

const std::string kPage = HEADROOM_SOURCE_DIR "/docs/validation.md";
const std::string kBegin = "<!-- limiters: begin (tests/refdata) -->\n";
const std::string kEnd = "<!-- limiters: end -->\n";

/// What a table's cases are held against.
std::string limitersOf(const std::string& table) {
  static const std::map<std::string, std::string> of = {
      {"adaptive_throttling", "`throttle` (Google's client-side throttling)"},
      {"codel", "`codel` (folly), `codel_rfc8289`, `adaptive_timeout`, `adaptive_lifo`"},
      {"concurrency_limits", "`aimd`, `vegas`, `gradient2`, `envoy_adaptive_concurrency`"},
      {"envoy_local_ratelimit", "`envoy_local_ratelimit`"},
      {"gcra", "`gcra`"},
      {"guava_rate_limiter", "`guava_bursty`, `guava_warming_up`"},
      {"nginx_limit_req", "`nginx_limit_req`"},
      {"priority_shedding", "`dagor`; the levels of `criticality_shedding`"},
      {"resilience4j_rate_limiter", "`resilience4j_rate_limiter`"},
      {"sentinel_flow",
       "`sentinel_qps`, `sentinel_threads`, `sentinel_pacing`, `sentinel_warm_up`"},
      {"token_bucket_go_rate", "`token_bucket`"},
      {"windows", "`fixed_window`, `sliding_log`, `sliding_counter`"}};
  return of.at(table);
}

std::string section() {
  struct Count {
    std::size_t cases = 0, rows = 0, held = 0;
  };
  std::map<std::string, Count> tables;
  for (const Case& c : limiterCases()) {
    Count& count = tables[c.table];
    ++count.cases;
    count.rows += c.rows;
    count.held += expressedRows(c);
  }
  std::string out =
      "\n## Limiters\n\n"
      "Timelines of what the products' own code answers, or their published rule, request by\n"
      "request ([where they come from](../tests/refdata/limiters/README.md)). `tests/refdata` "
      "drives\n"
      "the limiters through them and demands each answer exactly: admitted or not, waits to the\n"
      "nanosecond or in the product's own unit, limits and cursors as numbers. What no scenario "
      "can\n"
      "express is listed.\n\n"
      "| table | policies | cases | rows | held |\n|---|---|---|---|---|\n";
  for (const auto& [table, count] : tables)
    out += count.rows == 1 ? fmt::format("| {} | {} | the whole table | | {} |\n", table,
                                         limitersOf(table), count.held == 1 ? "all" : "none")
                           : fmt::format("| {} | {} | {} | {} | {} |\n", table, limitersOf(table),
                                         count.cases, count.rows, count.held);
  out += "\nRows that are not held:\n\n| table | case | from row | why |\n|---|---|---|---|\n";
  for (const NotExpressed& line : notExpressed())
    out += fmt::format("| {} | {} | {} | {} |\n", line.table, line.id, line.from, line.reason);
  return out + "\n";
}

TEST(ValidationPage, SaysWhichRowsAreHeld) {
  std::ostringstream read;
  read << std::ifstream(kPage).rdbuf();
  const std::string page = read.str();
  const std::size_t begin = page.find(kBegin);
  const std::size_t end = page.find(kEnd);
  ASSERT_NE(begin, std::string::npos);
  ASSERT_NE(end, std::string::npos);
  const std::size_t from = begin + kBegin.size();
  if (std::getenv("HEADROOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(kPage) << page.substr(0, from) << section() << page.substr(end);
    GTEST_SKIP() << "written";
  }
  EXPECT_EQ(page.substr(from, end - from), section())
      << "write it anew: HEADROOM_UPDATE_GOLDEN=1, this test";
}

}  // namespace
}  // namespace headroom::refdata

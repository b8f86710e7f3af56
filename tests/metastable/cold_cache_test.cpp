// Regions of a look-aside cache in front of a database of 300/s: stable when the database can do
// without the cache, vulnerable when it cannot, overloaded when it cannot even with it.
//
// What is comparable: the region says what a flush does at once, not whether the cache comes back.
// So there are more keys than the database fills in the seconds looked at, all alike, so that the
// share of them that fits is the hit ratio; arrivals and services are constant.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

struct Region {
  double database = 0, hitRatio = 0, load = 0;
  std::string name;
};

std::vector<Region> regions() {
  std::ifstream in(std::string{HEADROOM_SOURCE_DIR} + "/tests/metastable/cold_cache_regions.csv");
  std::vector<Region> out;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string cell;
    std::vector<std::string> row;
    while (std::getline(cells, cell, ',')) row.push_back(cell);
    if (row.size() == 6)
      out.push_back({std::stod(row[0]), std::stod(row[1]), std::stod(row[2]), row[5]});
  }
  return out;
}

constexpr double kKeys = 100'000;

std::string document(const Region& r) {
  return fmt::format(
      R"({{"headroom": "1", "system": {{
  "flows": {{"f": {{"entry": "app.get", "timeout": "1s"}}}},
  "keys": {{"k": {{"uniform": {{"count": {:.0f}}}}}}},
  "parts": {{"app": {{"kind": "instance", "operations": {{"get":
               {{"cache": "cache", "key": "k", "on_miss": {{"call": "db.get"}}}}}}}},
            "cache": {{"kind": "cache", "capacity": {:.0f}, "read": "0s"}},
            "db": {{"kind": "database", "connections": 1, "operations": {{"get": "{:.9f}s"}}}}}}}},
 "workload": [{{"flow": "f", "arrivals": "constant", "start_rate": "{:.0f}/s",
                "stages": [{{"target": "{:.0f}/s", "duration": "40s"}}]}}],
 "faults": [{{"at": "30s", "part": "cache", "flush": true}}],
 "assert": [{{"flow": "f", "metric": "failed_ratio", "threshold": "<1%", "window": {{"from": "20s", "to": "29s"}}}},
            {{"flow": "f", "metric": "failed_ratio", "threshold": "<1%", "window": {{"from": "30s", "to": "38s"}}}}]}})",
      kKeys, r.hitRatio * kKeys, 1 / r.database, r.load, r.load);
}

std::string regionOf(const Region& r) {
  const Outcome outcome = runFirst(document(r));
  const auto healthy = [&](std::size_t i) { return outcome.measurements[i].value.value() < 0.01; };
  return !healthy(0) ? "overloaded" : !healthy(1) ? "vulnerable" : "stable";
}

class ColdCache : public testing::TestWithParam<Region> {};

TEST_P(ColdCache, FlushShowsTheRegion) {
#ifdef __SANITIZE_ADDRESS__
  if (GetParam().load > 2000) GTEST_SKIP() << "too slow here";
#endif
  EXPECT_EQ(regionOf(GetParam()), GetParam().name) << document(GetParam());
}

INSTANTIATE_TEST_SUITE_P(Regions, ColdCache, testing::ValuesIn(regions()),
                         [](const testing::TestParamInfo<Region>& i) {
                           return fmt::format("hit{:.0f}load{:.0f}", 100 * i.param.hitRatio,
                                              i.param.load);
                         });

}  // namespace
}  // namespace headroom::test

#include "tests/metastable/cases/cold_cache.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "tests/support/scenario.h"

namespace headroom::metastable {
namespace {

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

}  // namespace

std::string simulatedRegion(const Region& r) {
  const Outcome outcome = test::runFirst(document(r));
  const auto healthy = [&](std::size_t i) { return outcome.measurements[i].value.value() < 0.01; };
  return !healthy(0) ? "overloaded" : !healthy(1) ? "vulnerable" : "stable";
}

std::vector<Region> readRegions(const std::string& csv) {
  std::ifstream in(csv);
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

}  // namespace headroom::metastable

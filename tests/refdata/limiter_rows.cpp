#include "tests/refdata/limiter_rows.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

namespace headroom::refdata {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path{HEADROOM_SOURCE_DIR} / "tests/refdata/limiters";

/// What a case is made of, under whichever name its table has for it.
std::size_t rowsOf(const Json& c) {
  for (const char* name : {"steps", "per_second", "table", "arrivals_ms"})
    if (c.contains(name)) return c[name].size();
  return 1;
}

}  // namespace

const std::map<std::string, Json>& limiterTables() {
  static const std::map<std::string, Json> all = [] {
    std::map<std::string, Json> tables;
    for (const fs::directory_entry& entry : fs::directory_iterator(kFolder))
      if (entry.path().extension() == ".json")
        tables[entry.path().stem().string()] = Json::parse(std::ifstream(entry.path()));
    return tables;
  }();
  return all;
}

std::vector<Case> limiterCases() {
  std::vector<Case> cases;
  for (const auto& [table, json] : limiterTables()) {
    if (!json.contains("cases")) {
      cases.push_back({table, "*", &json, 1});
      continue;
    }
    for (const Json& c : json["cases"])
      cases.push_back({table, c["id"].get<std::string>(), &c, rowsOf(c)});
  }
  return cases;
}

const std::vector<NotExpressed>& notExpressed() {
  static const std::vector<NotExpressed> all = [] {
    std::vector<NotExpressed> lines;
    std::ifstream in(kFolder / "not_expressed.csv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      std::istringstream fields(line);
      NotExpressed row;
      std::string from;
      std::getline(fields, row.table, ',');
      std::getline(fields, row.id, ',');
      std::getline(fields, from, ',');
      std::getline(fields, row.reason);
      row.from = static_cast<std::size_t>(std::stoul(from));
      lines.push_back(row);
    }
    return lines;
  }();
  return all;
}

std::size_t expressedRows(const Case& c) {
  for (const NotExpressed& line : notExpressed())
    if (line.table == c.table && line.id == c.id) return line.from;
  return c.rows;
}

bool drive(const Case& c, std::size_t rows) {
  static const std::map<std::string, std::function<void(const Case&, std::size_t)>> drivers = {
      {"token_bucket_go_rate", driveGoRate},
      {"nginx_limit_req", driveNginx},
      {"gcra", driveGcra},
      {"envoy_local_ratelimit", driveEnvoyLocal},
      {"resilience4j_rate_limiter", driveResilience4j},
      {"guava_rate_limiter", driveGuava},
      {"windows", driveWindows},
      {"concurrency_limits", driveConcurrency},
      {"sentinel_flow", driveSentinel},
      {"codel", driveCodel},
      {"priority_shedding", drivePriorityShedding},
      {"adaptive_throttling", driveThrottling}};
  const auto found = drivers.find(c.table);
  if (found == drivers.end()) return false;
  found->second(c, rows);
  return true;
}

}  // namespace headroom::refdata

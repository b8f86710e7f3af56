// Rows of reference data on limiters, and the limiters driven through them.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "sim/time.h"

namespace headroom::refdata {

using Json = nlohmann::json;

/// "token_bucket_go_rate" -> its JSON.
const std::map<std::string, Json>& limiterTables();

/// A case of a table: its timeline, from the start.
struct Case {
  std::string table;
  std::string id;
  const Json* json = nullptr;
  std::size_t rows = 0;  ///< In all.
};
/// For messages of tests.
inline void PrintTo(const Case& c, std::ostream* out) { *out << c.table << ' ' << c.id; }
std::vector<Case> limiterCases();

/// A line of not_expressed.csv: rows of a case that no scenario can express, and why.
struct NotExpressed {
  std::string table;
  std::string id;
  std::size_t from = 0;  ///< The first such row; all later ones follow from it.
  std::string reason;
};
const std::vector<NotExpressed>& notExpressed();
/// How many rows of a case count from its start.
std::size_t expressedRows(const Case& c);

/// Drives a limiter through a case's first `rows` rows and expects what they say. False: no limiter
/// is of its kind.
bool drive(const Case& c, std::size_t rows);

inline Time seconds(const Json& s) {
  const double ns = s.get<double>() * 1e9;
  return Time{static_cast<std::int64_t>(ns < 0 ? ns - 0.5 : ns + 0.5)};
}
inline Time millis(const Json& ms) { return seconds(ms.get<double>() / 1e3); }

// By product: token_buckets.cpp, windows.cpp, sentinel.cpp, guava.cpp, concurrency.cpp,
// shedding.cpp.
void driveGoRate(const Case& c, std::size_t rows);
void driveNginx(const Case& c, std::size_t rows);
void driveGcra(const Case& c, std::size_t rows);
void driveEnvoyLocal(const Case& c, std::size_t rows);
void driveResilience4j(const Case& c, std::size_t rows);
void driveGuava(const Case& c, std::size_t rows);
void driveWindows(const Case& c, std::size_t rows);
void driveConcurrency(const Case& c, std::size_t rows);
void driveSentinel(const Case& c, std::size_t rows);
void driveCodel(const Case& c, std::size_t rows);
void drivePriorityShedding(const Case& c, std::size_t rows);
void driveThrottling(const Case& c, std::size_t rows);

}  // namespace headroom::refdata

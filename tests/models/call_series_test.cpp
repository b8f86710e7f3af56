// Curves of calls between parts, and of what a flow lost by cause.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <numeric>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

double sumOf(const Series& series, const std::string& part, const std::string& segment,
             const std::string& metric, const std::string& resource) {
  const SeriesColumn* column = series.find(part, segment, metric, "rate", resource);
  if (column == nullptr) {
    ADD_FAILURE() << "no column " << part << segment << ' ' << metric << ' ' << resource;
    return -1;
  }
  return std::accumulate(column->values.begin(), column->values.end(), 0.0);
}

/// `app` calls `db` with up to three attempts, without pause; the database is down from 2 s to 4 s.
/// One request a second for 6 s.
const char* const kRetryingApp = R"({
  "headroom": "1",
  "system": {
    "flows": {"f": {"entry": "app.do"}},
    "parts": {
      "app": {"kind": "instance", "operations": {"do": [
        {"call": "db.q", "retry": {"max_attempts": 3, "fixed": {"delay": "1ms"}}},
        {"call": "mail.send"}]}},
      "db": {"kind": "database", "connections": 4, "operations": {"q": "1ms"}},
      "mail": {"kind": "external", "operations": {"send": "1ms"}}
    }
  },
  "workload": [{"flow": "f", "arrivals": "constant", "start_rate": "1/s",
                "stages": [{"target": "1/s", "duration": "6s"}]}],
  "faults": [{"at": "1500ms", "duration": "2s", "part": "db", "down": {"mode": "refuse"}}]
})";

TEST(CallSeries, CountsEveryAttemptAndThoseThatFailed) {
  const Outcome outcome = runFirst(kRetryingApp);
  // Arrivals at 0..5 s: those at 2 and 3 s fail three times each.
  EXPECT_DOUBLE_EQ(sumOf(outcome.series, "app", "", "calls", "db"), 4 + 2 * 3);
  EXPECT_DOUBLE_EQ(sumOf(outcome.series, "app", "", "calls_failed", "db"), 2 * 3);
  EXPECT_DOUBLE_EQ(sumOf(outcome.series, "app", "", "calls", "mail"), 4);
  EXPECT_DOUBLE_EQ(sumOf(outcome.series, "app", "", "calls_failed", "mail"), 0);
  EXPECT_EQ(outcome.series.find("db", "", "calls", "rate", "app"), nullptr);
}

TEST(CallSeries, WhatAFlowLostStandsUnderItsCause) {
  const Series series = runFirst(kRetryingApp).series;
  EXPECT_DOUBLE_EQ(sumOf(series, "", "flow=f", "lost", "connection refused"), 2);
  for (const Cause cause : {Cause::limited, Cause::queueFull, Cause::queueTimeout,
                            Cause::poolTimeout, Cause::reset, Cause::timeout, Cause::error})
    EXPECT_DOUBLE_EQ(sumOf(series, "", "flow=f", "lost", nameOf(cause)), 0) << nameOf(cause);
}

TEST(CallSeries, ATimeoutIsAFailedCall) {
  const Outcome outcome = runFirst(R"({
    "headroom": "1",
    "system": {
      "flows": {"f": {"entry": "app.do"}},
      "parts": {
        "app": {"kind": "instance", "operations": {"do": [{"call": "db.q", "timeout": "10ms"}]}},
        "db": {"kind": "database", "connections": 4, "operations": {"q": "1s"}}
      }
    },
    "workload": [{"flow": "f", "arrivals": "constant", "start_rate": "1/s",
                  "stages": [{"target": "1/s", "duration": "3s"}]}]
  })");
  EXPECT_DOUBLE_EQ(sumOf(outcome.series, "app", "", "calls", "db"), 3);
  EXPECT_DOUBLE_EQ(sumOf(outcome.series, "app", "", "calls_failed", "db"), 3);
}

/// Of the flagship, calls to a part by all its callers are what the part was offered.
TEST(CallSeries, CallsOfAllCallersAreWhatAPartWasOffered) {
  const LoadedScenario loaded = loadBundled("cache-loss.scenario.json");
  const Outcome outcome = simulate(loaded.variants.front(), {});
  const SeriesColumn* calls = outcome.series.find("edge", "", "calls", "rate", "app");
  const SeriesColumn* offered = outcome.series.find("app", "", "offered", "rate");
  ASSERT_TRUE(calls != nullptr && offered != nullptr);
  EXPECT_EQ(calls->values, offered->values);
}

}  // namespace
}  // namespace headroom::test

// The recorded system: a few runs of each recording's scenario must come out as the real one did.
// scripts/validate-recorded compares every figure, with more runs; this is the part that always
// runs.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "studies/replicate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

constexpr int kRuns = 40;
constexpr std::size_t kSecondsRunning = 5;  // The recordings' own measure of a recovery.

/// Second by second, by the recordings' names of the columns.
using Seconds = std::map<std::string, std::vector<double>>;

struct Figures {
  double okShareInEvent = 0, recoveredAt = -1, peakQueue = 0, dbQueries = 0;
};

double sum(const std::vector<double>& values, std::size_t from, std::size_t to) {
  double total = 0;
  for (std::size_t i = from; i < std::min(to, values.size()); ++i) total += values[i];
  return total;
}

Figures figuresOf(const Seconds& s, const nlohmann::json& facts) {
  const std::size_t from = facts["windows"]["event"][0];
  const std::size_t to = facts["windows"]["event"][1];
  const std::size_t duration = facts["duration"];
  const std::vector<double>& ok = s.at("op_ok");
  const std::vector<double>& offered = s.at("offered");
  Figures f;
  f.okShareInEvent = sum(ok, from, to) / sum(offered, from, to);
  std::size_t good = 0;
  for (std::size_t t = facts["windows"].value("event_end", to); t < duration; ++t) {
    good = ok[t] >= 0.99 * offered[t] ? good + 1 : 0;
    if (good < kSecondsRunning) continue;
    f.recoveredAt = static_cast<double>(t + 1 - kSecondsRunning);
    break;
  }
  f.peakQueue = *std::max_element(s.at("max_queue").begin(), s.at("max_queue").end());
  f.dbQueries = sum(s.at("db_queries"), 0, s.at("db_queries").size());
  return f;
}

std::string recordedPath(const std::string& name) {
  return std::string{HEADROOM_SOURCE_DIR} + "/tests/truth/recorded/" + name;
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, ',');) out.push_back(cell);
  return out;
}

std::vector<Figures> recorded(const std::string& name, const nlohmann::json& facts) {
  std::ifstream in(recordedPath(name + ".csv"));
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> header = cells(line);
  std::vector<Seconds> repetitions;
  while (std::getline(in, line)) {
    const std::vector<std::string> row = cells(line);
    repetitions.resize(std::stoul(row[0]));
    for (std::size_t i = 2; i < row.size(); ++i)
      repetitions.back()[header[i]].push_back(row[i].empty() ? 0 : std::stod(row[i]));
  }
  std::vector<Figures> out;
  for (const Seconds& seconds : repetitions) out.push_back(figuresOf(seconds, facts));
  return out;
}

std::vector<Figures> simulated(const LoadedScenario& scenario, const nlohmann::json& facts) {
  std::vector<Figures> out;
  ReplicationPlan plan;
  plan.replications = kRuns;
  replicate(scenario, plan, [&](ReplicationRun&& run) {
    const auto column = [&](const std::string& part, const std::string& flow,
                            const std::string& metric, const std::string& stat,
                            const std::string& resource = "") {
      return run.outcome.series.find(part, flow, metric, stat, resource)->values;
    };
    out.push_back(figuresOf({{"offered", column("", "flow=item", "offered", "rate")},
                             {"op_ok", column("", "flow=item", "success", "rate")},
                             {"max_queue", column("app", "", "queue", "max", "workers")},
                             {"db_queries", column("postgres", "", "offered", "rate")}},
                            facts));
  });
  return out;
}

/// How far the mean of the runs lies beyond the recordings' spread and 5 % of their mean (a
/// recovery: 2 s), in such tolerances; at most 1 is inside.
double distance(const std::vector<Figures>& runs, const std::vector<Figures>& real,
                double Figures::*figure) {
  double mean = 0, ran = 0, low = 1e300, high = -1e300;
  for (const Figures& f : real) {
    mean += f.*figure / static_cast<double>(real.size());
    low = std::min(low, f.*figure);
    high = std::max(high, f.*figure);
  }
  for (const Figures& f : runs) ran += f.*figure / static_cast<double>(runs.size());
  const double beyond = std::max({0.0, low - ran, ran - high});
  const double tolerance = figure == &Figures::recoveredAt ? 2 : 0.05 * mean;
  return beyond == 0 ? 0 : beyond / tolerance;
}

class Recorded : public testing::TestWithParam<const char*> {
 protected:
  nlohmann::json facts() const {
    return nlohmann::json::parse(std::ifstream(recordedPath(GetParam() + std::string{".json"})));
  }
};

TEST_P(Recorded, AFewRunsComeOutAsTheRealSystemDid) {
  const std::vector<Figures> real = recorded(GetParam(), facts());
  ASSERT_EQ(real.size(), 3u);
  const LoadedScenario scenario =
      loadBundled("recorded/" + std::string{GetParam()} + ".scenario.json");
  const std::vector<Figures> runs = simulated(scenario, facts());
  EXPECT_LE(distance(runs, real, &Figures::okShareInEvent), 1);
  EXPECT_LE(distance(runs, real, &Figures::recoveredAt), 1);
  EXPECT_LE(distance(runs, real, &Figures::peakQueue), 1);
  EXPECT_LE(distance(runs, real, &Figures::dbQueries), 1);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Recorded,
                         testing::Values("a_kill_noprot", "b_limiter_front", "c_limiter_dbtimeout",
                                         "d_spike5x", "e_flush"),
                         [](const auto& instance) { return std::string{instance.param}; });

/// The comparison tells one connection more from the real five.
TEST(RecordedWrong, AnotherPoolIsFoundOut) {
  const nlohmann::json facts =
      nlohmann::json::parse(std::ifstream(recordedPath("a_kill_noprot.json")));
  const std::vector<Figures> real = recorded("a_kill_noprot", facts);
  LoadOptions options;
  options.overrides.push_back({"/system/parts/app/pools/postgres/size", "6"});
  const LoadedScenario wrong = loadBundled("recorded/a_kill_noprot.scenario.json", options);
  const std::vector<Figures> runs = simulated(wrong, facts);
  EXPECT_GT(distance(runs, real, &Figures::okShareInEvent), 1);
  EXPECT_GT(distance(runs, real, &Figures::peakQueue), 1);
  EXPECT_GT(distance(runs, real, &Figures::dbQueries), 1);
}

}  // namespace
}  // namespace headroom::test

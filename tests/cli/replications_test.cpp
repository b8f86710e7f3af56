// headroom run --replications: exit codes, same bytes, what is printed and what is left.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "report/text.h"
#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom::test {
namespace {

class Replications : public testing::Test {
 protected:
  CliResult run(const std::string& scenario, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"run", folder_.write("a.json", scenario)});
    return headroomCall(arguments);
  }
  TemporaryFolder folder_;
};

TEST_F(Replications, SeventyThreeGoodRunsPassTenDoNotTellAndOneFailureFails) {
  EXPECT_EQ(run(tinyScenario(kHolds), {"--replications", "73"}).exit, 0);
  const CliResult ten = run(tinyScenario(kHolds), {"--replications", "10"});
  EXPECT_EQ(ten.exit, 4) << ten.out;
  EXPECT_NE(ten.out.find("10 of 10 runs satisfy it"), std::string::npos) << ten.out;
  EXPECT_NE(ten.out.find("at least 73 runs"), std::string::npos) << ten.out;
  EXPECT_NE(ten.out.find("undecided"), std::string::npos) << ten.out;
  EXPECT_EQ(run(tinyScenario(kFails), {"--replications", "10"}).exit, 1);
}

TEST_F(Replications, InconclusiveFailsWhereThatIsAskedFor) {
  EXPECT_EQ(run(tinyScenario(kHolds), {"--replications", "10", "--fail-on-inconclusive"}).exit, 1);
  EXPECT_EQ(run(tinyScenario(kHolds), {"--replications", "73", "--fail-on-inconclusive"}).exit, 0);
}

TEST_F(Replications, ALowerRequiredShareIsShownByFewerRuns) {
  const std::string half =
      R"({"flow": "read", "metric": "success_ratio", "threshold": ">=99%", "required_share": "50%"})";
  EXPECT_EQ(run(tinyScenario(half), {"--replications", "10"}).exit, 0);
}

TEST_F(Replications, TheDocumentMayAskForThemAndTheCommandLineOverrides) {
  const std::string scenario = tinyScenario(kHolds, ", \"replications\": 5");
  EXPECT_NE(run(scenario, {}).out.find("5 runs of 6s"), std::string::npos);
  EXPECT_NE(run(scenario, {"--replications", "3"}).out.find("3 runs of 6s"), std::string::npos);
  EXPECT_NE(run(scenario, {"--replications", "1"}).out.find("One run: no interval"),
            std::string::npos);
}

TEST_F(Replications, OneRunTellsNoIntervalAndManyDo) {
  const std::string one = run(tinyScenario(kHolds), {}).out;
  EXPECT_EQ(one.find("±"), std::string::npos);
  const std::string many = run(tinyScenario(kHolds), {"--replications", "4"}).out;
  EXPECT_NE(many.find("95 % intervals"), std::string::npos) << many;
  EXPECT_NE(many.find("The first of the runs, as an example"), std::string::npos) << many;
}

std::string twoVariants(bool swapped) {
  const std::string plain = R"("plain": {})";
  const std::string slow = R"("a slow one": { "set": {
      "/system/parts/app/operations/read/0/work": "9ms" } })";
  return tinyScenario(
      kHolds, ", \"variants\": {" + (swapped ? slow + "," + plain : plain + "," + slow) + "}");
}

TEST_F(Replications, SameBytesWhateverTheThreadsAndTheOrderOfKeys) {
  const auto bytes = [this](bool swapped, const std::string& jobs) {
    const std::string out = folder_.at("out-" + jobs + (swapped ? "s" : ""));
    const CliResult result =
        run(twoVariants(swapped), {"--replications", "9", "-j", jobs, "--out", out});
    EXPECT_EQ(result.exit, 4) << result.err;
    return readFile(out + "/result.json") + readFile(out + "/series.csv");
  };
  const std::string one = bytes(false, "1");
  EXPECT_GT(one.size(), 10'000u);
  EXPECT_EQ(bytes(false, "2"), one);
  EXPECT_EQ(bytes(false, "5"), one);
  EXPECT_EQ(bytes(true, "3"), one);
}

TEST_F(Replications, EveryRunsCurvesAreLeft) {
  const std::string out = folder_.at("out");
  run(twoVariants(false), {"--replications", "3", "--out", out});
  std::istringstream csv{readFile(out + "/series.csv")};
  std::vector<std::string> order;
  for (std::string line; std::getline(csv, line);) {
    const std::string head = line.substr(0, line.find(',', line.find(',') + 1));
    if (order.empty() || order.back() != head) order.push_back(head);
  }
  EXPECT_EQ(order, (std::vector<std::string>{"variant,replication", "a slow one,0", "a slow one,1",
                                             "a slow one,2", "plain,0", "plain,1", "plain,2"}));
}

TEST_F(Replications, VariantsAreComparedRunByRunWithTheOneThatChangesNothing) {
  const CliResult result = run(twoVariants(true), {"--replications", "6"});
  EXPECT_NE(result.out.find("Differences to \"plain\""), std::string::npos) << result.out;
  const CliResult json = run(twoVariants(true), {"--replications", "6", "--format", "json"});
  EXPECT_NE(json.out.find("\"reference\": \"plain\""), std::string::npos);
  EXPECT_NE(json.out.find("\"half_width\""), std::string::npos);
}

TEST_F(Replications, TheReportFitsAHundredColumns) {
  const CliResult result = run(longNames(), {"--replications", "3"});
  std::istringstream lines{result.out};
  for (std::string line; std::getline(lines, line);) EXPECT_LE(displayWidth(line), 100u) << line;
}

TEST_F(Replications, NumbersThatMakeNoSenseAreRefused) {
  for (const char* bad : {"0", "-3", "many", "1.5", "1000000"}) {
    const CliResult result = run(tinyScenario(kHolds), {"--replications", bad});
    EXPECT_EQ(result.exit, 2) << bad;
    EXPECT_NE(result.err.find("allowed: a whole number from 1 to 100000"), std::string::npos)
        << result.err;
  }
  EXPECT_EQ(run(tinyScenario(kHolds), {"-j", "0"}).exit, 2);
}

}  // namespace
}  // namespace headroom::test

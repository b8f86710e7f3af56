// --out and --format: what is left for programs to read.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom {
namespace {

using nlohmann::json;
using test::headroomCall;
using test::readFile;
using test::TemporaryFolder;
using test::tinyScenario;

const std::vector<std::string> kAllFiles{"result.json", "run.json", "series.csv"};

std::vector<std::string> filesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Out, LeavesResultSeriesAndProvenance) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  const auto run = headroomCall({"run", file, "--out", folder.at("new/deep"), "--seed", "7"});
  ASSERT_EQ(run.exit, 0) << run.err;
  EXPECT_EQ(filesIn(folder.at("new/deep")), kAllFiles);

  const json result = json::parse(readFile(folder.at("new/deep/result.json")));
  EXPECT_EQ(result["verdict"], "pass");
  const json& variant = result["variants"][0];
  EXPECT_EQ(variant["seed"], 7);
  EXPECT_EQ(variant["duration_s"], 6);
  const json& books = variant["flows"][0]["books"];
  EXPECT_GT(books["offered"], 200);
  EXPECT_EQ(books["offered"], books["completed"].get<int>() + books["degraded"].get<int>() +
                                  books["refused"].get<int>() + books["failed"].get<int>() +
                                  books["inside"].get<int>());
  EXPECT_GE(variant["flows"][0]["whole"]["latency"]["p50_s"], 0.005);

  const json record = json::parse(readFile(folder.at("new/deep/run.json")));
  EXPECT_EQ(record["command"],
            "headroom run " + file + " --out " + folder.at("new/deep") + " --seed 7");
  EXPECT_GT(record["runs"][0]["events_per_s"], 0);

  const std::string series = readFile(folder.at("new/deep/series.csv"));
  EXPECT_EQ(series.substr(0, series.find('\n')),
            "variant,replication,t,part,segment,metric,stat,unit,value");
  EXPECT_NE(series.find(",app,,utilisation:cores,mean,1,"), std::string::npos)
      << series.substr(0, 2000);
  EXPECT_NE(series.find(",,flow=read,goodput,rate,1/s,"), std::string::npos);
  EXPECT_EQ(series.find("nan"), std::string::npos);
}

TEST(Out, SameSeedGivesTheSameBytesWhateverTheOrderOfKeys) {
  const TemporaryFolder folder;
  const std::string variants =
      R"(, "variants": { "one": {}, "two": { "set": { "/system/parts/app/cores": 1 } } })";
  const std::string permuted =
      R"(, "variants": { "two": { "set": { "/system/parts/app/cores": 1 } }, "one": {} })";
  const std::string a = folder.write("a.json", tinyScenario(test::kHolds, variants));
  const std::string b = folder.write("b.json", tinyScenario(test::kHolds, permuted));
  ASSERT_EQ(headroomCall({"run", a, "--out", folder.at("1")}).exit, 0);
  ASSERT_EQ(headroomCall({"run", a, "--out", folder.at("2")}).exit, 0);
  ASSERT_EQ(headroomCall({"run", b, "--out", folder.at("3")}).exit, 0);
  for (const char* name : {"result.json", "series.csv"}) {
    const std::string first = readFile(folder.path() / "1" / name);
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(first, readFile(folder.path() / "2" / name)) << name;
    EXPECT_EQ(first, readFile(folder.path() / "3" / name)) << name;
  }
}

TEST(Out, SeveralFilesGetAFolderEach) {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.scenario.json", tinyScenario(test::kHolds));
  const std::string b = folder.write("b.scenario.json", tinyScenario(test::kFails));
  EXPECT_EQ(headroomCall({"run", a, b, "--out", folder.at("out")}).exit, 1);
  EXPECT_EQ(filesIn(folder.at("out")), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(filesIn(folder.at("out/a")), kAllFiles);
  EXPECT_EQ(filesIn(folder.at("out/b")), kAllFiles);
}

TEST(Out, TwoFilesOfOneNameAreRefused) {
  const TemporaryFolder folder;
  const std::string a = folder.write("x/a.json", tinyScenario(test::kHolds));
  const std::string b = folder.write("y/a.json", tinyScenario(test::kHolds));
  const auto run = headroomCall({"run", a, b, "--out", folder.at("out")});
  EXPECT_EQ(run.exit, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_FALSE(std::filesystem::exists(folder.at("out")));
}

TEST(Out, AnUnwritablePathIsToldWithTheSystemsReason) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  const auto run = headroomCall({"run", file, "--out", folder.at("a.json/inside")});
  EXPECT_EQ(run.exit, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("Not a directory"), std::string::npos) << run.err;
  const auto onAFile = headroomCall({"run", file, "--out", file});
  EXPECT_EQ(onAFile.exit, 2);
}

TEST(Out, AFullDiskLeavesNothingBehind) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  std::filesystem::create_directory(folder.at("out"));
  // A limit on file sizes stands for the full disk: writing fails half-way.
  const auto run = test::shell("trap '' XFSZ; ulimit -f 8; $HEADROOM run " + file + " --out " +
                               folder.at("out"));
  EXPECT_EQ(run.exit, 2) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("cannot write"), std::string::npos) << run.err;
  EXPECT_TRUE(filesIn(folder.at("out")).empty());
}

TEST(Out, AStandardOutputThatCannotBeWrittenIsAnError) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  EXPECT_EQ(test::shell("$HEADROOM run " + file + " > /dev/full").exit, 2);
}

TEST(Format, JsonIsTheSameObjectAsResultJson) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  const auto run = headroomCall({"run", file, "--format", "json", "--out", folder.at("out")});
  ASSERT_EQ(run.exit, 0);
  EXPECT_EQ(run.out, readFile(folder.at("out/result.json")));
}

TEST(Format, JsonOfSeveralFilesIsAnArray) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  const auto run = headroomCall({"run", file, file, "--format", "json"});
  EXPECT_EQ(json::parse(run.out).size(), 2U);
}

TEST(Quiet, OnlyVerdictsAreLeft) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kFails));
  const auto run = headroomCall({"run", file, "--quiet"});
  EXPECT_EQ(run.exit, 1);
  EXPECT_EQ(run.out, "FAIL  " + file + "\n");
  EXPECT_EQ(run.err, "");
}

}  // namespace
}  // namespace headroom

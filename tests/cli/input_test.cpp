// Bad input: everything at once, nothing half done.
#include <gtest/gtest.h>

#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom {
namespace {

using test::headroomCall;
using test::TemporaryFolder;
using test::tinyScenario;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST(BadInput, RunTellsTheErrorsOfAllFilesAndDoesNothing) {
  const TemporaryFolder folder;
  const std::string good = folder.write("good.json", tinyScenario(test::kHolds));
  const std::string one =
      folder.write("one.json", replaced(tinyScenario(test::kHolds), "\"workers\"", "\"wokers\""));
  const std::string two =
      folder.write("two.json", replaced(tinyScenario(test::kHolds), "\"1s\"", "\"1\""));
  const auto run = headroomCall({"run", good, one, two, "--out", folder.at("out")});
  EXPECT_EQ(run.exit, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("one.json:"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("did you mean \"workers\"?"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("two.json:"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("2 errors"), std::string::npos) << run.err;
  EXPECT_FALSE(std::filesystem::exists(folder.at("out")));
}

TEST(BadInput, ASystemAloneIsValidButHasNothingToSimulate) {
  const TemporaryFolder folder;
  const std::string file = folder.write("shop.system.json", test::systemOnly());
  const auto validated = headroomCall({"validate", file});
  EXPECT_EQ(validated.exit, 0) << validated.out;
  const auto run = headroomCall({"run", file});
  EXPECT_EQ(run.exit, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("nothing to simulate: the file has no workload"), std::string::npos);
}

TEST(Validate, ReportsEveryFindingWithItsPlaceAndCountsThem) {
  const TemporaryFolder folder;
  std::string text = replaced(tinyScenario(test::kHolds), "\"workers\"", "\"wokers\"");
  text = replaced(text, "\"50/s\"", "50");
  const auto run = headroomCall({"validate", folder.write("a.json", text)});
  EXPECT_EQ(run.exit, 2);
  EXPECT_NE(run.out.find("a.json:8:"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("/system/parts/app/wokers"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("/workload/0/start_rate"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("1 file: 2 errors"), std::string::npos) << run.out;
}

TEST(Validate, SaysSoWhenThereIsNothingToSay) {
  const TemporaryFolder folder;
  const auto run = headroomCall({"validate", folder.write("a.json", tinyScenario(test::kHolds))});
  EXPECT_EQ(run.exit, 0);
  EXPECT_EQ(run.out, "1 file: no findings\n");
}

TEST(Validate, FlagshipIsValid) {
  const std::string file = std::string{HEADROOM_SOURCE_DIR} + "/scenarios/cache-loss.scenario.json";
  const auto run = headroomCall({"validate", file});
  EXPECT_EQ(run.exit, 0) << run.out;
}

}  // namespace
}  // namespace headroom

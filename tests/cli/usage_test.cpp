// Typos, help, and what is refused before anything is read.
#include <gtest/gtest.h>

#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom {
namespace {

using test::count;
using test::headroomCall;
using test::TemporaryFolder;
using test::tinyScenario;

/// A usage error: exit 2, nothing on stdout, and `said` on stderr.
void expectRefused(const std::vector<std::string>& arguments, const std::string& said) {
  const auto run = headroomCall(arguments);
  EXPECT_EQ(run.exit, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find(said), std::string::npos) << run.err;
}

TEST(Usage, MisspeltCommandGetsTheNearestName) {
  expectRefused({"rnu", "x.json"}, "unknown command \"rnu\"; did you mean \"run\"?");
  expectRefused({"valdiate"}, "did you mean \"validate\"?");
}

TEST(Usage, UnknownCommandListsTheKnownOnes) {
  expectRefused({"frobnicate"}, "allowed: run, check, validate, schema, describe");
}

TEST(Usage, MisspeltOptionGetsTheNearestName) {
  expectRefused({"run", "x.json", "--sead", "5"},
                "unknown option \"--sead\"; did you mean \"--seed\"?");
  expectRefused({"run", "x.json", "--varient=a"},
                "unknown option \"--varient\"; did you mean \"--variant\"?");
  expectRefused({"--verison"}, "did you mean \"--version\"?");
  expectRefused({"describe", "--markdwon"}, "did you mean \"--markdown\"?");
}

TEST(Usage, MisspeltFormatGetsTheNearestName) {
  expectRefused({"run", "x.json", "--format", "jsn"}, "did you mean \"json\"?");
}

TEST(Usage, NothingGivenIsRefused) {
  expectRefused({}, "no command given");
  expectRefused({"run"}, "FILE");
  expectRefused({"validate"}, "FILE");
}

TEST(Usage, ValuesOutOfRangeAreRefused) {
  expectRefused({"run", "x.json", "--seed", "-1"}, "--seed");
  expectRefused({"run", "x.json", "--seed", "many"}, "--seed");
  expectRefused({"run", "x.json", "--max-events", "0"}, "--max-events");
}

TEST(Usage, ArgumentTooManyIsRefused) {
  expectRefused({"schema", "scenario"}, "\"scenario\" is one argument too many");
}

TEST(Usage, ACommandsNameIsAnArgumentAfterAnotherCommand) {
  // CLI11 alone would start `schema` here.
  const auto run = headroomCall({"describe", "schema"});
  EXPECT_EQ(count(run.out, "$defs"), 0U);
}

TEST(Usage, HelpAndVersionSucceedOnStdout) {
  const auto version = headroomCall({"--version"});
  EXPECT_EQ(version.exit, 0);
  EXPECT_EQ(version.out.substr(0, 9), "headroom ");
  const auto help = headroomCall({"--help"});
  EXPECT_EQ(help.exit, 0);
  EXPECT_NE(help.out.find("validate"), std::string::npos);
  const auto runHelp = headroomCall({"run", "--help"});
  EXPECT_EQ(runHelp.exit, 0);
  EXPECT_NE(runHelp.out.find("--variant"), std::string::npos);
  EXPECT_NE(runHelp.out.find("Exit code"), std::string::npos);
}

TEST(Usage, SetWithoutPointerOrValueShowsTheForm) {
  expectRefused({"run", "x.json", "--set", "workers=5"}, "a JSON pointer, = and a value");
  expectRefused({"run", "x.json", "--set", "/system/parts/app/workers"},
                "a JSON pointer, = and a value");
}

TEST(Usage, UnknownVariantGetsTheNearestName) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.json", tinyScenario(test::kHolds, R"(, "variants": { "as is": {}, "more cores": {} })"));
  expectRefused({"run", file, "--variant", "more core"}, "did you mean \"more cores\"?");
}

TEST(Usage, VariantMayBeGivenAgainAndLeavesOutTheOthers) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.json",
      tinyScenario(test::kHolds, R"(, "variants": { "one": {}, "two": {}, "three": {} })"));
  const auto run = headroomCall({"run", "--variant", "one", "--variant", "three", file, "--quiet"});
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_EQ(count(run.out, "PASS"), 2U) << run.out;
  EXPECT_EQ(count(run.out, "two"), 0U);
}

TEST(Usage, SetChangesTheDocument) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  EXPECT_EQ(headroomCall({"run", file}).exit, 0);
  // Work longer than the client waits: nothing succeeds.
  const auto run =
      headroomCall({"run", file, "--set", "/system/parts/app/operations/read/0/work=2s"});
  EXPECT_EQ(run.exit, 1) << run.err;
}

TEST(Usage, SetToNowhereIsRefused) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  expectRefused({"run", file, "--set", "/system/parts/app/wokers=5"}, "wokers");
}

TEST(Usage, SeedChangesTheDraws) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  const auto one = headroomCall({"run", file, "--seed", "1", "--format", "json"});
  const auto two = headroomCall({"run", file, "--seed", "2", "--format", "json"});
  const auto again = headroomCall({"run", file, "--seed", "1", "--format", "json"});
  EXPECT_EQ(one.out, again.out);
  EXPECT_NE(one.out, two.out);
}

TEST(Usage, RunTooLargeNamesTheFlagThatRaisesTheLimit) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", tinyScenario(test::kHolds));
  expectRefused({"run", file, "--max-events", "10"}, "--max-events");
}

}  // namespace
}  // namespace headroom

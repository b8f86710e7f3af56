#include "cli/exit_code.h"

#include <gtest/gtest.h>

#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom {
namespace {

using test::headroomCall;
using test::TemporaryFolder;
using test::tinyScenario;

TEST(ExitCode, GravestOfSeveralIsInternalThenInputThenFailedThenInconclusive) {
  using enum ExitCode;
  EXPECT_EQ(worse(internal, badInput), internal);
  EXPECT_EQ(worse(assertionFails, badInput), badInput);
  EXPECT_EQ(worse(assertionFails, inconclusive), assertionFails);
  EXPECT_EQ(worse(pass, inconclusive), inconclusive);
  EXPECT_EQ(worse(pass, pass), pass);
}

TEST(ExitCode, ZeroWhenEveryAssertionHolds) {
  const TemporaryFolder folder;
  const auto run = headroomCall({"run", folder.write("a.json", tinyScenario(test::kHolds))});
  EXPECT_EQ(run.exit, 0) << run.err;
}

TEST(ExitCode, ZeroWithoutAssertions) {
  const TemporaryFolder folder;
  EXPECT_EQ(headroomCall({"run", folder.write("a.json", tinyScenario(""))}).exit, 0);
}

TEST(ExitCode, OneWhenAnAssertionFails) {
  const TemporaryFolder folder;
  const auto run = headroomCall(
      {"run", folder.write("a.json", tinyScenario(test::kHolds + "," + test::kFails))});
  EXPECT_EQ(run.exit, 1) << run.err;
}

TEST(ExitCode, TwoForInvalidInput) {
  const TemporaryFolder folder;
  EXPECT_EQ(headroomCall({"run", folder.write("a.json", "{}")}).exit, 2);
  EXPECT_EQ(headroomCall({"run", folder.at("missing.json")}).exit, 2);
}

TEST(ExitCode, FourWhenNothingCouldBeMeasured) {
  const TemporaryFolder folder;
  const auto run =
      headroomCall({"run", folder.write("a.json", tinyScenario(test::kHolds, test::kSilentFlow))});
  EXPECT_EQ(run.exit, 4) << run.err << run.out;
}

TEST(ExitCode, OfSeveralFilesAFailureOutranksInconclusive) {
  const TemporaryFolder folder;
  const std::string holds = folder.write("a.json", tinyScenario(test::kHolds));
  const std::string fails = folder.write("b.json", tinyScenario(test::kFails));
  const std::string silent = folder.write("c.json", tinyScenario(test::kHolds, test::kSilentFlow));
  EXPECT_EQ(headroomCall({"run", holds, silent}).exit, 4);
  EXPECT_EQ(headroomCall({"run", fails, silent, holds}).exit, 1);
  EXPECT_EQ(headroomCall({"run", fails, folder.at("missing.json"), holds}).exit, 2);
}

}  // namespace
}  // namespace headroom

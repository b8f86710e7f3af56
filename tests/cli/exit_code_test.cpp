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

#ifndef __SANITIZE_ADDRESS__  // Which needs terabytes of address space.
TEST(ExitCode, ThreeWhenMemoryRunsOut) {
  const TemporaryFolder folder;
  // The warm contents of so large a cache do not fit.
  const auto run = test::shell("ulimit -v 30000; $HEADROOM run " HEADROOM_SOURCE_DIR
                               "/scenarios/cache-loss.scenario.json"
                               " --set /system/parts/product-cache/capacity=5000000"
                               " --set /system/keys/product/zipf/count=10000000");
  EXPECT_EQ(run.exit, 3) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("out of memory"), std::string::npos) << run.err;
}
#endif

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

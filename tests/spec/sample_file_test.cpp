// Measured durations: the file is looked for beside the document that names it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "models/spec/load.h"
#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

namespace fs = std::filesystem;

TEST(SampleFile, IsBesideTheSystemFileThatNamesItWhereverTheScenarioIs) {
  const fs::path folder =
      fs::temp_directory_path() / ("headroom-samples-" + std::to_string(getpid()));
  fs::create_directories(folder / "systems");
  fs::create_directories(folder / "questions");
  std::ofstream(folder / "systems/times.csv") << "ms\n7\n7\n";
  std::ofstream(folder / "systems/one.json") << R"({"flows": {"f": {"entry": "app.do"}}, "parts": {
      "app": {"kind": "instance", "operations": {"do": {"work": {"empirical": {"file": "times.csv"}}}}}}})";
  std::ofstream(folder / "questions/q.json")
      << R"({"headroom": "1", "system": "../systems/one.json",
      "workload": [{"flow": "f", "start_rate": "9/s", "stages": [{"target": "9/s", "duration": "9s"}]}]})";
  Diagnostics diagnostics;
  const auto loaded = loadScenario((folder / "questions/q.json").string(), {}, diagnostics);
  fs::remove_all(folder);
  ASSERT_TRUE(loaded) << toText(diagnostics.all().front());
  const Outcome outcome = simulate(loaded->variants.front(), {});
  EXPECT_EQ(flow(outcome, "f").whole.latency.max(), std::chrono::milliseconds{7});
}

}  // namespace
}  // namespace headroom::test

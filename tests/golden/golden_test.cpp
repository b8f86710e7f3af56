// Golden fingerprints of the bundled scenarios: every build type and compiler must reproduce them,
// and a commit that moves one says why. HEADROOM_UPDATE_GOLDEN=1 rewrites the file.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/world/simulate.h"
#include "sim/random.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

const char* const kHeader =
    "scenario,variant,seed,events,flow,offered,completed,refused,failed,p99_ns\n";

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

/// One row per variant and flow: enough to say what moved, and exact.
std::string rowsOf(const std::string& file) {
  std::string rows;
  for (const LoadedVariant& variant : loadBundled(file).variants) {
    const Outcome outcome = simulate(variant, {});
    for (const FlowOutcome& f : outcome.flows)
      rows += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", file, quoted(variant.name),
                          outcome.seed, outcome.events, f.name, f.books.offered, f.books.completed,
                          f.books.refused, f.books.failed, f.whole.latency.quantile(0.99).count());
  }
  return rows;
}

TEST(Golden, BundledScenariosGiveTheFiguresOnRecord) {
  const std::string root = HEADROOM_SOURCE_DIR;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "/scenarios"))
    if (entry.path().string().ends_with(".scenario.json"))
      files.push_back(std::filesystem::relative(entry.path(), root + "/scenarios").string());
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  std::string now = kHeader;
  for (const std::string& file : files) now += rowsOf(file);
  const std::string path = root + "/tests/golden/fingerprints.csv";
  if (std::getenv("HEADROOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << now;
    return;
  }
  std::ifstream in(path);
  std::ostringstream recorded;
  recorded << in.rdbuf();
  EXPECT_EQ(now, recorded.str()) << "figures moved: if that is meant, run with "
                                    "HEADROOM_UPDATE_GOLDEN=1 and say why in the commit";
}

}  // namespace
}  // namespace headroom::test

// scripts/why-moved: where two runs part, and what that means.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include <unistd.h>

namespace headroom::test {
namespace {

namespace fs = std::filesystem;

std::string outputOf(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen((command + " 2>&1").c_str(), "r"), pclose};
  std::string out;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    out.append(buffer.data(), n);
  return out;
}

class WhyMoved : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("headroom-why-moved-" + std::to_string(getpid()));
    runTo("as-it-is", "");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void runTo(const std::string& name, const std::string& arguments) const {
    outputOf(std::string{HEADROOM_BINARY} + " run --quiet --variant unprotected " + arguments +
             " --out " + (folder_ / name).string() + " " + HEADROOM_SOURCE_DIR +
             "/scenarios/cache-loss.scenario.json");
  }
  std::string why(const std::string& name) const {
    return outputOf(std::string{HEADROOM_SOURCE_DIR} + "/scripts/why-moved --compare " +
                    (folder_ / "as-it-is").string() + " " + (folder_ / name).string());
  }
  fs::path folder_;
};

TEST_F(WhyMoved, NothingMoved) {
  runTo("again", "");
  EXPECT_NE(why("again").find("the same course in every second"), std::string::npos)
      << why("again");
}

TEST_F(WhyMoved, AnotherSeedIsOtherArrivalsFromTheStart) {
  runTo("seed", "--seed 2");
  EXPECT_NE(why("seed").find("from 0 s: other arrivals"), std::string::npos) << why("seed");
}

TEST_F(WhyMoved, AShorterPoolTimeoutFirstRefusesWhenTheCacheIsLost) {
  runTo("pool", "--set /system/parts/app/pools/orders-db/connection_timeout=100ms");
  const std::string told = why("pool");
  EXPECT_NE(told.find("from 60 s"), std::string::npos) << told;
}

TEST_F(WhyMoved, AFolderWithoutARunIsToldApart) {
  EXPECT_NE(why("nowhere").find("holds no series.csv"), std::string::npos) << why("nowhere");
}

}  // namespace
}  // namespace headroom::test

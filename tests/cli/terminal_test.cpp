// Colour, characters and progress: what depends on where the text goes.
#include <gtest/gtest.h>

#include <sstream>

#include "report/text.h"
#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom {
namespace {

using test::onTerminal;
using test::shell;
using test::TemporaryFolder;
using test::tinyScenario;

const std::string kColour = "\x1b[3";

class Terminal : public testing::Test {
 protected:
  TemporaryFolder folder_;
  std::string file_ = folder_.write("a.json", tinyScenario(test::kHolds));
  std::string run_ = "$HEADROOM run " + file_;
};

TEST_F(Terminal, ColourOnATerminal) {
  const auto run = onTerminal("TERM=xterm NO_COLOR= " + run_);
  EXPECT_EQ(run.exit, 0);
  EXPECT_NE(run.out.find(kColour), std::string::npos) << run.out;
}

TEST_F(Terminal, NoColorSwitchesItOffAndKeepsTheSparklines) {
  const auto run = onTerminal("TERM=xterm LC_ALL=C.UTF-8 NO_COLOR=1 " + run_);
  EXPECT_EQ(run.out.find(kColour), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("█"), std::string::npos) << run.out;
}

TEST_F(Terminal, NoColourAndNoProgressInAFile) {
  const auto run = shell("LC_ALL=C.UTF-8 " + run_);
  EXPECT_EQ(run.out.find('\x1b'), std::string::npos);
  EXPECT_EQ(run.err, "");
  EXPECT_NE(run.out.find("█"), std::string::npos);
}

TEST_F(Terminal, OnlyAsciiWhereTheLocaleIsNotUtf8) {
  const auto run = shell("LC_ALL=C " + run_);
  for (const char c : run.out) ASSERT_LT(static_cast<unsigned char>(c), 0x80) << run.out;
}

TEST_F(Terminal, ProgressIsWrittenOverAndErasedAndQuietSwitchesItOff) {
  const std::string flagship = std::string{"TERM=xterm $HEADROOM run "} + HEADROOM_SOURCE_DIR +
                               "/scenarios/cache-loss.scenario.json";
  const auto run = onTerminal(flagship + " >/dev/null");
  EXPECT_NE(run.out.find(" s left"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("unprotected"), std::string::npos) << run.out;
  EXPECT_TRUE(run.out.ends_with("\r\x1b[K")) << run.out;
  EXPECT_EQ(onTerminal(flagship + " --quiet >/dev/null").out, "");
}

void expectNarrow(const std::string& text) {
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) EXPECT_LE(displayWidth(line), 100U) << line;
}

TEST_F(Terminal, NoLineIsWiderThanAHundredColumns) {
  const auto run = shell("LC_ALL=C.UTF-8 " + run_ + " " + HEADROOM_SOURCE_DIR +
                         "/scenarios/cache-loss.scenario.json");
  EXPECT_NE(run.out.find("Variants compared"), std::string::npos);
  expectNarrow(run.out);
}

TEST_F(Terminal, NorWithNamesAsLongAsTheyMayBeAndManyPhases) {
  const std::string scenario = folder_.write("long.json", test::longNames());
  for (const char* locale : {"C.UTF-8", "C"}) {
    const auto run = shell(std::string{"LC_ALL="} + locale + " $HEADROOM run " + scenario);
    EXPECT_EQ(run.exit, 4) << run.err;
    expectNarrow(run.out);
  }
}

TEST_F(Terminal, ControlCharactersOfAFileDoNotReachTheTerminal) {
  const std::string evil =
      folder_.write("evil.json", tinyScenario(test::kHolds, R"(, "variants": { "plain": { "set": {
        "/title": "a\u001b[31mb", "/question": "c\u0007d\u009be" } } })"));
  const auto run = shell("LC_ALL=C.UTF-8 $HEADROOM run " + evil);
  EXPECT_EQ(run.out.find('\x1b'), std::string::npos);
  EXPECT_EQ(run.out.find('\a'), std::string::npos);
  EXPECT_EQ(run.out.find("\xc2\x9b"), std::string::npos);
}

}  // namespace
}  // namespace headroom

// The command that the window offers: what it leaves out must be what the program takes for
// granted.
#include "gui/run/command_line.h"

#include <gtest/gtest.h>

namespace headroom::test {
namespace {

using gui::commandLine;
using gui::CommandRequest;

TEST(GuiCommandLine, QuotesWhatAShellWouldTakeApart) {
  CommandRequest request;
  request.file = "/elsewhere/x y.json";
  request.variant = "it's";
  EXPECT_EQ(commandLine(request),
            "scripts/headroom run '/elsewhere/x y.json' --variant 'it'\\''s'");
}

TEST(GuiCommandLine, TellsReplicationsUnlessTheDocumentAsksForTheSame) {
  CommandRequest request;
  request.file = "/elsewhere/x.json";
  EXPECT_EQ(commandLine(request), "scripts/headroom run /elsewhere/x.json");
  request.replications = 3;
  EXPECT_EQ(commandLine(request), "scripts/headroom run /elsewhere/x.json --replications 3");
  request.replications = 1;
  request.asked = 20;
  EXPECT_EQ(commandLine(request), "scripts/headroom run /elsewhere/x.json --replications 1");
}

}  // namespace
}  // namespace headroom::test

// Round marks on axes, and the stretch of time that is shown.
#include <gtest/gtest.h>

#include <QStringList>

#include "gui/timeline/ticks.h"
#include "gui/timeline/time_window.h"

namespace headroom::test {
namespace {

using gui::Tick;
using gui::TimeWindow;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::string labels(const std::vector<Tick>& ticks) {
  QStringList words;
  for (const Tick& tick : ticks) words << tick.label;
  return words.join(QStringLiteral(", ")).toStdString();
}

TEST(GuiTicks, MomentsAreRoundAndReadAsPeopleWriteThem) {
  EXPECT_EQ(labels(gui::timeTicks(0, 180, 7)), "0s, 30s, 1m, 1m30s, 2m, 2m30s, 3m");
  EXPECT_EQ(labels(gui::timeTicks(0, 180, 4)), "0s, 1m, 2m, 3m");
  EXPECT_EQ(labels(gui::timeTicks(61.2, 62.6, 4)), "1m01.5s, 1m02.0s, 1m02.5s");
  EXPECT_EQ(labels(gui::timeTicks(59, 62, 4)), "59s, 1m, 1m01s, 1m02s");
  EXPECT_EQ(labels(gui::timeTicks(1.1, 1.45, 4)), "1.1s, 1.2s, 1.3s, 1.4s");
  EXPECT_EQ(labels(gui::timeTicks(0, 4 * 3600, 5)), "0s, 1h, 2h, 3h, 4h");
  EXPECT_EQ(labels(gui::timeTicks(3000, 4200, 5)), "50m, 55m, 1h, 1h05m, 1h10m");
  EXPECT_EQ(labels(gui::timeTicks(0, 48 * 3600, 5)), "0s, 12h, 24h, 36h, 48h");
  EXPECT_TRUE(gui::timeTicks(5, 5, 5).empty());
}

TEST(GuiTicks, ThereAreNeverMoreThanAsked) {
  for (double span = 0.01; span < 1e6; span *= 1.7)
    for (int most = 2; most < 12; ++most) {
      const auto ticks = gui::timeTicks(0.3 * span, 1.3 * span, most);
      EXPECT_LE(ticks.size(), static_cast<std::size_t>(most)) << span;
    }
}

TEST(GuiTicks, ValuesAreRound) {
  EXPECT_EQ(labels(gui::valueTicks(4000, 5, "1/s")), "0/s, 1k/s, 2k/s, 3k/s, 4k/s");
  EXPECT_EQ(labels(gui::valueTicks(4000, 2, "1/s")), "0/s, 2k/s, 4k/s");
  EXPECT_EQ(labels(gui::valueTicks(1, 2, "share")), "0 %, 50 %, 100 %");
  EXPECT_EQ(labels(gui::valueTicks(500, 1, "1")), "0, 500");
  EXPECT_EQ(labels(gui::logTicks(0.001, 2, 4, "s")), "1 ms, 10 ms, 100 ms, 1 s");
  EXPECT_EQ(labels(gui::logTicks(0.001, 2, 1, "s")), "1 ms, 1 s");
  EXPECT_EQ(labels(gui::logTicks(0.1, 1, 5, "s")), "100 ms, 200 ms, 500 ms, 1 s");
}

TEST(GuiTicks, TheTopIsTheNextRoundValue) {
  EXPECT_EQ(gui::niceTop(0), 1);
  EXPECT_EQ(gui::niceTop(2950), 3000);
  EXPECT_EQ(gui::niceTop(3010), 4000);
  EXPECT_EQ(gui::niceTop(0.011), 0.012);
  EXPECT_EQ(gui::niceTop(9), 10);
  for (double value = 1e-6; value < 1e9; value *= 1.3)
    EXPECT_GE(gui::niceTop(value), value * 0.999);
}

class GuiTimeWindow : public testing::Test {
 protected:
  GuiTimeWindow() { window.reset(seconds{180}, seconds{2}); }
  void expect(Time from, Time to) {
    EXPECT_EQ(window.from(), from);
    EXPECT_EQ(window.to(), to);
  }
  TimeWindow window;
};

TEST_F(GuiTimeWindow, ZoomsAndGoesBackTheSameWay) {
  window.zoomTo(seconds{90}, seconds{60});
  expect(seconds{60}, seconds{90});
  window.zoomTo(seconds{70}, seconds{80});
  window.back();
  expect(seconds{60}, seconds{90});
  window.back();
  expect(seconds{0}, seconds{180});
  EXPECT_TRUE(window.isWhole());
  window.back();
  expect(seconds{0}, seconds{180});
}

TEST_F(GuiTimeWindow, StaysInsideTheRunAndIsNeverTooNarrow) {
  window.zoomTo(seconds{10}, seconds{10});
  expect(seconds{9}, seconds{11});
  window.pan(seconds{-100});
  expect(seconds{0}, seconds{2});
  window.pan(seconds{500});
  expect(seconds{178}, seconds{180});
}

TEST_F(GuiTimeWindow, AWheelKeepsWhatIsUnderItAndIsOneStepBack) {
  for (int i = 0; i < 3; ++i) window.zoomAt(seconds{60}, 0.5);
  expect(milliseconds{52'500}, seconds{75});
  window.back();
  EXPECT_TRUE(window.isWhole());
  window.zoomAt(seconds{60}, 100);
  EXPECT_TRUE(window.isWhole());
}

TEST_F(GuiTimeWindow, AllCanBeShownAndUndone) {
  window.zoomTo(seconds{60}, seconds{90});
  window.showAll();
  EXPECT_TRUE(window.isWhole());
  window.back();
  expect(seconds{60}, seconds{90});
  window.reveal(seconds{100});
  expect(seconds{70}, seconds{100});
  window.reveal(seconds{20});
  expect(seconds{20}, seconds{50});
}

}  // namespace
}  // namespace headroom::test

// One chart: its axis, its gestures, and curves that are hardly there.
#include "gui/timeline/chart_view.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <limits>

namespace headroom::test {
namespace {

using gui::ChartContent;
using gui::ChartKind;
using gui::ChartView;
using gui::Curve;
using std::chrono::seconds;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

class GuiChart : public testing::Test {
 protected:
  GuiChart() { view.resize(600, 160); }
  void SetUp() override {
    view.setShownTime(Time{}, seconds{100});
    view.setLeftMargin(50);
    view.show();
  }
  void showCurve(std::vector<double> values, bool logarithmic = false) {
    ChartContent content;
    content.kind = logarithmic ? ChartKind::latency : ChartKind::load;
    content.logarithmic = logarithmic;
    content.unit = logarithmic ? "s" : "1/s";
    Curve curve;
    curve.name = QStringLiteral("goodput");
    curve.unit = content.unit;
    curve.values = std::make_shared<std::vector<double>>(std::move(values));
    content.curves.push_back(std::move(curve));
    view.setContent(std::move(content));
    view.redraw();
  }
  QPoint at(Time time) const {
    return {static_cast<int>(std::lround(view.xOf(time))), view.height() / 2};
  }
  ChartView view{ChartKind::load};
};

TEST_F(GuiChart, TheAxisEndsAtARoundValueAboveTheCurve) {
  showCurve(std::vector<double>(100, 2950));
  EXPECT_EQ(view.valueRange(), (std::pair{0.0, 4000.0}));
  EXPECT_EQ(view.shownValueTicks().front().label, QStringLiteral("0/s"));
  EXPECT_EQ(view.shownValueTicks().back().label, QStringLiteral("4k/s"));
}

TEST_F(GuiChart, TheAxisFitsWhatIsInSight) {
  std::vector<double> values(100, 10);
  values[80] = 900;
  showCurve(values);
  EXPECT_EQ(view.valueRange().second, 1000);
  view.setShownTime(Time{}, seconds{50});
  EXPECT_EQ(view.valueRange().second, 12);
}

TEST_F(GuiChart, WhatIsComparedAndRibbonsAreInSightToo) {
  ChartContent content;
  content.unit = "1/s";
  Curve curve;
  curve.values = std::make_shared<std::vector<double>>(100, 10.0);
  curve.compared = std::make_shared<std::vector<double>>(100, 40.0);
  content.curves.push_back(curve);
  view.setContent(content);
  EXPECT_EQ(view.valueRange().second, 50);
  auto ribbon = std::make_shared<Ribbon>();
  ribbon->low.assign(100, 5);
  ribbon->high.assign(100, 70);
  content.curves[0].ribbon = ribbon;
  view.setContent(content);
  EXPECT_EQ(view.valueRange().second, 80);
}

TEST_F(GuiChart, CurvesThatAreHardlyThereAreShown) {
  showCurve({});
  EXPECT_EQ(view.valueRange().second, 1);
  showCurve({5});  // One interval.
  EXPECT_EQ(view.valueRange().second, 6);
  showCurve(std::vector<double>(100, kNan));
  EXPECT_EQ(view.valueRange().second, 1);
  EXPECT_TRUE(view.describe().endsWith(QStringLiteral("goodput -")));
  showCurve(std::vector<double>(100, 0.0), true);  // Nothing that a logarithm exists of.
  EXPECT_GT(view.valueRange().first, 0);
  EXPECT_LT(view.valueRange().first, view.valueRange().second);
  showCurve({0, 0.002, kNan, 1.5}, true);
  EXPECT_GT(view.valueRange().first, 0);
  EXPECT_EQ(view.valueRange().second, 1.5);
  EXPECT_FALSE(view.grab().isNull());
}

TEST_F(GuiChart, AMomentIsFoundWhereItIsDrawn) {
  for (const Time time : {Time{seconds{0}}, Time{seconds{33}}, Time{seconds{100}}})
    EXPECT_NEAR(toSeconds(view.timeAt(view.xOf(time))), toSeconds(time), 1e-6);
  EXPECT_EQ(view.timeAt(-50), Time{});
  EXPECT_EQ(view.timeAt(5000), Time{seconds{100}});
}

TEST_F(GuiChart, DraggingScrubs) {
  QSignalSpy scrubbed{&view, &ChartView::scrubbed};
  QTest::mousePress(&view, Qt::LeftButton, {}, at(seconds{20}));
  QTest::mouseMove(&view, at(seconds{40}));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, at(seconds{40}));
  ASSERT_EQ(scrubbed.count(), 2);
  EXPECT_NEAR(toSeconds(scrubbed[0][0].value<Time>()), 20, 0.2);
  EXPECT_NEAR(toSeconds(scrubbed[1][0].value<Time>()), 40, 0.2);
}

TEST_F(GuiChart, DraggingWithShiftChoosesAStretch) {
  QSignalSpy scrubbed{&view, &ChartView::scrubbed}, brushed{&view, &ChartView::brushed};
  QTest::mousePress(&view, Qt::LeftButton, Qt::ShiftModifier, at(seconds{60}));
  QTest::mouseMove(&view, at(seconds{30}));
  QTest::mouseRelease(&view, Qt::LeftButton, Qt::ShiftModifier, at(seconds{20}));
  EXPECT_EQ(scrubbed.count(), 0);
  ASSERT_EQ(brushed.count(), 1);
  EXPECT_NEAR(toSeconds(brushed[0][0].value<Time>()), 60, 0.2);
  EXPECT_NEAR(toSeconds(brushed[0][1].value<Time>()), 20, 0.2);
}

TEST_F(GuiChart, TheWheelZoomsOnlyWithControl) {
  QSignalSpy zoomed{&view, &ChartView::zoomed};
  const auto turn = [&](Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(at(seconds{50}), view.mapToGlobal(at(seconds{50})), {}, QPoint(0, 120),
                      Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
    return event.isAccepted();
  };
  EXPECT_FALSE(turn(Qt::NoModifier));  // Left to what scrolls the charts.
  EXPECT_EQ(zoomed.count(), 0);
  EXPECT_TRUE(turn(Qt::ControlModifier));
  ASSERT_EQ(zoomed.count(), 1);
  EXPECT_NEAR(toSeconds(zoomed[0][0].value<Time>()), 50, 0.2);
  EXPECT_LT(zoomed[0][1].toDouble(), 1);
}

TEST_F(GuiChart, MovingTheCursorDrawsNoCurves) {
  showCurve(std::vector<double>(100, 10));
  const QList<QWidget*> inside = view.findChildren<QWidget*>();
  ASSERT_EQ(inside.size(), 1);
  QCoreApplication::processEvents();
  QSignalSpy drawn{inside.front(), SIGNAL(afterReplot())};
  ASSERT_TRUE(drawn.isValid());
  for (int i = 0; i < 10; ++i) view.setMoment(seconds{i});
  QCoreApplication::processEvents();
  EXPECT_EQ(drawn.count(), 0);
  view.setShownTime(seconds{10}, seconds{20});
  QCoreApplication::processEvents();
  EXPECT_EQ(drawn.count(), 1);
}

TEST_F(GuiChart, SaysWhatTheValuesAreAtTheCursor) {
  std::vector<double> values(100, 10);
  values[42] = 2980;
  showCurve(values);
  view.setMoment(std::chrono::milliseconds{42'900});
  EXPECT_EQ(view.accessibleName(), QStringLiteral("Load chart"));
  EXPECT_EQ(view.accessibleDescription(), QStringLiteral("at 42.90 s: goodput 2.98k/s"));
  view.setMoment(seconds{43});
  EXPECT_EQ(view.accessibleDescription(), QStringLiteral("at 43 s: goodput 10/s"));
}

TEST_F(GuiChart, WhatWasNotRunHasNoValues) {
  showCurve(std::vector<double>(40, 10));
  const auto valueAt = [&](int second) {
    return view.content().curves[0].valueAt(seconds{second});
  };
  EXPECT_EQ(valueAt(39), 10);
  EXPECT_EQ(valueAt(40), 10);  // The end belongs to the last interval.
  EXPECT_TRUE(std::isnan(valueAt(41)));
}

}  // namespace
}  // namespace headroom::test

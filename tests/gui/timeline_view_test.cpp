// The timeline as it is used: scrubbed, zoomed, read and exported, on runs of the flagship.
#include "gui/timeline/timeline_view.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QTableView>
#include <QTest>
#include <cmath>
#include <set>

#include "gui/look/words.h"
#include "gui/timeline/compare_key.h"
#include "gui/timeline/flag_lane.h"
#include "gui/timeline/time_axis.h"
#include "gui/timeline/value_table.h"
#include "tests/gui/waiting.h"

namespace headroom::test {
namespace {

using gui::ChartKind;
using gui::ChartView;
using gui::Curve;
using gui::Document;
using gui::Focus;
using gui::Runs;
using gui::Subject;
using gui::TimelineView;
using std::chrono::milliseconds;
using std::chrono::seconds;

class GuiTimeline : public testing::Test {
 protected:
  GuiTimeline() { view.resize(1000, 700); }
  void open(const char* name = "cache-loss.scenario.json") {
    document.open(bundled(name));
    ASSERT_NE(document.scenario(), nullptr);
    focus.reset(seconds{180});
  }
  /// Shown, with the courses of a whole run.
  void openAndRun(int replications = 1) {
    open();
    // The first two variants: more would show nothing else, and take their time.
    auto two = std::make_shared<LoadedScenario>(*document.scenario());
    two->variants.erase(two->variants.begin() + 2, two->variants.end());
    gui::RunRequest request;
    request.scenario = two;
    request.revision = document.revision();
    request.replications = replications;
    QSignalSpy finished{&runs, &Runs::finished};
    runs.start(request);
    ASSERT_TRUE(comesTrue([&finished] { return finished.count() > 0; }));
    show();
  }
  void show() {
    view.show();
    view.refresh();
    QCoreApplication::processEvents();
  }
  ChartView& load() const { return *view.chart(ChartKind::load); }
  QPoint at(const ChartView& chart, Time time) const {
    return {static_cast<int>(std::lround(chart.xOf(time))), chart.height() / 2};
  }
  const Curve* curve(ChartKind kind, const char* fullName) const {
    for (const Curve& each : view.chart(kind)->content().curves)
      if (each.fullName == QLatin1String(fullName)) return &each;
    return nullptr;
  }
  double expected(std::size_t variant, const char* flow, const char* metric, const char* stat,
                  std::size_t interval) const {
    const SeriesColumn* column =
        runs.course(variant)->series().find("", std::string("flow=") + flow, metric, stat);
    return column ? column->values.at(interval) : -1;
  }
  QString emptyWords() const {
    for (const QLabel* label : view.findChildren<QLabel*>())
      if (label->isVisibleTo(&view) && label->objectName() == QStringLiteral("empty"))
        return label->text();
    return {};
  }

  Document document;
  Runs runs;
  Focus focus;
  TimelineView view{document, runs, focus};
};

TEST_F(GuiTimeline, SaysWhatWillBeHereAndWhatToDo) {
  view.show();
  EXPECT_TRUE(emptyWords().startsWith(QStringLiteral("Open a scenario")));
  open();
  ASSERT_TRUE(comesTrue([&] { return emptyWords().startsWith(QStringLiteral("Run (F5)")); }));
  EXPECT_TRUE(view.csv().isEmpty());
  runToEnd(document, focus, runs);
  ASSERT_TRUE(comesTrue([&] { return load().isVisible(); }));
  runs.clear();
  view.refresh();
  EXPECT_FALSE(load().isVisible());
}

TEST_F(GuiTimeline, AllChartsStandOnOneAxis) {
  openAndRun();
  for (const ChartKind kind : gui::kChartKinds) {
    const ChartView* chart = view.chart(kind);
    ASSERT_TRUE(chart->isVisible());
    EXPECT_EQ(chart->plotBox().left(), load().plotBox().left());
    EXPECT_EQ(chart->plotBox().right(), load().plotBox().right());
    EXPECT_NEAR(view.axis()->xOf(seconds{75}), chart->xOf(seconds{75}), 0.01);
    EXPECT_NEAR(view.lane()->xOf(seconds{75}), chart->xOf(seconds{75}), 0.01);
  }
  EXPECT_EQ(view.window().end(), Time{seconds{180}});
}

TEST_F(GuiTimeline, TheAxisLinesUpBesideAScrollBarToo) {
  openAndRun();
  view.resize(860, 280);
  QCoreApplication::processEvents();
  EXPECT_NEAR(view.axis()->xOf(seconds{75}), load().xOf(seconds{75}), 0.01);
  EXPECT_NEAR(view.lane()->xOf(seconds{75}), load().xOf(seconds{75}), 0.01);
}

TEST_F(GuiTimeline, DraggingMovesTheCursorOfAllViews) {
  openAndRun();
  QTest::mousePress(&load(), Qt::LeftButton, {}, at(load(), seconds{20}));
  QTest::mouseMove(&load(), at(load(), seconds{75}));
  EXPECT_NEAR(toSeconds(focus.cursor()), 75, 0.2);
  EXPECT_FALSE(focus.follows());
  QTest::mouseRelease(&load(), Qt::LeftButton, {}, at(load(), seconds{75}));
  focus.setCursor(seconds{75});
  EXPECT_TRUE(load().accessibleDescription().startsWith(QStringLiteral("at 1m15s: offered ")));
}

TEST_F(GuiTimeline, ABrushZoomsAndBackspaceGoesBack) {
  openAndRun();
  ChartView* chart = view.chart(ChartKind::latency);
  QTest::mousePress(chart, Qt::LeftButton, Qt::ShiftModifier, at(*chart, seconds{60}));
  QTest::mouseMove(chart, at(*chart, seconds{80}));
  QTest::mouseRelease(chart, Qt::LeftButton, Qt::ShiftModifier, at(*chart, seconds{90}));
  EXPECT_NEAR(toSeconds(view.window().from()), 60, 0.3);
  EXPECT_NEAR(toSeconds(view.window().to()), 90, 0.3);
  EXPECT_NEAR(toSeconds(load().timeAt(load().plotBox().left())), 60, 0.3);
  QTest::keyClick(&load(), Qt::Key_Backspace);
  EXPECT_TRUE(view.window().isWhole());
  QTest::keyClick(&load(), Qt::Key_Plus);
  EXPECT_FALSE(view.window().isWhole());
  QTest::mouseDClick(&load(), Qt::LeftButton, {}, at(load(), seconds{1}));
  EXPECT_TRUE(view.window().isWhole());
}

TEST_F(GuiTimeline, KeysMoveTheCursor) {
  openAndRun();
  focus.setCursor(milliseconds{75'400});
  const auto afterKey = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&load(), key, modifiers);
    return focus.cursor();
  };
  EXPECT_EQ(afterKey(Qt::Key_Right), Time{seconds{76}});
  EXPECT_EQ(afterKey(Qt::Key_Left), Time{seconds{75}});
  EXPECT_EQ(afterKey(Qt::Key_Left, Qt::ShiftModifier), Time{seconds{65}});
  EXPECT_EQ(afterKey(Qt::Key_End), Time{seconds{180}});
  EXPECT_EQ(afterKey(Qt::Key_Right), Time{seconds{180}});
  EXPECT_EQ(afterKey(Qt::Key_Home), Time{});
  EXPECT_EQ(afterKey(Qt::Key_Left), Time{});
}

TEST_F(GuiTimeline, PageKeysGoFromEventToEvent) {
  openAndRun();
  std::set<Time> times;
  for (const gui::Flag& flag : view.lane()->flags()) times.insert(flag.at);
  ASSERT_GE(times.size(), 3U);
  std::vector<Time> visited;
  for (std::size_t i = 0; i < times.size(); ++i) {
    QTest::keyClick(view.lane(), Qt::Key_PageDown);
    visited.push_back(focus.cursor());
  }
  EXPECT_EQ(visited, (std::vector<Time>{times.begin(), times.end()}));
  QTest::keyClick(view.lane(), Qt::Key_PageDown);
  EXPECT_EQ(focus.cursor(), *times.rbegin());
  QTest::keyClick(view.lane(), Qt::Key_PageUp);
  EXPECT_EQ(focus.cursor(), *std::next(times.rbegin()));
}

TEST_F(GuiTimeline, KeysBringWhatIsOutOfSightIntoIt) {
  openAndRun();
  focus.setCursor(seconds{20});
  for (int i = 0; i < 4; ++i) QTest::keyClick(&load(), Qt::Key_Plus);
  const Duration width = view.window().to() - view.window().from();
  QTest::keyClick(&load(), Qt::Key_End);
  EXPECT_EQ(view.window().to(), Time{seconds{180}});
  EXPECT_EQ(view.window().to() - view.window().from(), width);
}

TEST_F(GuiTimeline, AClickOnAFlagGoesThere) {
  openAndRun();
  gui::FlagLane* lane = view.lane();
  const gui::Flag fault = lane->flags().front();
  EXPECT_EQ(fault.at, Time{seconds{60}});
  const QPoint point(static_cast<int>(std::lround(lane->xOf(fault.at))), lane->height() - 8);
  const QString words = lane->wordsAt(point);
  EXPECT_TRUE(words.contains(QStringLiteral("product-cache"))) << words.toStdString();
  QTest::mouseClick(lane, Qt::LeftButton, {}, point);
  EXPECT_EQ(focus.cursor(), Time{seconds{60}});
  // Among the names of the windows there is no flag.
  EXPECT_TRUE(lane->wordsAt(QPointF(lane->xOf(seconds{75}), 4))
                  .startsWith(QStringLiteral("product-cache down, from 1m00s to 1m30s")));
}

TEST_F(GuiTimeline, CrowdedFlagsAreToldTogether) {
  openAndRun();
  gui::FlagLane* lane = view.lane();
  const QPointF point(lane->xOf(seconds{60}), lane->height() - 8);
  EXPECT_GE(lane->wordsAt(point).count(u'\n'), 2);
  QTest::mouseClick(lane, Qt::LeftButton, {}, point.toPoint());
  EXPECT_EQ(focus.cursor(), Time{seconds{60}});
  QTest::mouseClick(lane, Qt::LeftButton, {}, point.toPoint());
  EXPECT_GT(focus.cursor(), Time{seconds{60}});
  EXPECT_LT(focus.cursor(), Time{seconds{65}});
}

TEST_F(GuiTimeline, CurvesAreThoseOfTheRun) {
  openAndRun();
  focus.select({Subject::Kind::flow, "browse"});
  view.refresh();
  for (const std::size_t interval : {10U, 75U, 179U}) {
    const Time time = seconds{interval};
    EXPECT_EQ(curve(ChartKind::load, "browse goodput")->valueAt(time),
              expected(0, "browse", "goodput", "rate", interval));
    const double p99 = curve(ChartKind::latency, "browse latency p99")->valueAt(time);
    const double want = expected(0, "browse", "latency", "p99", interval);
    EXPECT_TRUE(p99 == want || (std::isnan(p99) && std::isnan(want)));
  }
  EXPECT_EQ(view.flowBox()->currentText(), QStringLiteral("browse"));
}

TEST_F(GuiTimeline, AllFlowsAreSummedAndTheirLatenciesAreNot) {
  openAndRun();
  const Curve* offered = curve(ChartKind::load, "all flows offered");
  ASSERT_NE(offered, nullptr);
  EXPECT_DOUBLE_EQ(offered->valueAt(seconds{75}), expected(0, "browse", "offered", "rate", 75) +
                                                      expected(0, "order", "offered", "rate", 75));
  EXPECT_NE(curve(ChartKind::latency, "order latency p99"), nullptr);
  EXPECT_NE(curve(ChartKind::latency, "browse latency p99"), nullptr);
}

TEST_F(GuiTimeline, AFlowShowsItsCausesMostFrequentFirst) {
  openAndRun();
  focus.select({Subject::Kind::flow, "browse"});
  view.refresh();
  const std::vector<Curve>& curves = load().content().curves;
  ASSERT_GT(curves.size(), 5U);
  EXPECT_LE(curves.size(), 8U);
  double before = 1e300;
  std::set<std::pair<int, int>> looks;
  for (std::size_t i = 4; i < curves.size(); ++i)
    looks.insert({curves[i].look.category, curves[i].look.mark});
  EXPECT_EQ(looks.size(), curves.size() - 4);
  for (std::size_t i = 4; i < curves.size(); ++i) {
    double sum = 0;
    for (const double value : *curves[i].values) sum += std::isfinite(value) ? value : 0;
    EXPECT_GT(sum, 0);
    EXPECT_LE(sum, before);
    before = sum;
  }
}

TEST_F(GuiTimeline, ASelectedPartShowsItsResources) {
  openAndRun();
  focus.selectPart("app");
  view.refresh();
  ASSERT_FALSE(view.chart(ChartKind::utilisation)->content().curves.empty());
  for (const Curve& each : view.chart(ChartKind::utilisation)->content().curves)
    EXPECT_TRUE(each.fullName.startsWith(QStringLiteral("app "))) << each.fullName.toStdString();
  EXPECT_NE(curve(ChartKind::queues, "app workers waiting"), nullptr);
}

TEST_F(GuiTimeline, TheTableSaysWhatTheCurvesAre) {
  openAndRun();
  focus.select({Subject::Kind::flow, "browse"});
  view.refresh();
  focus.setCursor(milliseconds{75'900});
  const QAbstractItemModel* model = view.valueTable()->table()->model();
  EXPECT_EQ(view.valueTable()->headline(), QStringLiteral("at 1m15.90s"));
  bool found = false;
  for (int row = 0; row < model->rowCount(); ++row) {
    if (model->index(row, 0).data(Qt::ToolTipRole).toString() != QStringLiteral("browse offered"))
      continue;
    found = true;
    EXPECT_EQ(model->index(row, 1).data().toString(),
              gui::valueText(expected(0, "browse", "offered", "rate", 75), "1/s"));
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(model->columnCount(), 2);
}

TEST_F(GuiTimeline, TheTableIsASoundModelWhateverHappens) {
  QAbstractItemModelTester tester{view.valueTable()->table()->model(),
                                  QAbstractItemModelTester::FailureReportingMode::Fatal};
  openAndRun();
  focus.setCompared(1);
  view.refresh();
  focus.setCursor(seconds{75});
  focus.selectPart("app");
  view.refresh();
  view.setChartShown(ChartKind::queues, false);
  focus.setCompared(std::nullopt);
  view.refresh();
  EXPECT_GT(view.valueTable()->table()->model()->rowCount(), 5);
}

TEST_F(GuiTimeline, AComparedVariantIsOverlaidAndNamed) {
  openAndRun();
  focus.setCompared(1);
  focus.select({Subject::Kind::flow, "browse"});
  view.refresh();
  const Curve* goodput = curve(ChartKind::load, "browse goodput");
  ASSERT_TRUE(goodput && goodput->compared);
  EXPECT_EQ(goodput->comparedAt(seconds{75}), expected(1, "browse", "goodput", "rate", 75));
  EXPECT_NE(goodput->comparedAt(seconds{75}), goodput->valueAt(seconds{75}));
  EXPECT_TRUE(view.compareKey()->isVisible());
  EXPECT_EQ(view.compareKey()->words(),
            QStringLiteral("Solid lines: unprotected. Dashed lines: database protected."));
  const QAbstractItemModel* model = view.valueTable()->table()->model();
  ASSERT_EQ(model->columnCount(), 3);
  EXPECT_EQ(model->headerData(2, Qt::Horizontal).toString(), QStringLiteral("database protected"));
  focus.setCompared(std::nullopt);
  view.refresh();
  EXPECT_FALSE(view.compareKey()->isVisible());
}

TEST_F(GuiTimeline, SeveralRunsHaveRibbons) {
  openAndRun(2);
  focus.select({Subject::Kind::flow, "browse"});
  view.refresh();
  const Curve* goodput = curve(ChartKind::load, "browse goodput");
  ASSERT_TRUE(goodput && goodput->ribbon);
  EXPECT_LE(goodput->ribbon->low[75], goodput->valueAt(seconds{75}));
  EXPECT_GE(goodput->ribbon->high[75], goodput->valueAt(seconds{75}));
  EXPECT_EQ(view.compareKey()->words(),
            QStringLiteral("Bands hold all of 2 runs; lines are the first."));
}

TEST_F(GuiTimeline, ChartsCanBeHidden) {
  openAndRun();
  view.setChartShown(ChartKind::queues, false);
  EXPECT_FALSE(view.chart(ChartKind::queues)->isVisible());
  EXPECT_FALSE(view.csv().contains(QStringLiteral("waiting")));
  view.setChartShown(ChartKind::queues, true);
  EXPECT_TRUE(view.chart(ChartKind::queues)->isVisible());
  EXPECT_TRUE(view.csv().contains(QStringLiteral("waiting")));
}

TEST_F(GuiTimeline, CsvIsWhatIsShownInSight) {
  openAndRun();
  focus.select({Subject::Kind::flow, "order"});
  for (const ChartKind kind : gui::kChartKinds)
    view.setChartShown(kind, kind == ChartKind::latency);
  focus.setCompared(1);
  view.refresh();
  focus.setCursor(seconds{61});
  ChartView* chart = view.chart(ChartKind::latency);
  while (view.window().to() - view.window().from() > seconds{4})
    QTest::keyClick(chart, Qt::Key_Plus);
  std::string want =
      "t,order latency p50 [s],order latency p50 (database protected) [s],"
      "order latency p95 [s],order latency p95 (database protected) [s],"
      "order latency p99 [s],order latency p99 (database protected) [s]\n";
  const std::int64_t first = view.window().from() / Time{seconds{1}};
  for (std::int64_t i = first; Time{seconds{i}} < view.window().to(); ++i) {
    want += fmt::format("{}", i);
    for (const char* stat : {"p50", "p95", "p99"})
      for (const std::size_t variant : {0U, 1U}) {
        const double value =
            expected(variant, "order", "latency", stat, static_cast<std::size_t>(i));
        want += std::isnan(value) ? "," : fmt::format(",{}", value);
      }
    want += "\n";
  }
  EXPECT_EQ(view.csv().toStdString(), want);
  EXPECT_GE(view.csv().count(u'\n'), 4);
}

TEST_F(GuiTimeline, AStoppedRunEndsWhereItWasStopped) {
  open();
  gui::RunRequest request;
  request.scenario = document.scenario();
  request.revision = document.revision();
  request.paused = true;
  runs.start(request);
  runs.step(seconds{70});
  ASSERT_TRUE(comesTrue([&] {
    return runs.state() == Runs::State::paused && runs.course(0) &&
           runs.course(0)->reached >= seconds{70};
  }));
  runs.stop();
  ASSERT_TRUE(comesTrue([&] { return runs.course(0) && runs.course(0)->finished(); }));
  show();
  EXPECT_EQ(view.window().end(), Time{seconds{180}});
  const Curve* goodput = curve(ChartKind::load, "all flows goodput");
  ASSERT_NE(goodput, nullptr);
  EXPECT_TRUE(std::isfinite(goodput->valueAt(seconds{65})));
  EXPECT_TRUE(std::isnan(goodput->valueAt(seconds{120})));
  QTest::keyClick(&load(), Qt::Key_End);
  EXPECT_EQ(focus.cursor(), runs.course(0)->reached);
}

TEST_F(GuiTimeline, NewsOfARunAreShownWithoutBeingAsked) {
  open();
  view.show();
  runToEnd(document, focus, runs);
  ASSERT_TRUE(comesTrue([&] {
    return load().isVisible() && !load().content().curves.empty() &&
           load().content().curves[0].values->size() == 180;
  }));
}

// The head of a fast run is ahead of what has been drawn: the table has the last that there is.
TEST_F(GuiTimeline, ValuesOfARunAreNotLostWhileItGoesOn) {
  open();
  gui::RunRequest request;
  request.scenario = document.scenario();
  request.revision = document.revision();
  request.paused = true;
  runs.start(request);
  runs.step(seconds{5});
  ASSERT_TRUE(comesTrue([&] { return runs.course(0) && runs.course(0)->reached == seconds{5}; }));
  show();
  focus.setFollows(true);
  focus.runReached(seconds{12});
  const auto* table = view.findChild<QTableView*>();
  const QModelIndex offered = table->model()->index(1, gui::ValueModel::value);
  EXPECT_TRUE(offered.data().toString().endsWith(QStringLiteral("k/s")))
      << offered.data().toString().toStdString();
  runs.stop();
  ASSERT_TRUE(comesTrue([&] { return !runs.isActive(); }));
}

TEST_F(GuiTimeline, ThePictureHasAllThatIsShown) {
  openAndRun();
  const auto inkIn = [](const QImage& image) {
    std::set<QRgb> colours;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) colours.insert(image.pixel(x, y));
    return colours;
  };
  QImage image(900, 600, QImage::Format_RGB32);
  image.fill(Qt::magenta);
  {
    QPainter painter(&image);
    view.paintCharts(painter, QSizeF(900, 600));
  }
  const std::set<QRgb> colours = inkIn(image);
  const gui::Colours look = gui::coloursOf(view.palette());
  for (const QColor& colour : {look.goodput, look.refused, look.offered, look.grid, look.text})
    EXPECT_TRUE(colours.contains(colour.rgb())) << colour.name().toStdString();
  // The widget is as it was.
  EXPECT_NEAR(view.axis()->xOf(seconds{75}), load().xOf(seconds{75}), 0.01);
}

TEST_F(GuiTimeline, EverythingWithTheFocusHasAName) {
  openAndRun();
  focus.setCompared(1);
  view.refresh();
  int seen = 0;
  for (const QWidget* widget : view.findChildren<QWidget*>()) {
    if (!widget->isVisibleTo(&view) || widget->focusPolicy() == Qt::NoFocus) continue;
    ++seen;
    EXPECT_FALSE(widget->accessibleName().isEmpty())
        << widget->metaObject()->className() << " " << widget->objectName().toStdString();
  }
  EXPECT_GE(seen, 9);  // Five charts, lane, axis, table, flows.
}

}  // namespace
}  // namespace headroom::test

// Limits and degraded answers, as the canvas, the charts and the inspector show them.
#include <cmath>

#include "gui/canvas/canvas_view.h"
#include "gui/panels/inspector_panel.h"
#include "gui/run/series_index.h"
#include "gui/tables/rule_words.h"
#include "gui/timeline/timeline_view.h"
#include "report/number_format.h"
#include "tests/gui/limits_support.h"

namespace headroom::test {
namespace {

using gui::Subject;
using std::chrono::seconds;

class GuiLimits : public LimitsTest {
 protected:
  std::string says(const gui::CanvasView& view, Subject::Kind kind, const char* name) const {
    return view.describe({kind, name}).toStdString();
  }
  const std::vector<LimitSpec>& limits() const {
    return limitsOf(document.scenario()->document.spec.system.parts.at("app"));
  }
};

TEST_F(GuiLimits, ALimitIsToldInOneLine) {
  openShop();
  EXPECT_EQ(gui::limitWords(limits()[0]).toStdString(),
            "feed: token_bucket (rate 50/s, burst 5) for flow feed; "
            "fallback 2: work 1ms, call db.read; shares match operation feed, share 40%");
  EXPECT_EQ(gui::limitWords(limits()[1]).toStdString(),
            "concurrency (limit 3) for segment partners; "
            "queue capacity 4, timeout 200ms, discipline lifo");
}

TEST_F(GuiLimits, TheCanvasMarksAndListsThem) {
  gui::CanvasView view{document, runs, focus};
  view.resize(860, 330);
  view.show();
  openShop();
  settle();
  const std::string app = says(view, Subject::Kind::part, "app");
  EXPECT_NE(app.find("limited by feed: token_bucket (rate 50/s, burst 5) for flow feed"),
            std::string::npos)
      << app;
  EXPECT_EQ(says(view, Subject::Kind::part, "db").find("limited"), std::string::npos);
  // The mark stands on the border at the left, where a card without limits has nothing.
  const QImage picture = view.grab().toImage();
  const auto inkAbove = [&](const char* part) {
    const QRectF card = view.cardOf({Subject::Kind::part, part});
    const QPoint corner =
        view.viewport()->mapTo(&view, view.mapFromScene(card.topLeft() + QPointF(6, -10)));
    int ink = 0;
    for (int y = 0; y < 6; ++y)
      for (int x = 0; x < 30; ++x)
        if (picture.pixel(corner + QPoint(x, y)) != picture.pixel(corner - QPoint(0, 4))) ++ink;
    return ink;
  };
  EXPECT_GT(inkAbove("app"), 10);
  EXPECT_EQ(inkAbove("db"), 0);
}

TEST_F(GuiLimits, DegradedIsACurveOfItsOwn) {
  runShop();
  gui::TimelineView view{document, runs, focus};
  view.resize(1000, 700);
  view.show();
  focus.select({Subject::Kind::flow, "feed"});
  focus.setCursor(seconds{6});
  view.refresh();
  const auto curve = [&view](const char* name) -> const gui::Curve* {
    for (const gui::Curve& each : view.chart(gui::ChartKind::load)->content().curves)
      if (each.fullName == QLatin1String(name)) return &each;
    return nullptr;
  };
  const gui::Curve* degraded = curve("feed degraded");
  ASSERT_NE(degraded, nullptr);
  EXPECT_GT(degraded->valueAt(focus.cursor()), 50);
  EXPECT_EQ(degraded->valueAt(focus.cursor()), valueAt("", "flow=feed", "degraded", "rate"));
  for (const gui::Curve& other : view.chart(gui::ChartKind::load)->content().curves)
    if (&other != degraded) {
      EXPECT_NE(other.look.mark, degraded->look.mark) << other.name.toStdString();
      EXPECT_NE(colourOf(other.look, gui::coloursOf(view.palette())),
                colourOf(degraded->look, gui::coloursOf(view.palette())));
    }
  focus.clearSelection();
  view.flowBox()->setCurrentIndex(0);
  Q_EMIT view.flowBox()->activated(0);
  ASSERT_NE(curve("all flows degraded"), nullptr);
  EXPECT_EQ(curve("all flows degraded")->valueAt(focus.cursor()),
            valueAt("", "flow=feed", "degraded", "rate") +
                valueAt("", "flow=browse", "degraded", "rate"));
}

TEST_F(GuiLimits, ASystemWithoutFallbacksHasNoSuchCurve) {
  runFlagship();
  gui::TimelineView view{document, runs, focus};
  view.show();
  view.refresh();
  for (const gui::Curve& each : view.chart(gui::ChartKind::load)->content().curves)
    EXPECT_NE(each.name, QStringLiteral("degraded"));
}

TEST_F(GuiLimits, DegradedIsNeitherRefusedNorFailedAtThePart) {
  runShop();
  gui::CanvasView view{document, runs, focus};
  view.show();
  gui::InspectorPanel panel{document, runs, focus};
  focus.selectPart("app");
  focus.setCursor(seconds{6});
  show(panel);
  const double degraded = valueAt("app", "", "degraded", "rate");
  ASSERT_GT(degraded, 50);
  const QAbstractItemModel& figures = *tree(panel, QStringLiteral("Figures at the cursor")).model();
  EXPECT_EQ(find(figures, QStringLiteral("degraded")).siblingAtColumn(1).data().toString(),
            QString::fromStdString(formatRate(degraded)));
  const std::string app = says(view, Subject::Kind::part, "app");
  EXPECT_NE(app.find("degraded " + formatRate(degraded)), std::string::npos) << app;
  // A part that answers all that is asked of it, if only by a fallback, is not rejecting.
  Series series;
  series.interval = seconds{1};
  series.intervals = 1;
  for (const auto& [metric, value] : {std::pair{"offered", 100.0}, std::pair{"degraded", 60.0},
                                      std::pair{"refused", 0.0}, std::pair{"failed", 0.0}})
    series.columns.push_back({"p", "", metric, "rate", "", "1/s", {value}});
  const gui::SeriesIndex index{series};
  EXPECT_EQ(stateAt(series, index.parts.at("p"), 0, {}, "p", Time{}).condition, gui::Condition::ok);
}

TEST_F(GuiLimits, WhetherDegradedIsGoodIsTheFlowsToSay) {
  runShop();
  gui::CanvasView view{document, runs, focus};
  view.show();
  focus.setCursor(seconds{6});
  settle();
  const double good = valueAt("", "flow=feed", "goodput", "rate");
  const double all = good + valueAt("", "flow=feed", "degraded", "rate") +
                     valueAt("", "flow=feed", "refused", "rate") +
                     valueAt("", "flow=feed", "failed", "rate");
  const std::string feed = says(view, Subject::Kind::flow, "feed");
  EXPECT_NE(feed.find("(" + formatShare(good / all) + " of the answers)"), std::string::npos)
      << feed;
}

TEST_F(GuiLimits, TheInspectorReadsLimitsAsOneWouldSayThem) {
  openShop();
  gui::InspectorPanel panel{document, runs, focus};
  const auto& form =
      *qobject_cast<gui::PropertyModel*>(tree(panel, QStringLiteral("Fields")).model());
  focus.selectPart("app");
  show(panel);
  const auto value = [&form](const char* pointer) {
    const QModelIndex index = form.find(QString::fromLatin1(pointer));
    return index.isValid() ? index.siblingAtColumn(1).data().toString().toStdString() : "(none)";
  };
  EXPECT_EQ(value("/system/parts/app/limits"), "2: token_bucket, concurrency limit 3");
  EXPECT_EQ(value("/system/parts/app/limits/0").substr(0, 34),
            "token_bucket (rate 50/s, burst 5),");
  EXPECT_EQ(value("/system/parts/app/limits/0/match/flow"), "feed");
  EXPECT_EQ(value("/system/parts/app/limits/0/fallback"), "2: work 1ms, call db.read");
  EXPECT_EQ(value("/system/parts/app/limits/0/fallback/1"), "call db.read, timeout 300ms");
  EXPECT_EQ(value("/system/parts/app/limits/0/fallback/1/timeout"), "300ms");
  EXPECT_EQ(value("/system/parts/app/limits/0/shares"), "match operation feed, share 40%");
  EXPECT_EQ(value("/system/parts/app/limits/0/shares/0/share"), "40%");
  EXPECT_EQ(value("/system/parts/app/limits/1/queue/discipline"), "lifo");
  // Nowhere a piece of JSON.
  const std::function<void(const QModelIndex&)> visit = [&](const QModelIndex& parent) {
    for (int row = 0; row < form.rowCount(parent); ++row) {
      const QModelIndex index = form.index(row, 0, parent);
      const QString shown = index.siblingAtColumn(1).data().toString();
      EXPECT_FALSE(shown.contains('{') || shown.contains('[')) << shown.toStdString();
      EXPECT_LE(shown.size(), 241);
      visit(index);
    }
  };
  visit({});
}

TEST(GuiSeriesIndex, WhatNoViewKnowsIsLeftAlone) {
  Series series;
  series.columns.push_back({"", "", "monitor:db p99", "value", "", "s", {}});
  series.columns.push_back({"", "flow=f", "success", "rate", "", "1/s", {}});
  series.columns.push_back({"", "s", "of_tomorrow", "rate", "", "1/s", {}});
  const gui::SeriesIndex index{series};
  EXPECT_TRUE(index.flows.empty());
  EXPECT_TRUE(index.segments.empty());
  EXPECT_TRUE(index.parts.empty());
}

}  // namespace
}  // namespace headroom::test

// The canvas as it is used: the flagship opened, run, scrubbed, pointed at and walked by keys.
#include "gui/canvas/canvas_view.h"

#include <QFile>
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWheelEvent>

#include "gui/canvas/legend.h"
#include "tests/gui/waiting.h"

namespace headroom::test {
namespace {

using gui::CanvasView;
using gui::Document;
using gui::Focus;
using gui::Runs;
using gui::Subject;

class Canvas : public testing::Test {
 protected:
  void SetUp() override {
    view.resize(860, 330);
    view.show();
  }
  void open() {
    document.open(bundled("cache-loss.scenario.json"));
    ASSERT_NE(document.scenario(), nullptr);
    focus.reset(runDuration(document.scenario()->variants[0].spec));
  }
  void run() {
    open();
    runToEnd(document, focus, runs);
  }
  void lookAt(int seconds) { focus.setCursor(std::chrono::seconds{seconds}); }
  std::string says(const std::string& part) const {
    return view.describe({Subject::Kind::part, part}).toStdString();
  }
  std::string edgeSays(const std::string& from, const std::string& to) const {
    return view.describeEdge(from, to).toStdString();
  }
  QPoint middleOf(const Subject& subject) const {
    return view.mapFromScene(view.cardOf(subject).center());
  }
  QPoint middleOf(const std::string& part) const {
    return middleOf(Subject{Subject::Kind::part, part});
  }
  void click(const QPoint& at) {
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, at);
  }
  QImage picture() { return view.grab().toImage(); }

  Document document;
  Runs runs;
  Focus focus;
  CanvasView view{document, runs, focus};
};

#define EXPECT_SAYS(words, part) \
  EXPECT_NE((words).find(part), std::string::npos) << "it says: " << (words)

TEST_F(Canvas, SaysWhatWillBeHereWhenNothingIsOpen) {
  EXPECT_SAYS(view.accessibleDescription().toStdString(), "Open a scenario");
  EXPECT_TRUE(view.headline().isEmpty());
  QTest::keyClick(&view, Qt::Key_Right);
  QTest::keyClick(&view, Qt::Key_Return);
  click({100, 100});
  EXPECT_EQ(focus.subject(), Subject{});
}

TEST_F(Canvas, SaysTheFirstErrorOfAFileThatHasSome) {
  QTemporaryDir folder;
  QFile file{folder.filePath(QStringLiteral("bad.scenario.json"))};
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(R"({"headroom": "1", "system": {"parts": {"a": {"kind": "database",
      "connections": 5, "operations": {"q": "1ms"}}}, "flows": {"f": {"entry": "a.q"}},
      "prats": {}}})");
  file.close();
  document.open(file.fileName());
  EXPECT_SAYS(view.accessibleDescription().toStdString(), "has errors");
  EXPECT_SAYS(view.accessibleDescription().toStdString(), "prats");
}

TEST_F(Canvas, ShowsWhatIsConfiguredBeforeARun) {
  open();
  EXPECT_EQ(says("orders-db"), "orders-db, database: not run; 40 connections");
  EXPECT_SAYS(says("app"), "400 workers, 8 cores");
  EXPECT_EQ(edgeSays("app", "orders-db"), "app → orders-db");
  EXPECT_SAYS(view.headline().toStdString(), "Run (F5)");
}

TEST_F(Canvas, ShowsEveryPartAtTheCursor) {
  run();
  lookAt(30);
  EXPECT_SAYS(says("product-cache"), "product-cache, cache: ok");
  EXPECT_SAYS(edgeSays("app", "product-cache"), ", 0 % failed");
  lookAt(75);
  EXPECT_SAYS(says("product-cache"), "product-cache, cache: down");
  EXPECT_SAYS(says("orders-db"), "orders-db, database: saturated, connections 100 % in use");
  EXPECT_SAYS(says("app"), "app, instance: rejecting, workers 100 % in use");
  EXPECT_SAYS(edgeSays("app", "product-cache"), "100 % failed");
  EXPECT_SAYS(edgeSays("browse", "edge"), "/s, ");
  EXPECT_SAYS(view.headline().toStdString(), "1 down");
}

TEST_F(Canvas, FollowsTheVariant) {
  open();
  runToEnd(document, focus, runs, 1, Designs::all);
  lookAt(75);
  const std::string unprotected = says("app");
  focus.setVariant(2);
  EXPECT_NE(says("app"), unprotected);
  EXPECT_SAYS(view.describe({Subject::Kind::flow, "order"}).toStdString(), "100 %");
}

TEST_F(Canvas, ThePictureChangesWithTheCursor) {
  run();
  lookAt(30);
  const QImage before = picture();
  lookAt(75);
  EXPECT_NE(picture(), before);
  lookAt(30);
  EXPECT_EQ(picture(), before);
}

TEST_F(Canvas, AClickSelectsAndOneOnTheGroundClears) {
  open();
  click(middleOf("app"));
  EXPECT_EQ(focus.subject(), (Subject{Subject::Kind::part, "app"}));
  EXPECT_SAYS(view.accessibleDescription().toStdString(), "app, instance");
  click(middleOf(Subject{Subject::Kind::flow, "order"}));
  EXPECT_EQ(focus.subject(), (Subject{Subject::Kind::flow, "order"}));
  click({4, 4});
  EXPECT_EQ(focus.subject(), Subject{});
}

TEST_F(Canvas, KeysWalkAlongTheCalls) {
  open();
  const auto press = [this](Qt::Key key) {
    QTest::keyClick(&view, key);
    return focus.subject().name;
  };
  EXPECT_EQ(press(Qt::Key_Return), "browse");
  EXPECT_EQ(press(Qt::Key_Down), "order");
  EXPECT_EQ(press(Qt::Key_Right), "edge");
  EXPECT_EQ(press(Qt::Key_Right), "app");
  const std::string callee = press(Qt::Key_Right);
  EXPECT_TRUE(callee == "product-cache" || callee == "orders-db");
  EXPECT_EQ(press(Qt::Key_Left), "app");
  EXPECT_EQ(press(Qt::Key_Escape), "");
}

TEST_F(Canvas, EnterAndDoubleClickActivateAPart) {
  open();
  QSignalSpy activated{&view, &CanvasView::partActivated};
  focus.selectPart("app");
  QTest::keyClick(&view, Qt::Key_Enter);
  ASSERT_EQ(activated.count(), 1);
  EXPECT_EQ(activated[0][0].toString(), QStringLiteral("app"));
  QTest::mouseDClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, middleOf("orders-db"));
  ASSERT_EQ(activated.count(), 2);
  EXPECT_EQ(activated[1][0].toString(), QStringLiteral("orders-db"));
}

TEST_F(Canvas, ToolTipsSayWhatLiesThere) {
  run();
  lookAt(75);
  EXPECT_SAYS(view.toolTipAt(middleOf("orders-db")).toStdString(), "connections 100 % in use");
  EXPECT_SAYS(view.toolTipAt(middleOf("orders-db")).toStdString(), "configured: 40 connections");
  // The line from edge to app is level.
  const QPoint between = (middleOf("edge") + middleOf("app")) / 2;
  EXPECT_SAYS(view.toolTipAt(between).toStdString(), "edge → app: ");
  EXPECT_TRUE(view.toolTipAt({4, 4}).isEmpty());
}

TEST_F(Canvas, AllIsSeenUntilZoomed) {
  open();
  const auto allSeen = [this] {
    const QRect seen = view.viewport()->rect();
    for (const char* part : {"edge", "app", "orders-db", "product-cache"}) {
      const QRectF card = view.cardOf({Subject::Kind::part, part});
      if (!seen.contains(view.mapFromScene(card).boundingRect())) return false;
    }
    return true;
  };
  EXPECT_TRUE(allSeen());
  view.resize(500, 240);
  EXPECT_TRUE(allSeen());
  const qreal fitted = view.zoom();
  QTest::keyClick(&view, Qt::Key_Plus);
  EXPECT_NEAR(view.zoom(), fitted * 1.25, 1e-9);
  EXPECT_FALSE(view.isFitted());
  view.resize(600, 300);
  EXPECT_NEAR(view.zoom(), fitted * 1.25, 1e-9);
  QTest::keyClick(&view, Qt::Key_0);
  EXPECT_TRUE(view.isFitted());
  EXPECT_TRUE(allSeen());
}

TEST_F(Canvas, CtrlAndTheWheelZoomWhereTheMouseIs) {
  open();
  const QPointF at = middleOf("app");
  const qreal before = view.zoom();
  QWheelEvent wheel{at,
                    view.viewport()->mapToGlobal(at),
                    {},
                    {0, 120},
                    Qt::NoButton,
                    Qt::ControlModifier,
                    Qt::NoScrollPhase,
                    false};
  QApplication::sendEvent(view.viewport(), &wheel);
  EXPECT_NEAR(view.zoom(), before * 1.25, 1e-9);
}

TEST_F(Canvas, DraggingTheGroundMovesThePictureAndKeepsTheSelection) {
  open();
  focus.selectPart("app");
  for (int i = 0; i < 4; ++i) view.zoomIn();
  view.centreOn(QStringLiteral("app"));
  const QPoint before = middleOf("app");
  const QPoint from{before.x(), view.viewport()->height() - 8};
  QTest::mousePress(view.viewport(), Qt::LeftButton, Qt::NoModifier, from);
  QTest::mouseMove(view.viewport(), from + QPoint(60, 0));
  QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, from + QPoint(60, 0));
  EXPECT_NEAR(middleOf("app").x(), before.x() + 60, 2);
  EXPECT_EQ(focus.subject().name, "app");
}

TEST_F(Canvas, CentreOnBringsAPartToTheMiddleLargeEnoughToRead) {
  open();
  view.resize(220, 140);
  view.centreOn(QStringLiteral("orders-db"));
  EXPECT_GE(view.zoom(), 0.9);
  EXPECT_TRUE(view.viewport()->rect().contains(middleOf("orders-db")));
}

TEST_F(Canvas, TheLegendCanBeHiddenAndShown) {
  open();
  auto* legend = view.findChild<gui::Legend*>();
  ASSERT_NE(legend, nullptr);
  EXPECT_TRUE(legend->isVisible());
  const int height = view.viewport()->height();
  auto* hide = legend->findChild<QToolButton*>();
  EXPECT_FALSE(hide->accessibleName().isEmpty());
  hide->click();
  EXPECT_FALSE(legend->isVisible());
  EXPECT_GT(view.viewport()->height(), height) << "its room is free";
  QTest::keyClick(&view, Qt::Key_L);
  EXPECT_TRUE(legend->isVisible());
  EXPECT_FALSE(view.viewport()->geometry().intersects(legend->geometry()));
}

TEST_F(Canvas, ScrollBarsDoNotCoverTheLegend) {
  open();
  for (int i = 0; i < 8; ++i) QTest::keyClick(&view, Qt::Key_Plus);
  QCoreApplication::processEvents();
  const auto* legend = view.findChild<gui::Legend*>();
  ASSERT_TRUE(view.horizontalScrollBar()->isVisible());
  ASSERT_TRUE(legend->isVisible());
  for (const QScrollBar* bar : {view.horizontalScrollBar(), view.verticalScrollBar()})
    EXPECT_FALSE(QRect(bar->mapTo(&view, QPoint{}), bar->size()).intersects(legend->geometry()));
}

TEST_F(Canvas, IsPaintedAnewInTheDark) {
  run();
  lookAt(75);
  const QColor light = picture().pixelColor(20, 60);
  gui::applyTheme(gui::Theme::dark);
  QCoreApplication::processEvents();
  const QColor dark = picture().pixelColor(20, 60);
  gui::applyTheme(gui::Theme::light);
  EXPECT_GT(light.lightness(), 200);
  EXPECT_LT(dark.lightness(), 60);
}

TEST_F(Canvas, PaintsItselfIntoPictures) {
  run();
  lookAt(75);
  const QSize size = view.preferredPictureSize();
  EXPECT_GT(size.width(), 1000);
  QImage image{size, QImage::Format_ARGB32};
  image.fill(Qt::magenta);
  QPainter painter{&image};
  view.paintScene(painter, QSizeF{size});
  painter.end();
  int ground = 0;
  int red = 0;
  const gui::Colours colours = gui::coloursOf(view.palette());
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      ASSERT_NE(image.pixelColor(x, y), QColor(Qt::magenta)) << "a place was not painted";
      ground += image.pixelColor(x, y) == colours.ground ? 1 : 0;
      red += image.pixelColor(x, y) == colours.down ? 1 : 0;
    }
  }
  EXPECT_GT(ground, size.width() * size.height() / 3);
  EXPECT_GT(red, 100) << "the part that is down";
}

TEST_F(Canvas, ResultsOfAnOlderFileAreSaidToBe) {
  run();
  document.reload();
  EXPECT_SAYS(view.headline().toStdString(), "as it was before it changed");
  document.close();
  runs.clear();
  EXPECT_TRUE(view.headline().isEmpty());
  EXPECT_TRUE(view.describe({Subject::Kind::part, "app"}).isEmpty());
}

TEST_F(Canvas, IsReachedByKeysAndSaysWhatItIs) {
  EXPECT_EQ(view.focusPolicy(), Qt::StrongFocus);
  EXPECT_FALSE(view.accessibleName().isEmpty());
}

}  // namespace
}  // namespace headroom::test

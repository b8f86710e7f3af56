// The chain of causes, driven as a user would.
#include <QClipboard>
#include <QGuiApplication>
#include <QTextBrowser>

#include "gui/panels/why_panel.h"
#include "gui/tables/roles.h"
#include "tests/gui/panels_support.h"

namespace headroom::test {
namespace {

using gui::Sign;
using gui::signOf;
using gui::Subject;
using std::chrono::seconds;

class GuiWhy : public PanelTest {
 protected:
  gui::WhyPanel panel{document, runs, focus};
  gui::TreeView& view = tree(panel, QStringLiteral("Chain of causes"));
  QAbstractItemModel& model = *view.model();
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(GuiWhy, BeginsWithWhatWasDoneThenWhatGaveWayThenWhoFailed) {
  show(panel);
  runFlagship();
  settle();
  ASSERT_GT(model.rowCount(), 6);
  const auto line = [this](int row) { return model.index(row, 0).data().toString(); };
  EXPECT_TRUE(line(0).contains(QStringLiteral("60 s  product-cache  down")))
      << line(0).toStdString();
  EXPECT_EQ(signOf(model.index(0, 0).data(gui::SignRole)), Sign::fault);
  EXPECT_TRUE(line(1).contains(QStringLiteral("app  pool orders-db saturated")))
      << line(1).toStdString();
  EXPECT_EQ(signOf(model.index(1, 0).data(gui::SignRole)), Sign::cause);
  const auto chain = causeChain(runs.course(0)->log());
  ASSERT_EQ(static_cast<std::size_t>(model.rowCount()), chain.size());
}

TEST_F(GuiWhy, TellsTheStoryInAFewSentences) {
  show(panel);
  runFlagship();
  settle();
  const QString story = panel.findChild<QTextBrowser*>()->toPlainText();
  EXPECT_TRUE(story.contains(QStringLiteral("Fault product-cache down, 60 s to 90 s")))
      << story.toStdString();
  EXPECT_TRUE(story.contains(QStringLiteral("Gave way first app pool orders-db (60.0")));
  EXPECT_TRUE(story.contains(QStringLiteral("browse 100 % before → ")));
  EXPECT_TRUE(story.contains(QStringLiteral("Served again from ")));
}

TEST_F(GuiWhy, TheEntryAtOrBeforeTheCursorIsTheCurrentOne) {
  show(panel);
  runFlagship();
  focus.setCursor(seconds{30});
  settle();
  for (int row = 0; row < model.rowCount(); ++row)
    EXPECT_FALSE(model.index(row, 0).data(gui::CurrentRole).toBool());
  focus.setCursor(seconds{75});
  settle();
  int current = -1;
  for (int row = 0; row < model.rowCount(); ++row)
    if (model.index(row, 0).data(gui::CurrentRole).toBool()) current = row;
  ASSERT_GE(current, 0);
  const auto chain = causeChain(runs.course(0)->log());
  EXPECT_LE(chain[static_cast<std::size_t>(current)].entry.at, seconds{75});
  EXPECT_GT(chain[static_cast<std::size_t>(current) + 1].entry.at, seconds{75});
  EXPECT_TRUE(model.index(current + 1, 0).data(gui::FaintRole).toBool());
}

TEST_F(GuiWhy, EnterMovesTheCursorAndSelectsTheSubject) {
  show(panel);
  runFlagship();
  settle();
  choose(view, model.index(1, 0));
  EXPECT_EQ(focus.subject(), (Subject{Subject::Kind::part, "app"}));
  EXPECT_EQ(focus.cursor(), causeChain(runs.course(0)->log())[1].entry.at);
  const auto chain = causeChain(runs.course(0)->log());
  for (std::size_t row = 0; row < chain.size(); ++row)
    if (chain[row].entry.subject == "browse") {
      choose(view, model.index(static_cast<int>(row), 0));
      break;
    }
  EXPECT_EQ(focus.subject(), (Subject{Subject::Kind::flow, "browse"}));
}

TEST_F(GuiWhy, CopiesStoryAndChainAsText) {
  show(panel);
  runFlagship();
  settle();
  view.setFocus();
  QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
  const QString copied = QGuiApplication::clipboard()->text();
  EXPECT_TRUE(copied.startsWith(QStringLiteral("Fault: product-cache down")));
  EXPECT_EQ(copied.count('\n'), panel.asText().count('\n'));
  EXPECT_GT(copied.count('\n'), model.rowCount());
}

TEST_F(GuiWhy, GrowsWithTheRunWithoutStartingOver) {
  openFlagship();
  show(panel);
  QSignalSpy resets{&model, &QAbstractItemModel::modelReset};
  QSignalSpy finished{&runs, &gui::Runs::finished};
  gui::RunRequest request;
  request.scenario = document.scenario();
  request.revision = document.revision();
  request.speed = 600;
  runs.start(request);
  int seen = 0;
  ASSERT_TRUE(comesTrue([&] {
    seen = std::max(seen, runs.course(0) && !runs.course(0)->finished() ? model.rowCount() : 0);
    return finished.count() == 1;
  }));
  settle();
  EXPECT_GT(seen, 0);
  EXPECT_EQ(resets.count(), 0);
  EXPECT_EQ(static_cast<std::size_t>(model.rowCount()), causeChain(runs.course(0)->log()).size());
}

TEST_F(GuiWhy, AnotherVariantHasAnotherChain) {
  show(panel);
  runFlagship();
  settle();
  focus.setVariant(3);
  settle();
  EXPECT_EQ(static_cast<std::size_t>(model.rowCount()), causeChain(runs.course(3)->log()).size());
}

}  // namespace
}  // namespace headroom::test

// What must hold, as the panel tells it: before, during and after a run.
#include "gui/panels/verdicts_panel.h"
#include "gui/tables/roles.h"
#include "tests/gui/panels_support.h"

namespace headroom::test {
namespace {

using gui::Sign;
using gui::signOf;
using std::chrono::seconds;

class GuiVerdicts : public PanelTest {
 protected:
  gui::VerdictsPanel panel{document, runs, focus};
  gui::TreeView& view = tree(panel, QStringLiteral("Verdicts"));
  QAbstractItemModel& model = *view.model();
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(GuiVerdicts, SaysWhatToDoWhereThereIsNothing) {
  show(panel);
  EXPECT_EQ(model.rowCount(), 0);
  EXPECT_TRUE(view.emptyText().contains(QStringLiteral("Open")));
}

TEST_F(GuiVerdicts, BeforeARunTheAssertionsStandInWords) {
  openFlagship();
  show(panel);
  ASSERT_EQ(model.rowCount(), 4);
  const QModelIndex first = model.index(0, 0);
  EXPECT_EQ(first.data(gui::HeadRole).toString(), QStringLiteral("unprotected"));
  EXPECT_EQ(signOf(first.data(gui::SignRole)), Sign::notRun);
  ASSERT_EQ(model.rowCount(first), 3);
  const QModelIndex assertion = model.index(1, 0, first);
  EXPECT_EQ(assertion.data(gui::HeadRole).toString(), QStringLiteral("browse goodput >= 400/s"));
  EXPECT_EQ(assertion.data(gui::BodyRole).toString(), QStringLiteral("not run · 1m5s to 1m30s"));
}

TEST_F(GuiVerdicts, AfterARunRowsAreWhatWasJudged) {
  show(panel);
  runFlagship();
  settle();
  for (int v = 0; v < 4; ++v) {
    const auto course = runs.course(static_cast<std::size_t>(v));
    const std::vector<Judgement> judged = judge(
        document.scenario()->variants[static_cast<std::size_t>(v)].spec, course->result->outcome);
    const QModelIndex variant = model.index(v, 0);
    int holds = 0;
    for (int a = 0; a < 3; ++a) {
      const Judgement& j = judged[static_cast<std::size_t>(a)];
      const QModelIndex row = model.index(a, 0, variant);
      const Sign sign = j.verdict == Verdict::pass ? Sign::pass : Sign::fail;
      EXPECT_EQ(signOf(row.data(gui::SignRole)), sign);
      const QString body = row.data(gui::BodyRole).toString();
      EXPECT_TRUE(body.startsWith(QString::fromStdString(nameOf(j.verdict) + " · " + j.value)))
          << body.toStdString();
      holds += j.verdict == Verdict::pass ? 1 : 0;
    }
    EXPECT_EQ(variant.data(gui::TailRole).toString(), QStringLiteral("%1 of 3 hold").arg(holds));
  }
}

/// A run of which nothing is asked neither passes nor fails.
TEST_F(GuiVerdicts, WhereNothingIsAssertedNothingPasses) {
  show(panel);
  QTemporaryDir folder;
  QFile flagship{bundled("cache-loss.scenario.json")};
  ASSERT_TRUE(flagship.open(QIODevice::ReadOnly));
  QByteArray text = flagship.readAll();
  const qsizetype from = text.indexOf("\"assert\"");
  text.remove(from, text.indexOf("\"variants\"") - from);
  QFile file{folder.filePath(QStringLiteral("plain.scenario.json"))};
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(text);
  file.close();
  open(file.fileName());
  ASSERT_NE(document.scenario(), nullptr);
  run(1);
  settle();
  EXPECT_EQ(signOf(model.index(0, 0).data(gui::SignRole)), Sign::none);
  EXPECT_EQ(model.index(0, 0).data(gui::BodyRole).toString(),
            QStringLiteral("one run of 3m · shown"));
}

TEST_F(GuiVerdicts, SeveralRunsTellTheirShareAndItsInterval) {
  show(panel);
  runTwoVariants(3);
  settle();
  const QModelIndex row = model.index(0, 0, model.index(0, 0));
  const QStringList notes = row.data(gui::NotesRole).toStringList();
  ASSERT_FALSE(notes.isEmpty());
  EXPECT_TRUE(notes.front().startsWith(QStringLiteral("0 of 3 runs hold")))
      << notes.front().toStdString();
}

TEST_F(GuiVerdicts, EnterShowsAVariantAndGoesToWhereAnAssertionBegins) {
  openFlagship();
  show(panel);
  choose(view, model.index(2, 0));
  EXPECT_EQ(focus.variant(), 2U);
  EXPECT_TRUE(model.index(2, 0).data(gui::CurrentRole).toBool());
  choose(view, model.index(1, 0, model.index(1, 0)));
  EXPECT_EQ(focus.variant(), 1U);
  EXPECT_EQ(focus.cursor(), seconds{65});
  choose(view, model.index(2, 0, model.index(1, 0)));
  EXPECT_EQ(focus.cursor(), seconds{90});
}

TEST_F(GuiVerdicts, OfAnotherReadingOfTheFileNothingIsClaimed) {
  show(panel);
  runFlagship();
  settle();
  EXPECT_EQ(signOf(model.index(0, 0).data(gui::SignRole)), Sign::fail);
  document.reload();
  settle();
  EXPECT_EQ(signOf(model.index(0, 0).data(gui::SignRole)), Sign::notRun);
}

}  // namespace
}  // namespace headroom::test

// Findings of a file with errors, and the way from one to its place.
#include <QToolButton>

#include "gui/panels/problems_panel.h"
#include "gui/panels/source_view.h"
#include "gui/tables/roles.h"
#include "tests/gui/panels_support.h"

namespace headroom::test {
namespace {

class GuiProblems : public PanelTest {
 protected:
  void openBroken() {
    QFile from{bundled("cache-loss.scenario.json")};
    ASSERT_TRUE(from.open(QIODevice::ReadOnly));
    QByteArray content = from.readAll();
    content.replace("\"connections\": 40", "\"conections\": 40").replace("\"5m\"", "5");
    QFile to{path};
    ASSERT_TRUE(to.open(QIODevice::WriteOnly));
    to.write(content);
    to.close();
    open(path);
    ASSERT_TRUE(document.hasErrors());
  }
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("broken.scenario.json"));
  gui::ProblemsPanel panel{document, runs, focus};
  gui::TreeView& view = tree(panel, QStringLiteral("Findings"));
  QAbstractItemModel& model = *view.model();
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(GuiProblems, AGoodFileHasNoFindings) {
  openFlagship();
  show(panel);
  EXPECT_EQ(model.rowCount(), 0);
  EXPECT_EQ(view.emptyText(), QStringLiteral("No findings."));
}

TEST_F(GuiProblems, EveryFindingHasItsPlace) {
  openBroken();
  show(panel);
  ASSERT_EQ(static_cast<std::size_t>(model.rowCount()), document.findings().size());
  EXPECT_EQ(panel.errorCount(), model.rowCount());
  bool found = false;
  for (int row = 0; row < model.rowCount(); ++row) {
    const QModelIndex index = model.index(row, 0);
    const Diagnostic& finding = document.findings()[static_cast<std::size_t>(row)];
    EXPECT_TRUE(
        index.data(gui::NotesRole)
            .toStringList()
            .front()
            .startsWith(
                QStringLiteral("line %1:%2 /").arg(finding.where.line).arg(finding.where.column)));
    found =
        found || index.data(gui::HeadRole).toString() == QStringLiteral("error E_UNKNOWN_FIELD");
  }
  EXPECT_TRUE(found);
}

TEST_F(GuiProblems, EnterShowsTheLineSelectsThePartAndTellsOthers) {
  openBroken();
  show(panel);
  QSignalSpy activated{&panel, &gui::ProblemsPanel::locationActivated};
  for (int row = 0; row < model.rowCount(); ++row)
    if (document.findings()[static_cast<std::size_t>(row)].code == "E_UNKNOWN_FIELD")
      choose(view, model.index(row, 0));
  ASSERT_EQ(activated.count(), 1);
  EXPECT_EQ(activated.front().at(1).toString(),
            QStringLiteral("/system/parts/orders-db/conections"));
  EXPECT_EQ(focus.subject(), (gui::Subject{gui::Subject::Kind::part, "orders-db"}));
  const auto* source = panel.findChild<gui::SourceView*>();
  EXPECT_TRUE(source->toPlainText().contains(QStringLiteral("\"conections\": 40")));
  EXPECT_TRUE(source->textCursor().block().text().contains(QStringLiteral("conections")));
  EXPECT_EQ(source->textCursor().blockNumber() + 1, source->markedLine());
}

TEST_F(GuiProblems, ErrorsCanBeFilteredOut) {
  openBroken();
  show(panel);
  const int all = model.rowCount();
  for (QToolButton* button : panel.findChildren<QToolButton*>())
    if (button->text().contains(QStringLiteral("error"))) QTest::mouseClick(button, Qt::LeftButton);
  EXPECT_EQ(model.rowCount(), all - panel.errorCount());
}

TEST_F(GuiProblems, AFileThatIsMendedHasNoneLeft) {
  openBroken();
  show(panel);
  ASSERT_TRUE(QFile::remove(path));
  ASSERT_TRUE(QFile::copy(bundled("cache-loss.scenario.json"), path));
  document.reload();
  settle();
  EXPECT_EQ(model.rowCount(), 0);
}

}  // namespace
}  // namespace headroom::test

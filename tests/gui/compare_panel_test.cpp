// Two variants against each other, and all of them in one table.
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>

#include "gui/panels/compare_panel.h"
#include "gui/tables/roles.h"
#include "report/flow_tables.h"
#include "report/number_format.h"
#include "tests/gui/panels_support.h"

namespace headroom::test {
namespace {

using gui::Difference;
using gui::Sign;
using gui::signOf;

class GuiCompare : public PanelTest {
 protected:
  QCheckBox& box(const QString& text) const {
    for (QCheckBox* check : panel.findChildren<QCheckBox*>())
      if (check->text() == text) return *check;
    throw std::logic_error{"no such box"};
  }
  bool says(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return true;
    return false;
  }
  QModelIndex row(const QString& group, const QString& figure) const {
    const QModelIndex parent = find(model, group);
    return parent.isValid() ? find(model, figure, parent) : QModelIndex{};
  }
  gui::ComparePanel panel{document, runs, focus};
  gui::TreeView& differences = tree(panel, QStringLiteral("Differences by flow and phase"));
  gui::TreeView& overview = tree(panel, QStringLiteral("All variants by flow and phase"));
  QAbstractItemModel& model = *differences.model();
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
  QAbstractItemModelTester overviewTester{overview.model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(GuiCompare, AsksForAVariantToCompareWith) {
  openFlagship();
  show(panel);
  EXPECT_EQ(model.rowCount(), 0);
  EXPECT_EQ(differences.emptyText(), QStringLiteral("Choose a variant to compare with."));
  auto& combo = *panel.findChild<QComboBox*>();
  ASSERT_EQ(combo.count(), 5);
  combo.setFocus();
  QTest::keyClick(&combo, Qt::Key_Down);  // Past the one that is shown.
  settle();
  EXPECT_EQ(focus.compared(), std::optional<std::size_t>{1});
  EXPECT_TRUE(differences.emptyText().contains(QStringLiteral("Run both")));
}

TEST_F(GuiCompare, OneRunEachTellsPlainDifferencesAndNoInterval) {
  show(panel);
  runFlagship();
  focus.setVariant(1);
  focus.setCompared(0);
  settle();
  EXPECT_TRUE(says(QStringLiteral("one run each: no interval")));
  EXPECT_TRUE(says(QStringLiteral("2 of 3 assertions come out otherwise")));
  const QModelIndex goodput =
      row(QStringLiteral("browse · product-cache down"), QStringLiteral("goodput"));
  ASSERT_TRUE(goodput.isValid());
  const auto rateOf = [this](std::size_t variant) {
    return goodputRate(runs.course(variant)->result->outcome.flows[0].phases[1]);
  };
  const auto cell = [&](int column) { return goodput.siblingAtColumn(column).data().toString(); };
  EXPECT_EQ(cell(1).toStdString(), formatRate(rateOf(1)));
  EXPECT_EQ(cell(2).toStdString(), formatRate(rateOf(0)));
  EXPECT_EQ(cell(3).toStdString(), "+" + formatNumber(rateOf(1) - rateOf(0)) + "/s");
  EXPECT_FALSE(box(QStringLiteral("Only clear differences")).isEnabled());
}

TEST_F(GuiCompare, SeveralRunsTellIntervalsAndWhatIsClear) {
  show(panel);
  runTwoVariants(3);
  focus.setVariant(1);
  focus.setCompared(0);
  settle();
  EXPECT_TRUE(says(QStringLiteral("over 3 runs")));
  const QModelIndex goodput =
      row(QStringLiteral("browse · product-cache down"), QStringLiteral("goodput"));
  ASSERT_TRUE(goodput.isValid());
  const QModelIndex cell = goodput.siblingAtColumn(3);
  EXPECT_TRUE(cell.data().toString().contains(QStringLiteral("clear, better")));
  EXPECT_TRUE(cell.data().toString().contains(QStringLiteral("±")));
  EXPECT_EQ(signOf(cell.data(gui::SignRole)), Sign::better);
  // Before the fault both do the very same.
  EXPECT_EQ(row(QStringLiteral("browse · before"), QStringLiteral("goodput"))
                .siblingAtColumn(3)
                .data()
                .toString(),
            QStringLiteral("same"));
  QTest::mouseClick(&box(QStringLiteral("Only clear differences")), Qt::LeftButton, Qt::NoModifier,
                    QPoint{8, 8});
  ASSERT_GT(model.rowCount(), 0);
  EXPECT_FALSE(find(model, QStringLiteral("browse · before")).isValid());
  for (int g = 0; g < model.rowCount(); ++g) {
    const QModelIndex group = model.index(g, 0);
    for (int r = 0; r < model.rowCount(group); ++r)
      EXPECT_TRUE(model.index(r, 3, group).data().toString().contains(QStringLiteral("clear, ")));
  }
}

TEST_F(GuiCompare, AllFiguresBringThoseOfParts) {
  show(panel);
  runFlagship();
  focus.setCompared(3);
  settle();
  EXPECT_FALSE(find(model, QStringLiteral("app · before")).isValid());
  QTest::mouseClick(&box(QStringLiteral("All figures")), Qt::LeftButton, Qt::NoModifier,
                    QPoint{8, 8});
  EXPECT_TRUE(row(QStringLiteral("app · before"), QStringLiteral("utilisation of pool orders-db"))
                  .isValid());
}

TEST_F(GuiCompare, TheTableOfAllVariantsTellsGoodputAndSuccessByPhase) {
  show(panel);
  runFlagship();
  settle();
  const QAbstractItemModel& table = *overview.model();
  ASSERT_EQ(table.columnCount(), 4);
  ASSERT_EQ(table.rowCount(), 4);
  for (int v = 0; v < 4; ++v) {
    const Outcome& outcome = runs.course(static_cast<std::size_t>(v))->result->outcome;
    const QModelIndex variant = table.index(v, 0);
    EXPECT_TRUE(variant.data().toString().startsWith(
        QString::fromStdString(document.scenario()->variants[static_cast<std::size_t>(v)].name)));
    const QModelIndex browse = find(table, QStringLiteral("browse"), variant);
    ASSERT_TRUE(browse.isValid());
    for (int phase = 0; phase < 3; ++phase) {
      const FlowSpan& span = outcome.flows[0].phases[static_cast<std::size_t>(phase)];
      EXPECT_EQ(browse.siblingAtColumn(phase + 1).data().toString().toStdString(),
                formatRate(goodputRate(span)) + "\n" + formatShare(successShare(span)));
    }
  }
  choose(overview, table.index(3, 0));
  EXPECT_EQ(focus.variant(), 3U);
  EXPECT_TRUE(table.index(3, 0).data().toString().endsWith(QStringLiteral("shown")));
}

TEST(GuiDifference, IsReadByItsIntervalAndByWhatIsGood) {
  PairedDifference paired;
  paired.id.metric = Metric::goodput;
  paired.difference.kind = EstimateKind::mean;
  paired.difference.value = 5;
  paired.difference.halfWidth = 2;
  EXPECT_EQ(gui::readingOf(paired), Difference::better);
  paired.id.metric = Metric::latency;
  EXPECT_EQ(gui::readingOf(paired), Difference::worse);
  paired.id.metric = Metric::utilisation;
  EXPECT_EQ(gui::readingOf(paired), Difference::higher);
  paired.difference.halfWidth = 6;
  EXPECT_EQ(gui::readingOf(paired), Difference::unclear);
  paired.difference.kind = EstimateKind::one;
  EXPECT_EQ(gui::readingOf(paired), Difference::oneRun);
}

}  // namespace
}  // namespace headroom::test

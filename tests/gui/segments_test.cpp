// Segments stand beside flows wherever a user looks for them.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

#include "gui/look/words.h"
#include "gui/panels/compare_panel.h"
#include "gui/panels/finder.h"
#include "gui/panels/inspector_panel.h"
#include "gui/panels/segments_panel.h"
#include "gui/panels/verdicts_panel.h"
#include "gui/tables/roles.h"
#include "gui/timeline/timeline_view.h"
#include "report/flow_tables.h"
#include "report/number_format.h"
#include "report/segment_table.h"
#include "tests/gui/limits_support.h"

namespace headroom::test {
namespace {

using gui::Subject;
using std::chrono::seconds;

const Subject kCustomers{Subject::Kind::segment, "customers"};
const Subject kPartners{Subject::Kind::segment, "partners"};

class GuiSegments : public LimitsTest {
 protected:
  const Outcome& outcome() const { return runs.course(focus.variant())->result->outcome; }
  static QString cell(const QModelIndex& index, int column) {
    return index.siblingAtColumn(column).data().toString();
  }
};

TEST_F(GuiSegments, TheFinderFindsThem) {
  openShop();
  QWidget window;
  window.resize(800, 600);
  gui::Finder finder{document, runs, focus, &window};
  finder.popUp();
  auto* line = finder.findChild<QLineEdit*>();
  QTest::keyClicks(line, QStringLiteral("partn"));
  const QModelIndex first = tree(finder, QStringLiteral("Found")).model()->index(0, 0);
  EXPECT_EQ(first.data(gui::HeadRole).toString(), QStringLiteral("partners"));
  EXPECT_EQ(first.data(gui::TailRole).toString(),
            QStringLiteral("segment · attributes client partner"));
  QTest::keyClick(line, Qt::Key_Return);
  EXPECT_EQ(focus.subject(), kPartners);
  finder.popUp();
  QSignalSpy curve{&finder, &gui::Finder::curveChosen};
  QTest::keyClicks(line, QStringLiteral("customers lat"));
  QTest::keyClick(line, Qt::Key_Return);
  EXPECT_EQ(focus.subject(), kCustomers);
  ASSERT_EQ(curve.count(), 1);
  EXPECT_EQ(curve.front().at(1).toString(), QStringLiteral("latency"));
}

TEST_F(GuiSegments, TheFinderKnowsTheLineOfALimit) {
  openShop();
  const std::vector<gui::FinderEntry> entries = gui::entriesOf(*document.scenario());
  const auto named = [&entries](const char* name) {
    return std::any_of(entries.begin(), entries.end(), [name](const gui::FinderEntry& entry) {
      return entry.name == QLatin1String(name);
    });
  };
  EXPECT_TRUE(named("app limit 1"));
  EXPECT_FALSE(named("app limit 0"));
  run(1);
  EXPECT_NE(runs.course(0)->series().find("app", "", "utilisation", "mean", "limit 1"), nullptr);
}

TEST_F(GuiSegments, TheInspectorHasTheirRuleAndFigures) {
  runShop();
  gui::InspectorPanel panel{document, runs, focus};
  const auto& form =
      *qobject_cast<gui::PropertyModel*>(tree(panel, QStringLiteral("Fields")).model());
  const QAbstractItemModel& figures = *tree(panel, QStringLiteral("Figures at the cursor")).model();
  focus.select(kPartners);
  focus.setCursor(seconds{6});
  show(panel);
  const QModelIndex client =
      form.find(QStringLiteral("/system/segments/partners/attributes/client"));
  ASSERT_TRUE(client.isValid());
  EXPECT_EQ(cell(client, 1), QStringLiteral("partner"));
  const QModelIndex flow = form.find(QStringLiteral("/system/segments/partners/flow"));
  EXPECT_EQ(cell(flow, 1), QStringLiteral("not set"));
  const double offered = valueAt("", "partners", "offered", "rate");
  ASSERT_GT(offered, 100);
  EXPECT_EQ(cell(find(figures, QStringLiteral("offered")), 1).toStdString(), formatRate(offered));
  EXPECT_EQ(cell(find(figures, QStringLiteral("degraded")), 1).toStdString(),
            formatRate(valueAt("", "partners", "degraded", "rate")));
  const QString atDb = cell(find(figures, QStringLiteral("at db")), 1);
  EXPECT_EQ(atDb, gui::text(formatRate(valueAt("db", "partners", "offered", "rate"))) +
                      QStringLiteral(", ") +
                      gui::valueText(valueAt("db", "partners", "served", "mean"), "1") +
                      QStringLiteral(" in service"));
  // And a part says what it does for each of them.
  focus.selectPart("db");
  settle();
  EXPECT_EQ(cell(find(figures, QStringLiteral("◇ partners")), 1), atDb);
  EXPECT_TRUE(find(figures, QStringLiteral("◇ customers")).isValid());
}

TEST_F(GuiSegments, TheChartsShowTheOneThatIsChosen) {
  runShop();
  gui::TimelineView view{document, runs, focus};
  view.resize(1000, 700);
  view.show();
  view.refresh();
  QComboBox& box = *view.flowBox();
  ASSERT_EQ(box.count(), 5);
  EXPECT_EQ(box.itemText(1), QStringLiteral("browse"));
  EXPECT_EQ(box.itemText(3), QStringLiteral("◇ customers"));
  EXPECT_EQ(box.itemData(3, Qt::AccessibleTextRole).toString(),
            QStringLiteral("segment customers"));
  box.setFocus();
  QTest::keyClick(&box, Qt::Key_End);
  const gui::ChartContent& load = view.chart(gui::ChartKind::load)->content();
  EXPECT_EQ(load.remark, QStringLiteral("◇ partners"));
  ASSERT_FALSE(load.curves.empty());
  EXPECT_EQ(load.curves[0].fullName, QStringLiteral("◇ partners offered"));
  focus.setCursor(seconds{6});
  EXPECT_EQ(load.curves[0].valueAt(focus.cursor()), valueAt("", "partners", "offered", "rate"));
  const gui::ChartContent& latency = view.chart(gui::ChartKind::latency)->content();
  ASSERT_EQ(latency.curves.size(), 3U);
  EXPECT_EQ(latency.curves[2].valueAt(focus.cursor()), valueAt("", "partners", "latency", "p99"));
  focus.select(kCustomers);
  view.refresh();
  EXPECT_EQ(box.currentText(), QStringLiteral("◇ customers"));
  EXPECT_EQ(view.chart(gui::ChartKind::load)->content().remark, QStringLiteral("◇ customers"));
}

TEST_F(GuiSegments, TheOverviewHasThemBeneathTheFlows) {
  gui::ComparePanel panel{document, runs, focus};
  gui::TreeView& overview = tree(panel, QStringLiteral("All variants by flow and phase"));
  const QAbstractItemModel& model = *overview.model();
  show(panel);
  runShop();
  settle();
  ASSERT_EQ(model.rowCount(), 2);
  const QModelIndex limited = model.index(0, 0);
  ASSERT_EQ(model.rowCount(limited), 4);
  EXPECT_EQ(model.index(1, 0, limited).data().toString(), QStringLiteral("feed"));
  const QModelIndex customers = model.index(2, 0, limited);
  EXPECT_EQ(customers.data().toString(), QStringLiteral("◇ customers"));
  const FlowSpan& span = runs.course(0)->result->outcome.segments[0].whole;
  EXPECT_EQ(cell(customers, 1).toStdString(),
            formatRate(goodputRate(span)) + "\n" + formatShare(successShare(span)));
  const FlowSpan& partners = runs.course(0)->result->outcome.segments[1].whole;
  const QModelIndex figures = model.index(3, 1, limited);
  ASSERT_GT(degradedShare(partners), 0.2);
  EXPECT_TRUE(figures.data(Qt::ToolTipRole)
                  .toString()
                  .endsWith(gui::text(formatShare(degradedShare(partners))) +
                            QStringLiteral(" answered degraded")));
  EXPECT_FALSE(customers.siblingAtColumn(1)
                   .data(Qt::ToolTipRole)
                   .toString()
                   .contains(QStringLiteral("degraded")));
  choose(overview, model.index(3, 0, model.index(1, 0)));
  EXPECT_EQ(focus.variant(), 1U);
  EXPECT_EQ(focus.subject(), kPartners);
}

TEST_F(GuiSegments, TheOverviewOfSeveralRunsHasTheirMeans) {
  gui::ComparePanel panel{document, runs, focus};
  const QAbstractItemModel& model =
      *tree(panel, QStringLiteral("All variants by flow and phase")).model();
  show(panel);
  runShop(3);
  settle();
  const Evidence& evidence = *runs.course(0)->result->evidence;
  FigureId id;
  id.phase = "whole run";
  id.segment = "partners";
  id.metric = Metric::goodput;
  const Figure* goodput = evidence.find(id);
  ASSERT_NE(goodput, nullptr);
  EXPECT_EQ(cell(model.index(3, 0, model.index(0, 0)), 1).section('\n', 0, 0).toStdString(),
            formatRate(goodput->estimate().value));
}

TEST_F(GuiSegments, DifferencesAreGroupedByThem) {
  runShop();
  focus.setVariant(1);
  focus.setCompared(0);
  gui::ComparePanel panel{document, runs, focus};
  show(panel);
  const QAbstractItemModel& model =
      *tree(panel, QStringLiteral("Differences by flow and phase")).model();
  const QModelIndex group = find(model, QStringLiteral("◇ partners · whole run"));
  ASSERT_TRUE(group.isValid());
  const QModelIndex goodput = find(model, QStringLiteral("goodput"), group);
  ASSERT_TRUE(goodput.isValid());
  EXPECT_EQ(cell(goodput, 1).toStdString(), formatRate(goodputRate(outcome().segments[1].whole)));
}

TEST_F(GuiSegments, TheVerdictOnOneLeadsToIt) {
  runShop();
  gui::VerdictsPanel panel{document, runs, focus};
  show(panel);
  gui::TreeView& verdicts = tree(panel, QStringLiteral("Verdicts"));
  const QAbstractItemModel& model = *verdicts.model();
  choose(verdicts, model.index(1, 0, model.index(0, 0)));
  EXPECT_EQ(focus.subject(), kCustomers);
  EXPECT_EQ(focus.cursor(), Time{seconds{3}});
  choose(verdicts, model.index(0, 0, model.index(1, 0)));
  EXPECT_EQ(focus.subject(), (Subject{Subject::Kind::flow, "browse"}));
  EXPECT_EQ(focus.variant(), 1U);
}

TEST_F(GuiSegments, ThePanelTellsWhoGotWhat) {
  gui::SegmentsPanel panel{document, runs, focus};
  gui::TreeView& view = tree(panel, QStringLiteral("Segments by phase"));
  gui::TreeView& service = tree(panel, QStringLiteral("Service of the parts by segment"));
  const QAbstractItemModel& model = *view.model();
  QAbstractItemModelTester tester{view.model(),
                                  QAbstractItemModelTester::FailureReportingMode::Fatal};
  QAbstractItemModelTester serviceTester{service.model(),
                                         QAbstractItemModelTester::FailureReportingMode::Fatal};
  show(panel);
  EXPECT_TRUE(view.emptyText().contains(QStringLiteral("Open a scenario")));
  openShop();
  settle();
  ASSERT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.rowCount(model.index(0, 0)), 0);
  EXPECT_FALSE(service.isVisible());
  run(1);
  settle();
  const QModelIndex customers = model.index(0, 0, model.index(0, 0));
  const std::vector<SegmentTraffic> traffic = segmentTraffic(outcome(), outcome().segments[0]);
  ASSERT_EQ(traffic.size(), 1U);
  EXPECT_NEAR(traffic[0].offeredShare, 160. / 350, 0.03);
  EXPECT_EQ(cell(customers, 1).toStdString(), formatRate(offeredRate(*traffic[0].span)) + "\n" +
                                                  formatShare(traffic[0].offeredShare));
  EXPECT_EQ(cell(customers, 3).toStdString(), formatShare(successShare(*traffic[0].span)));
  ASSERT_TRUE(service.isVisible());
  const QModelIndex db = find(*service.model(), QStringLiteral("db"));
  ASSERT_TRUE(db.isValid());
  const PartOutcome& part = test::part(outcome(), "db");
  EXPECT_EQ(cell(db, 1).toStdString(), formatShare(serviceShare(part, 0)));
  EXPECT_EQ(cell(db, 2).toStdString(), formatShare(serviceShare(part, 1)));
  EXPECT_GT(serviceShare(part, 1), serviceShare(part, 0));
  choose(view, customers);
  EXPECT_EQ(focus.subject(), kCustomers);
  focus.select(kPartners);
  settle();
  EXPECT_EQ(view.currentIndex().data().toString(), QStringLiteral("◇ partners"));
}

TEST_F(GuiSegments, WhereThereAreNoneThePanelSaysHowToHaveThem) {
  gui::SegmentsPanel panel{document, runs, focus};
  show(panel);
  openFlagship();
  settle();
  gui::TreeView& view = tree(panel, QStringLiteral("Segments by phase"));
  EXPECT_EQ(view.model()->rowCount(), 0);
  EXPECT_TRUE(view.emptyText().contains(QStringLiteral("declares no segments")));
}

}  // namespace
}  // namespace headroom::test

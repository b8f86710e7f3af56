// The form of what is selected: made from the description of the notation, for whatever there is.
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>

#include "gui/panels/inspector_panel.h"
#include "gui/tables/roles.h"
#include "models/notation/field_facts.h"
#include "models/notation/json_parse.h"
#include "tests/gui/panels_support.h"

namespace headroom::test {
namespace {

using gui::propertiesOf;
using gui::Property;
using gui::Sign;
using gui::signOf;
using gui::Subject;
using std::chrono::seconds;

JsonValue json(const std::string& text) {
  Diagnostics diagnostics;
  auto value = parseJson(text, "test", diagnostics);
  EXPECT_TRUE(value) << text;
  return value.value_or(JsonValue{});
}

const Property* childOf(const Property& parent, const QString& name) {
  for (const auto& child : parent.children)
    if (child->name == name) return child.get();
  return nullptr;
}

TEST(GuiProperties, EveryFieldOfEveryKindOfPartShows) {
  const ObjectType& part = objectTypeOf<PartSpec>();
  ASSERT_GE(part.choice->alternatives.size(), 5U);
  for (const UnionInfo::Alternative& alternative : part.choice->alternatives) {
    const ObjectType& kind = alternative.type();
    const auto root =
        propertiesOf(part, json("{\"kind\": \"" + kind.tag + "\"}"), nullptr, "/system/parts/x");
    EXPECT_NE(childOf(*root, QStringLiteral("kind")), nullptr) << kind.tag;
    for (const FieldInfo& field : kind.fields) {
      if (field.name == "note") continue;
      const Property* shown = childOf(*root, QString::fromStdString(field.name));
      ASSERT_NE(shown, nullptr) << kind.tag << "." << field.name;
      EXPECT_FALSE(shown->isSet);
      EXPECT_TRUE(shown->help.contains(QString::fromStdString(field.doc).toHtmlEscaped()));
      const std::string range = factsOf(kind, field).range;
      EXPECT_TRUE(shown->help.contains(QString::fromStdString(range).toHtmlEscaped()));
    }
  }
}

TEST(GuiProperties, EveryLimiterShowsWithAllItsFields) {
  const ObjectType& limit = objectTypeOf<LimitSpec>();
  const auto unset = propertiesOf(limit, json("{}"), nullptr, "");
  ASSERT_GE(limit.choice->alternatives.size(), 2U);
  for (const UnionInfo::Alternative& alternative : limit.choice->alternatives) {
    const ObjectType& limiter = alternative.type();
    const QString tag = QString::fromStdString(limiter.tag);
    EXPECT_TRUE(unset->children.back()->name.contains(tag));
    const auto root = propertiesOf(limit, json("{\"" + limiter.tag + "\": {}}"), nullptr, "");
    const Property* held = childOf(*root, tag);
    ASSERT_NE(held, nullptr) << limiter.tag;
    EXPECT_EQ(held->pointer, "/" + tag);
    for (const FieldInfo& field : limiter.fields) {
      if (field.name == "note") continue;
      EXPECT_NE(childOf(*held, QString::fromStdString(field.name)), nullptr) << field.name;
    }
  }
}

TEST(GuiProperties, ALargeSystemIsToldInOneLineAllTheSame) {
  std::string parts;
  for (int i = 0; i < 1000; ++i)
    parts += (i > 0 ? "," : "") + std::string{"\"p"} + std::to_string(i) +
             R"(": {"kind": "database", "connections": 4, "operations": {"do": "1ms"}})";
  EXPECT_LE(gui::inOneLine(json("{\"parts\": {" + parts + "}}")).size(), 241);
}

TEST(GuiProperties, StepsAreToldInOneLine) {
  EXPECT_EQ(gui::inOneLine(json(R"({"call": "orders-db.select", "timeout": "2s"})")),
            QStringLiteral("call orders-db.select, timeout 2s"));
  EXPECT_EQ(gui::inOneLine(json(R"({"work": {"lognormal": {"mean": "1.5ms", "p99": "6ms"}}})")),
            QStringLiteral("work lognormal (mean 1.5ms, p99 6ms)"));
  EXPECT_EQ(gui::inOneLine(json(R"([{"work": "1ms"}, {"call": "db.read"}])")),
            QStringLiteral("2: work 1ms, call db.read"));
}

TEST(GuiProperties, WhatAVariantTakesAwayIsChangedToo) {
  const auto root =
      propertiesOf(objectTypeOf<PartSpec>(), json(R"({"kind": "cache"})"), nullptr, "");
  EXPECT_TRUE(root->changedInside);
  const JsonValue before = json(R"({"kind": "cache", "ttl": "5m"})");
  const auto less =
      propertiesOf(objectTypeOf<PartSpec>(), json(R"({"kind": "cache"})"), &before, "");
  const Property* ttl = childOf(*less, QStringLiteral("ttl"));
  ASSERT_NE(ttl, nullptr);
  EXPECT_TRUE(ttl->changed);
  EXPECT_EQ(ttl->former, QStringLiteral("5m"));
  EXPECT_FALSE(childOf(*less, QStringLiteral("kind"))->changed);
}

class GuiInspector : public PanelTest {
 protected:
  QModelIndex at(const char* pointer) const { return form.find(QString::fromLatin1(pointer)); }
  QString valueAt(const char* pointer) const {
    const QModelIndex index = at(pointer);
    return index.isValid() ? index.siblingAtColumn(1).data().toString() : QStringLiteral("(none)");
  }
  QString instant(const QString& name) const {
    const QModelIndex index = find(*figures.model(), name);
    return index.isValid() ? index.siblingAtColumn(1).data().toString() : QStringLiteral("(none)");
  }
  gui::InspectorPanel panel{document, runs, focus};
  gui::TreeView& fields = tree(panel, QStringLiteral("Fields"));
  gui::TreeView& figures = tree(panel, QStringLiteral("Figures at the cursor"));
  gui::TreeView& baselines = tree(panel, QStringLiteral("Baselines"));
  gui::PropertyModel& form = *qobject_cast<gui::PropertyModel*>(fields.model());
  QAbstractItemModelTester formTester{&form, QAbstractItemModelTester::FailureReportingMode::Fatal};
  QAbstractItemModelTester instantTester{figures.model(),
                                         QAbstractItemModelTester::FailureReportingMode::Fatal};
  QAbstractItemModelTester baselineTester{baselines.model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(GuiInspector, NothingSelectedIsTheScenario) {
  openFlagship();
  show(panel);
  EXPECT_EQ(valueAt("/title"), QStringLiteral("The cache dies at peak"));
  EXPECT_EQ(valueAt("/workload/0/arrivals"), QStringLiteral("poisson"));
  EXPECT_EQ(valueAt("/faults/0/part"), QStringLiteral("product-cache"));
  EXPECT_EQ(valueAt("/system/keys/product/zipf/exponent"), QStringLiteral("1.1"));
  EXPECT_EQ(valueAt("/seed"), QStringLiteral("default 1"));
  EXPECT_FALSE(figures.isVisible());
}

TEST_F(GuiInspector, ThePartsNumbersStandAsWritten) {
  openFlagship();
  show(panel);
  focus.selectPart("orders-db");
  settle();
  EXPECT_EQ(valueAt("/system/parts/orders-db/connections"), QStringLiteral("40"));
  focus.selectPart("app");
  settle();
  EXPECT_EQ(valueAt("/system/parts/app/pools/orders-db/size"), QStringLiteral("40"));
  EXPECT_EQ(valueAt("/system/parts/app/queue/timeout"), QStringLiteral("500ms"));
  EXPECT_EQ(valueAt("/system/parts/app/balancer"), QStringLiteral("default \"round_robin\""));
  EXPECT_TRUE(at("/system/parts/app/balancer").data(gui::FaintRole).toBool());
  EXPECT_EQ(valueAt("/system/parts/app/operations/browse/1/on_miss/0"),
            QStringLiteral("call orders-db.select, timeout 2s"));
  EXPECT_EQ(valueAt("/system/parts/app/operations/browse/1/on_miss/0/timeout"),
            QStringLiteral("2s"));
}

TEST_F(GuiInspector, AFlowHasItsForm) {
  openFlagship();
  focus.select({Subject::Kind::flow, "browse"});
  show(panel);
  EXPECT_EQ(valueAt("/system/flows/browse/entry"), QStringLiteral("edge.browse"));
  EXPECT_EQ(valueAt("/system/flows/browse/retry/exponential/initial"), QStringLiteral("50ms"));
}

TEST_F(GuiInspector, WhatTheVariantChangesIsMarkedWithWhatItWas) {
  openFlagship();
  focus.selectPart("app");
  show(panel);
  const char* timeout = "/system/parts/app/pools/orders-db/connection_timeout";
  EXPECT_EQ(signOf(at(timeout).data(gui::SignRole)), Sign::none);
  EXPECT_EQ(valueAt(timeout), QStringLiteral("2s"));
  focus.setVariant(1);
  settle();
  EXPECT_EQ(valueAt(timeout), QStringLiteral("100ms"));
  EXPECT_EQ(signOf(at(timeout).data(gui::SignRole)), Sign::changed);
  EXPECT_TRUE(at(timeout).data(gui::StrongRole).toBool());
  EXPECT_TRUE(
      at(timeout).data(Qt::ToolTipRole).toString().contains(QStringLiteral("without it: 2s")));
  EXPECT_FALSE(at("/system/parts/app/workers").data(gui::StrongRole).toBool());
  EXPECT_TRUE(fields.isExpanded(at("/system/parts/app/pools")));
  focus.setVariant(2);
  settle();
  EXPECT_EQ(valueAt("/system/parts/app/limits/0/token_bucket/rate"), QStringLiteral("450/s"));
  EXPECT_TRUE(at("/system/parts/app/limits").data(gui::StrongRole).toBool());
}

TEST_F(GuiInspector, TheFieldUnderTheKeyboardIsExplained) {
  openFlagship();
  focus.selectPart("orders-db");
  show(panel);
  fields.setFocus();
  fields.setCurrentIndex(form.index(0, 0));
  QTest::keyClick(&fields, Qt::Key_Down);
  const QString help = panel.findChild<QTextBrowser*>()->toPlainText();
  EXPECT_TRUE(help.contains(QStringLiteral(">= 1"))) << help.toStdString();
}

TEST_F(GuiInspector, FiguresFollowTheCursor) {
  runFlagship();
  focus.selectPart("product-cache");
  show(panel);
  focus.setCursor(seconds{30});
  settle();
  EXPECT_EQ(instant(QStringLiteral("condition")), QStringLiteral("ok"));
  focus.setCursor(seconds{75});
  settle();
  EXPECT_EQ(instant(QStringLiteral("condition")), QStringLiteral("down"));
  focus.selectPart("app");
  settle();
  EXPECT_TRUE(instant(QStringLiteral("pool orders-db")).contains(QStringLiteral("100 % busy")))
      << instant(QStringLiteral("pool orders-db")).toStdString();
  focus.select({Subject::Kind::flow, "browse"});
  settle();
  EXPECT_NE(instant(QStringLiteral("latency p99")), QStringLiteral("(none)"));
  EXPECT_TRUE(instant(QStringLiteral("offered")).endsWith(QStringLiteral("k/s")));
}

TEST_F(GuiInspector, OnlyPartsWithBaselinesHaveThem) {
  openFlagship();
  show(panel);
  focus.selectPart("orders-db");
  settle();
  EXPECT_FALSE(baselines.isVisible());
  focus.selectPart("app");
  settle();
  EXPECT_TRUE(baselines.isVisible());
  ASSERT_EQ(baselines.model()->rowCount(), 2);
  EXPECT_EQ(baselines.model()->index(1, 0).data().toString(),
            QStringLiteral("browse without product-cache"));
  EXPECT_EQ(baselines.model()->index(1, 1).data().toString(), QStringLiteral("500/s"));
  EXPECT_EQ(signOf(baselines.model()->index(1, 0).data(gui::SignRole)), Sign::notRun);
}

TEST_F(GuiInspector, LoadTestsTellMeasuredAgainstSimulated) {
  // Ten workers for 10 ms each: no more than 1000 a second, and the searches are short.
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("small.scenario.json"));
  QFile file{path};
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(R"({"headroom": "1", "system": {
    "flows": {"f": {"entry": "app.do", "timeout": "100ms"}},
    "parts": {"app": {"kind": "instance", "workers": 1, "queue": {"capacity": 5},
      "operations": {"do": [{"work": "100ms"}]},
      "baselines": [{"operation": "do", "throughput": "50/s"}]}}},
    "workload": [{"flow": "f", "start_rate": "1/s",
                  "stages": [{"target": "1/s", "duration": "10s"}]}]})");
  file.close();
  open(path);
  ASSERT_FALSE(document.hasErrors());
  focus.selectPart("app");
  show(panel);
  for (QPushButton* button : panel.findChildren<QPushButton*>())
    if (button->text() == QStringLiteral("Load-test this system"))
      QTest::mouseClick(button, Qt::LeftButton);
  const QModelIndex row = baselines.model()->index(0, 0);
  ASSERT_TRUE(comesTrue([&] { return signOf(row.data(gui::SignRole)) != Sign::notRun; }));
  EXPECT_EQ(signOf(row.data(gui::SignRole)), Sign::fail);
  EXPECT_TRUE(row.data(gui::TailRole).toString().startsWith(QStringLiteral("miss, -")))
      << row.data(gui::TailRole).toString().toStdString();
}

}  // namespace
}  // namespace headroom::test

// What tests of panels share: the flagship opened, run and looked at through a real widget.
#pragma once

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTemporaryDir>

#include "gui/panels/tree_view.h"
#include "tests/gui/waiting.h"

namespace headroom::test {

/// A document, its runs and what is looked at, as a window has them.
class PanelTest : public testing::Test {
 protected:
  void open(const QString& path) {
    runs.clear();
    document.open(path);
    if (document.scenario()) focus.reset(runDuration(document.scenario()->document.spec));
  }
  void openFlagship() {
    open(bundled("cache-loss.scenario.json"));
    ASSERT_NE(document.scenario(), nullptr);
  }
  void runFlagship() {
    openFlagship();
    run(1);
  }
  /// Only its first two variants, several times: what many runs tell needs no more.
  void runTwoVariants(int replications) {
    QFile from{bundled("cache-loss.scenario.json")};
    ASSERT_TRUE(from.open(QIODevice::ReadOnly));
    const QByteArray whole = from.readAll();
    const qsizetype third = whole.indexOf(",\n    \"door limited");
    ASSERT_GT(third, 0);
    QTemporaryDir folder;
    QFile to{folder.filePath(QStringLiteral("two.scenario.json"))};
    ASSERT_TRUE(to.open(QIODevice::WriteOnly));
    to.write(whole.left(third) + "\n  }\n}\n");
    to.close();
    open(to.fileName());
    ASSERT_NE(document.scenario(), nullptr);
    run(replications);
  }
  void run(int replications) {
    gui::RunRequest request;
    request.scenario = document.scenario();
    request.revision = document.revision();
    request.replications = replications;
    request.jobs = 2;
    QSignalSpy finished{&runs, &gui::Runs::finished};
    runs.start(request);
    ASSERT_TRUE(comesTrue([&finished] { return finished.count() > 0; }));
  }
  /// As in a dock, and with everything told.
  static void show(QWidget& widget) {
    widget.resize(380, 680);
    widget.show();
    settle();
  }
  static void settle() {
    for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
  }
  static gui::TreeView& tree(const QWidget& panel, const QString& name) {
    for (gui::TreeView* view : panel.findChildren<gui::TreeView*>())
      if (view->accessibleName() == name) return *view;
    throw std::logic_error{"no table " + name.toStdString()};
  }
  static void choose(gui::TreeView& view, const QModelIndex& index) {
    view.setFocus();
    view.setCurrentIndex(index);
    QTest::keyClick(&view, Qt::Key_Return);
    settle();
  }
  /// The row whose first column reads so; invalid when there is none.
  static QModelIndex find(const QAbstractItemModel& model, const QString& text,
                          const QModelIndex& parent = {}) {
    for (int row = 0; row < model.rowCount(parent); ++row)
      if (model.index(row, 0, parent).data().toString() == text) return model.index(row, 0, parent);
    return {};
  }

  gui::Document document;
  gui::Focus focus;
  gui::Runs runs;
};

}  // namespace headroom::test

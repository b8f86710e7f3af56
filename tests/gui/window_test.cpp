// The whole window, driven as by hand: from the start page to the comparison, and what happens when
// files change, runs are interrupted and windows close.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "cli/cli.h"
#include "gui/app/main_window.h"
#include "gui/app/memory.h"
#include "gui/app/message_bar.h"
#include "gui/app/scenario_card.h"
#include "gui/app/start_page.h"
#include "gui/canvas/canvas_view.h"
#include "gui/panels/problems_panel.h"
#include "gui/timeline/timeline_view.h"
#include "tests/gui/waiting.h"

namespace headroom::test {
namespace {

using gui::CanvasView;
using gui::MainWindow;
using gui::MessageBar;
using gui::Runs;
using gui::ScenarioCard;
using gui::StartPage;
using std::chrono::seconds;

class GuiWindow : public testing::Test {
 protected:
  GuiWindow() {
    qputenv("HEADROOM_SCENARIOS", HEADROOM_SOURCE_DIR "/scenarios");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QSettings{}.clear();
  }
  void show() {
    window = std::make_unique<MainWindow>();
    window->resize(1280, 800);
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
  }
  void openFlagship() {
    show();
    window->open(bundled("cache-loss.scenario.json"));
  }
  void runFlagship() {
    openFlagship();
    QSignalSpy finished{&window->runs(), &Runs::finished};
    QTest::keyClick(window.get(), Qt::Key_F5);
    ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  }
  template <class Widget>
  Widget* one(const QString& accessibleName) const {
    for (Widget* widget : window->findChildren<Widget*>())
      if (widget->accessibleName() == accessibleName) return widget;
    ADD_FAILURE() << "no widget " << accessibleName.toStdString();
    return nullptr;
  }
  QString message() const { return window->findChild<MessageBar*>()->message(); }
  /// A copy of the flagship that may be changed.
  QString copy(const char* name = "copy.scenario.json") const {
    const QString path = folder.filePath(QLatin1String(name));
    QFile::copy(bundled("cache-loss.scenario.json"), path);
    return path;
  }
  static void replace(const QString& path, const QByteArray& what, const QByteArray& by) {
    QFile file{path};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    ASSERT_TRUE(text.contains(what));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text.replace(what, by));
  }
  static QString readAll(const QString& path) {
    QFile file{path};
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return QString::fromUtf8(file.readAll());
  }

  QTemporaryDir folder;
  std::unique_ptr<MainWindow> window;
};

TEST_F(GuiWindow, OneClickOnTheFlagshipsCardRunsIt) {
  show();
  const auto cards = window->findChildren<ScenarioCard*>();
  ASSERT_FALSE(cards.empty());
  EXPECT_EQ(cards.front()->text(), QStringLiteral("The cache dies at peak"));
  QSignalSpy finished{&window->runs(), &Runs::finished};
  QTest::mouseClick(cards.front(), Qt::LeftButton);
  EXPECT_TRUE(window->findChild<CanvasView*>()->isVisible());
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(window->runs().course(i)->finished());
  // The cursor followed the run, and rests where nobody was served.
  EXPECT_GE(window->focus().cursor(), seconds{60});
  EXPECT_LT(window->focus().cursor(), seconds{90});
  // The start page remembers how it ended.
  window->showStartPage();
  const auto again = window->findChildren<ScenarioCard*>();
  const bool remembered = std::any_of(again.begin(), again.end(), [](const ScenarioCard* card) {
    return card->accessibleDescription().contains(QStringLiteral("an assertion fails"));
  });
  EXPECT_TRUE(remembered);
}

TEST_F(GuiWindow, KeysRunPauseStepAndStop) {
  openFlagship();
  QTest::keyClick(window.get(), Qt::Key_F10);
  ASSERT_TRUE(comesTrue([&] {
    const gui::CoursePtr course = window->runs().course(0);
    return window->runs().state() == Runs::State::paused && course && course->reached == seconds{1};
  }));
  QTest::keyClick(window.get(), Qt::Key_F10, Qt::ShiftModifier);
  ASSERT_TRUE(comesTrue([&] {
    return window->runs().state() == Runs::State::paused &&
           !window->runs().course(0)->log().empty();
  }));
  EXPECT_GE(window->focus().cursor(), seconds{60}) << "stands at the fault";
  QTest::keyClick(window.get(), Qt::Key_F5, Qt::ShiftModifier);
  ASSERT_TRUE(comesTrue([&] { return !window->runs().isActive(); }));
  EXPECT_EQ(window->runs().course(0)->result->outcome.stopReason, "stopped by the user");
}

TEST_F(GuiWindow, SpacePausesAPacedRunAndGoesOn) {
  openFlagship();
  auto* speed = one<QComboBox>(QStringLiteral("Speed of the run"));
  speed->setCurrentIndex(speed->findData(100));
  QTest::keyClick(window.get(), Qt::Key_F5);
  ASSERT_TRUE(comesTrue([&] {
    return window->runs().course(0) && window->runs().course(0)->reached > Time::zero();
  }));
  QTest::keyClick(window.get(), Qt::Key_Space);
  ASSERT_TRUE(comesTrue([&] { return window->runs().state() == Runs::State::paused; }));
  const Time stood = window->runs().course(0)->reached;
  EXPECT_LT(stood, seconds{180});
  QTest::qWait(50);
  EXPECT_EQ(window->runs().course(0)->reached, stood);
  QTest::keyClick(window.get(), Qt::Key_Space);
  ASSERT_TRUE(comesTrue([&] { return window->runs().course(0)->reached > stood; }));
}

TEST_F(GuiWindow, ShowsTheCommandThatGivesTheSameFigures) {
  runFlagship();
  auto* line = one<QLineEdit>(QStringLiteral("Equivalent command line"));
  EXPECT_TRUE(line->text().contains(QStringLiteral("cache-loss.scenario.json")));
  EXPECT_TRUE(line->text().contains(QStringLiteral("--variant unprotected")));
  QTest::keyClick(window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), line->text());
  // What it prints is what the window has: the same events of the same run.
  std::ostringstream out, err;
  Console console{out, err};
  const QByteArray file = bundled("cache-loss.scenario.json").toUtf8();
  const char* arguments[] = {"headroom",    "run",      file.constData(), "--variant",
                             "unprotected", "--format", "json",           "--quiet"};
  runCli(8, const_cast<char**>(arguments), console);
  const gui::CoursePtr course = window->runs().course(0);
  EXPECT_NE(out.str().find("\"events\": " + std::to_string(course->events)), std::string::npos);
  EXPECT_NE(out.str().find("\"model\": \"" + course->modelHash), std::string::npos);
}

TEST_F(GuiWindow, PicturesAndTablesSayWhereTheyCameFrom) {
  runFlagship();
  const QString model = QString::fromStdString(window->runs().course(0)->modelHash);
  const QString svg = folder.filePath(QStringLiteral("charts.svg"));
  const QString png = folder.filePath(QStringLiteral("topology.png"));
  const QString csv = folder.filePath(QStringLiteral("values.csv"));
  EXPECT_EQ(window->exportTimeline(svg), QString{});
  EXPECT_EQ(window->exportCanvas(png), QString{});
  EXPECT_EQ(window->exportValues(csv), QString{});
  for (const QString& words : {readAll(svg), QImage{png}.text(QStringLiteral("Description")),
                               readAll(csv).section(QLatin1Char('\n'), 0, 0)}) {
    EXPECT_TRUE(words.contains(model)) << words.left(300).toStdString();
    EXPECT_TRUE(words.contains(QStringLiteral("seed 1")));
    EXPECT_TRUE(words.contains(QStringLiteral("scripts/headroom run")));
  }
  EXPECT_GT(readAll(csv).count(QLatin1Char('\n')), 180);
  EXPECT_FALSE(window->exportCanvas(QStringLiteral("/nowhere/x.png")).isEmpty());
  EXPECT_FALSE(window->exportCanvas(folder.filePath(QStringLiteral("x.bmp"))).isEmpty());
}

/// Of several designs a picture says which, and names with signs of XML do not break it.
TEST_F(GuiWindow, PicturesNameTheDesignWhateverItIsCalled) {
  const QString path = copy();
  replace(path, "\"unprotected\"", "\"plain <&> %1\"");
  show();
  window->open(path);
  QTest::keyClick(window.get(), Qt::Key_F5, Qt::ControlModifier);
  ASSERT_TRUE(
      comesTrue([&] { return window->runs().course(0) && window->runs().course(0)->finished(); }));
  const QString topology = folder.filePath(QStringLiteral("topology.svg"));
  const QString charts = folder.filePath(QStringLiteral("charts.svg"));
  ASSERT_EQ(window->exportCanvas(topology), QString{});
  ASSERT_EQ(window->exportTimeline(charts), QString{});
  for (const QString& picture : {topology, charts}) {
    QFile file{picture};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader reader{&file};
    QString title;
    while (!reader.atEnd())
      if (reader.readNext() == QXmlStreamReader::StartElement &&
          reader.name() == QLatin1String("title"))
        title = reader.readElementText();
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    EXPECT_TRUE(title.contains(QStringLiteral("plain <&> %1"))) << title.toStdString();
  }
}

/// Charts are drawn a little later than a run ends: what is exported has it whole.
TEST_F(GuiWindow, ValuesExportedAtOnceAreComplete) {
  show();
  window->open(bundled("recorded/e_flush.scenario.json"));
  bool written = false;
  const QString csv = folder.filePath(QStringLiteral("values.csv"));
  QObject::connect(&window->runs(), &Runs::finished, window.get(),
                   [&] { written = window->exportValues(csv).isEmpty(); });
  QTest::keyClick(window.get(), Qt::Key_F5);
  ASSERT_TRUE(comesTrue([&] { return written; }));
  // Provenance, names, and a row for each second.
  EXPECT_EQ(readAll(csv).count(QLatin1Char('\n')), 2 + 70);
}

TEST_F(GuiWindow, AnInvalidFileOpensWithItsProblems) {
  const QString path = copy();
  replace(path, "\"connections\": 40", "\"conections\": 40");
  show();
  window->open(path);
  EXPECT_TRUE(message().contains(QStringLiteral("error"))) << message().toStdString();
  EXPECT_TRUE(window->findChild<gui::ProblemsPanel*>()->isVisible());
  QTest::keyClick(window.get(), Qt::Key_F5);
  EXPECT_FALSE(window->runs().isActive());
  // Mended and read again, it runs.
  replace(path, "conections", "connections");
  QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
  EXPECT_EQ(message(), QString{});
  QTest::keyClick(window.get(), Qt::Key_F5);
  EXPECT_TRUE(window->runs().isActive());
}

TEST_F(GuiWindow, EnterOnACardRunsIt) {
  show();
  ScenarioCard* card = window->findChildren<ScenarioCard*>().front();
  card->setFocus();
  QTest::keyClick(card, Qt::Key_Return);
  ASSERT_TRUE(window->findChild<CanvasView*>()->isVisible());
  EXPECT_TRUE(comesTrue([&] { return !window->runs().isActive(); }));
}

TEST_F(GuiWindow, MendedAFileShowsItsCausesAgain) {
  const QString path = copy();
  replace(path, "\"replicas\"", "\"replikas\"");
  show();
  window->open(path);
  auto* problems = window->findChild<gui::ProblemsPanel*>();
  // Docks that others stand before are visible to Qt, out of the window.
  ASSERT_TRUE(comesTrue([&] { return !problems->visibleRegion().isEmpty(); }));
  auto* line = one<QLineEdit>(QStringLiteral("Equivalent command line"));
  EXPECT_TRUE(line->text().startsWith(QStringLiteral("scripts/headroom validate ")));
  replace(path, "\"replikas\"", "\"replicas\"");
  window->document().reload();
  EXPECT_TRUE(comesTrue([&] { return problems->visibleRegion().isEmpty(); }));
  EXPECT_TRUE(line->text().startsWith(QStringLiteral("scripts/headroom run ")));
}

TEST_F(GuiWindow, ASystemAloneDoesNotAskToBeRun) {
  QFile file{folder.filePath(QStringLiteral("alone.system.json"))};
  ASSERT_TRUE(QFile::copy(bundled("recorded/node-shop.system.json"), file.fileName()));
  ASSERT_TRUE(QFile::copy(bundled("recorded/node-shop.durations.csv"),
                          folder.filePath(QStringLiteral("node-shop.durations.csv"))));
  show();
  window->open(file.fileName());
  ASSERT_TRUE(window->document().scenario());
  const auto asks = [this] {
    const auto labels = window->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
      return label->isVisible() && label->text().contains(QStringLiteral("F5"));
    });
  };
  EXPECT_TRUE(comesTrue([&] { return !asks(); }));
}

TEST_F(GuiWindow, AFileThatIsGoneIsSaidToBeAndNoDirectoryIsRemembered) {
  const QString path = copy();
  show();
  window->open(path);
  QFile::remove(path);
  ASSERT_TRUE(comesTrue([&] { return message().contains(QStringLiteral("no longer on disk")); }));
  window->open(folder.path());
  EXPECT_FALSE(gui::Memory::recentFiles().contains(folder.path()));
}

TEST_F(GuiWindow, AFileThatChangesOnDiskIsToldAndItsOldResultsAreMarked) {
  const QString path = copy();
  show();
  window->open(path);
  QSignalSpy finished{&window->runs(), &Runs::finished};
  QTest::keyClick(window.get(), Qt::Key_F5);
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  const std::string before = window->runs().course(0)->modelHash;
  replace(path, "\"connections\": 40", "\"connections\": 80");
  ASSERT_TRUE(comesTrue([&] { return message().contains(QStringLiteral("changed on disk")); }));
  window->focus().setCursor(seconds{75});
  auto* again = one<QAbstractButton>(QStringLiteral("Read again"));
  QTest::mouseClick(again, Qt::LeftButton);
  EXPECT_TRUE(message().contains(QStringLiteral("as it was before"))) << message().toStdString();
  EXPECT_TRUE(window->runs().course(0)) << "old results stay until there are new ones";
  EXPECT_EQ(window->focus().cursor(), seconds{75});
  EXPECT_TRUE(window->provenanceLine().contains(QString::fromStdString(before)))
      << "what is exported is what is shown";
  QTest::mouseClick(one<QAbstractButton>(QStringLiteral("Run again")), Qt::LeftButton);
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 2; }));
  EXPECT_EQ(message(), QString{});
  EXPECT_NE(window->runs().course(0)->modelHash, before);
}

TEST_F(GuiWindow, ARunThatBecameLongerOnDiskIsSeenToItsEnd) {
  const QString path = copy();
  show();
  window->open(path);
  replace(path, "\"duration\": \"3m\"", "\"duration\": \"200s\"");
  QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
  window->focus().setCursor(seconds{195});
  EXPECT_EQ(window->focus().cursor(), seconds{195});
  replace(path, "\"duration\": \"200s\"", "\"duration\": \"100s\"");
  QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
  EXPECT_EQ(window->focus().cursor(), seconds{100});
}

TEST_F(GuiWindow, WhatIsRunIsWhatStandsOnDisk) {
  const QString path = copy();
  show();
  window->open(path);
  const std::uint64_t revision = window->document().revision();
  replace(path, "The cache dies at peak", "The cache dies at noon");
  ASSERT_TRUE(comesTrue([&] { return window->document().differsFromDisk(); }));
  QTest::keyClick(window.get(), Qt::Key_F5);
  EXPECT_GT(window->document().revision(), revision);
  EXPECT_TRUE(window->windowTitle().contains(QStringLiteral("noon")));
  EXPECT_EQ(window->runs().revision(), window->document().revision());
}

TEST_F(GuiWindow, ASecondFileDuringARunEndsIt) {
  openFlagship();
  auto* speed = one<QComboBox>(QStringLiteral("Speed of the run"));
  speed->setCurrentIndex(speed->findData(1));
  QTest::keyClick(window.get(), Qt::Key_F5);
  ASSERT_TRUE(comesTrue([&] { return window->runs().course(0) != nullptr; }));
  QSignalSpy courses{&window->runs(), &Runs::courseChanged};
  window->open(bundled("metastable/retry-storm.scenario.json"));
  EXPECT_FALSE(window->runs().isActive());
  EXPECT_EQ(window->runs().course(0), nullptr);
  QTest::qWait(100);
  EXPECT_EQ(courses.count(), 0) << "of the first nothing is heard any more";
  speed->setCurrentIndex(speed->findData(0));
  QSignalSpy finished{&window->runs(), &Runs::finished};
  QTest::keyClick(window.get(), Qt::Key_F5);
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  EXPECT_EQ(window->runs().revision(), window->document().revision());
}

TEST_F(GuiWindow, ClosingDuringARunIsQuickAndClean) {
  openFlagship();
  auto* speed = one<QComboBox>(QStringLiteral("Speed of the run"));
  speed->setCurrentIndex(speed->findData(1));
  QTest::keyClick(window.get(), Qt::Key_F5);
  ASSERT_TRUE(comesTrue([&] { return window->runs().course(0) != nullptr; }));
  EXPECT_TRUE(window->close());
  window.reset();  // At 1x the run would take three minutes.
}

TEST_F(GuiWindow, AFileThatIsDroppedIsOpened) {
  show();
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(bundled("cache-loss.scenario.json"))});
  QDragEnterEvent enter{QPoint{50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(window.get(), &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop{QPointF{50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(window.get(), &drop);
  EXPECT_EQ(window->document().title(), QStringLiteral("The cache dies at peak"));
  EXPECT_EQ(gui::Memory::recentFiles().value(0), bundled("cache-loss.scenario.json"));
}

TEST_F(GuiWindow, ComparesTwoDesigns) {
  runFlagship();
  auto* compared = one<QComboBox>(QStringLiteral("Design it is compared with"));
  const int row = compared->findData(3);
  ASSERT_GT(row, 0);
  compared->setCurrentIndex(row);
  Q_EMIT compared->activated(row);
  EXPECT_EQ(window->focus().compared(), 3U);
  auto* line = one<QLineEdit>(QStringLiteral("Equivalent command line"));
  EXPECT_FALSE(line->text().contains(QStringLiteral("--variant"))) << "both are needed";
}

TEST_F(GuiWindow, EveryWidgetThatTakesTheFocusHasAName) {
  runFlagship();
  for (QDockWidget* dock : window->findChildren<QDockWidget*>()) {
    dock->show();
    dock->raise();
  }
  int seen = 0;
  const auto walk = [&seen](const QWidget& root) {
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
      if (widget->focusPolicy() == Qt::NoFocus) continue;
      // Parts of a widget that Qt makes are reached through it.
      if (widget->objectName().startsWith(QLatin1String("qt_"))) continue;
      if (widget->inherits("QToolBarSeparator") || widget->inherits("QComboBoxListView")) continue;
      if (widget->focusProxy() != nullptr) continue;
      if (!widget->isVisibleTo(&root)) continue;  // Says nothing yet, or is not reached.
      QAccessibleInterface* face =
          QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
      ASSERT_NE(face, nullptr);
      EXPECT_FALSE(face->text(QAccessible::Name).isEmpty())
          << widget->metaObject()->className() << ' ' << widget->objectName().toStdString()
          << " in " << widget->parentWidget()->metaObject()->className() << " in "
          << widget->parentWidget()->parentWidget()->metaObject()->className();
      ++seen;
    }
  };
  walk(*window);
  window->showStartPage();
  walk(*window);
  EXPECT_GT(seen, 40);
}

TEST_F(GuiWindow, LooksAreChangedAtOnceAndRemembered) {
  openFlagship();
  for (QAction* action : window->actions())
    if (action->text() == QStringLiteral("D&ark")) action->trigger();
  EXPECT_TRUE(comesTrue([&] { return gui::isDark(window->palette()); }));
  EXPECT_EQ(gui::Memory::theme(), gui::Theme::dark);
  gui::applyTheme(gui::Theme::light);
}

TEST_F(GuiWindow, PanelsStandWhereTheUserLeftThem) {
  openFlagship();
  auto* why = window->findChild<QDockWidget*>(QStringLiteral("why"));
  ASSERT_NE(why, nullptr);
  why->hide();
  window->close();
  window.reset();
  openFlagship();
  EXPECT_TRUE(window->findChild<QDockWidget*>(QStringLiteral("why"))->isHidden());
  for (QAction* action : window->actions())
    if (action->text() == QStringLiteral("&Reset the layout")) action->trigger();
  EXPECT_FALSE(window->findChild<QDockWidget*>(QStringLiteral("why"))->isHidden());
}

}  // namespace
}  // namespace headroom::test

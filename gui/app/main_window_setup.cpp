// How the window is put together: docks, menus, and who is told what.
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QTabBar>

#include "gui/app/actions.h"
#include "gui/app/bundled_scenarios.h"
#include "gui/app/command_strip.h"
#include "gui/app/help.h"
#include "gui/app/main_window.h"
#include "gui/app/memory.h"
#include "gui/app/message_bar.h"
#include "gui/app/run_bar.h"
#include "gui/app/start_page.h"
#include "gui/canvas/canvas_view.h"
#include "gui/panels/compare_panel.h"
#include "gui/panels/finder.h"
#include "gui/panels/inspector_panel.h"
#include "gui/panels/problems_panel.h"
#include "gui/panels/segments_panel.h"
#include "gui/panels/verdicts_panel.h"
#include "gui/panels/why_panel.h"
#include "gui/timeline/timeline_view.h"

namespace headroom::gui {

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* view,
                                 Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget{title, this};
  dock->setObjectName(name);
  dock->setWidget(view);
  addDockWidget(area, dock);
  docks_.push_back(dock);
  return dock;
}

void MainWindow::arrangeDocks() {
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  QDockWidget* timeline =
      addDock(QStringLiteral("timeline"), tr("Timeline"), timeline_, Qt::BottomDockWidgetArea);
  QDockWidget* why = addDock(QStringLiteral("why"), tr("Why"), why_, Qt::RightDockWidgetArea);
  QDockWidget* verdicts =
      addDock(QStringLiteral("verdicts"), tr("Verdicts"), verdicts_, Qt::RightDockWidgetArea);
  QDockWidget* compare =
      addDock(QStringLiteral("compare"), tr("Compare"), compare_, Qt::RightDockWidgetArea);
  QDockWidget* inspector =
      addDock(QStringLiteral("inspector"), tr("Inspector"), inspector_, Qt::RightDockWidgetArea);
  QDockWidget* segments =
      addDock(QStringLiteral("segments"), tr("Segments"), segments_, Qt::RightDockWidgetArea);
  QDockWidget* problems =
      addDock(QStringLiteral("problems"), tr("Problems"), problems_, Qt::RightDockWidgetArea);
  for (QDockWidget* next : {verdicts, compare, segments, inspector, problems})
    tabifyDockWidget(why, next);
  setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
  why->raise();
  for (auto* tabs : findChildren<QTabBar*>(QString{}, Qt::FindDirectChildrenOnly))
    tabs->setAccessibleName(tr("Panels"));
  resizeDocks({why}, {380}, Qt::Horizontal);
  resizeDocks({timeline}, {430}, Qt::Vertical);
}

void MainWindow::makeMenus() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  file->addActions({actions_->open});
  QMenu* recent = file->addMenu(tr("Open &recent"));
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
  file->addActions({actions_->reload, actions_->startPage, actions_->close});
  file->addSeparator();
  file->addActions({actions_->exportCanvas, actions_->exportTimeline, actions_->exportCsv,
                    actions_->copyCommand});
  file->addSeparator();
  file->addAction(actions_->quit);
  QMenu* runMenu = menuBar()->addMenu(tr("&Run"));
  runMenu->addActions({actions_->run, actions_->runShown, actions_->pause, actions_->step,
                       actions_->stepTen, actions_->stepToEvent, actions_->runTo, actions_->stop});
  QMenu* view = menuBar()->addMenu(tr("&View"));
  view->addAction(actions_->find);
  QMenu* theme = view->addMenu(tr("&Colours"));
  theme->addActions({actions_->themeSystem, actions_->themeLight, actions_->themeDark});
  view->addSeparator();
  connect(view, &QMenu::aboutToShow, this, [this, view] {
    for (QDockWidget* dock : docks_) view->addAction(dock->toggleViewAction());
    view->addAction(actions_->resetLayout);
  });
  QMenu* help = menuBar()->addMenu(tr("&Help"));
  help->addActions({actions_->keys, actions_->about});
}

void MainWindow::fillRecent(QMenu* menu) {
  menu->clear();
  const QStringList files = Memory::recentFiles();
  for (const QString& path : files) menu->addAction(path, this, [this, path] { open(path); });
  if (files.isEmpty()) menu->addAction(tr("none yet"))->setEnabled(false);
  menu->addSeparator();
  menu->addAction(tr("Forget them"), this, [] { Memory::forgetRecentFiles(); })
      ->setEnabled(!files.isEmpty());
}

void MainWindow::connectActions() {
  const auto on = [this](QAction* action, auto&& act) {
    connect(action, &QAction::triggered, this, act);
  };
  const auto ask = [this] {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a scenario"), scenarioFolder(),
                                     tr("Scenarios and systems (*.json);;All files (*)"));
    if (!path.isEmpty()) open(path);
  };
  on(actions_->open, ask);
  connect(start_, &StartPage::openRequested, this, ask);
  on(actions_->reload, [this] { document_.reload(); });
  on(actions_->startPage, [this] { showStartPage(); });
  on(actions_->close, [this] {
    runs_.clear();
    document_.close();
  });
  on(actions_->quit, [this] { close(); });
  on(actions_->run, [this] { run(); });
  on(actions_->runShown, [this] { start(false, false); });
  on(actions_->pause,
     [this] { runs_.state() == Runs::State::paused ? runs_.resume() : runs_.pause(); });
  on(actions_->step, [this] { step(std::chrono::seconds{1}); });
  on(actions_->stepTen, [this] { step(std::chrono::seconds{10}); });
  on(actions_->stepToEvent, [this] { stepToEvent(); });
  on(actions_->runTo, [this] { runToTime(); });
  on(actions_->stop, [this] { runs_.stop(); });
  connectExports();
  on(actions_->find, [this] { showFinder(); });
  on(actions_->resetLayout, [this] { resetLayout(); });
  on(actions_->themeSystem, [this] { setTheme(Theme::system); });
  on(actions_->themeLight, [this] { setTheme(Theme::light); });
  on(actions_->themeDark, [this] { setTheme(Theme::dark); });
  on(actions_->keys, [this] { showKeys(this); });
  on(actions_->about, [this] { showAbout(this); });
  (Memory::theme() == Theme::light  ? actions_->themeLight
   : Memory::theme() == Theme::dark ? actions_->themeDark
                                    : actions_->themeSystem)
      ->setChecked(true);
}

void MainWindow::connectExports() {
  const auto on = [this](QAction* action, auto&& act) {
    connect(action, &QAction::triggered, this, act);
  };
  const QString pictures = tr("Picture, PNG (*.png);;Picture, SVG (*.svg)");
  on(actions_->exportCanvas, [this, pictures] {
    askAndExport(QStringLiteral("topology"), pictures, &MainWindow::exportCanvas);
  });
  on(actions_->exportTimeline, [this, pictures] {
    askAndExport(QStringLiteral("charts"), pictures, &MainWindow::exportTimeline);
  });
  on(actions_->exportCsv, [this] {
    askAndExport(QStringLiteral("values"), tr("Table (*.csv)"), &MainWindow::exportValues);
  });
  on(actions_->copyCommand, [this] { command_->copy(); });
  connect(command_, &CommandStrip::copied, this,
          [this] { statusBar()->showMessage(tr("Copied."), 2000); });
}

void MainWindow::connectSources() {
  connect(start_, &StartPage::scenarioChosen, this,
          [this](const QString& path) { open(path, true); });
  connect(start_, &StartPage::fileChosen, this, [this](const QString& path) { open(path); });
  connect(&document_, &Document::changed, this, &MainWindow::documentChanged);
  connect(&document_, &Document::diskChanged, this, &MainWindow::diskChanged);
  connect(&runs_, &Runs::courseChanged, this, &MainWindow::courseChanged);
  connect(&runs_, &Runs::finished, this, &MainWindow::runFinished);
  connect(&runs_, &Runs::failed, this, [this](const QString& message) {
    messages_->say(MessageBar::Kind::error, tr("The run could not go on: %1").arg(message));
  });
  connect(&focus_, &Focus::variantsChanged, this, [this] {
    updateCommand();
    updateSummary();
  });
  connect(bar_, &RunBar::speedChanged, this, [this](double speed) { runs_.setSpeed(speed); });
  connect(bar_, &RunBar::replicationsChanged, this, [this] { updateCommand(); });
  connect(finder_, &Finder::partChosen, canvas_, &CanvasView::centreOn);
  connect(canvas_, &CanvasView::partActivated, this, [this] { raise(inspector_); });
}

}  // namespace headroom::gui

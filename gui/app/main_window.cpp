#include "gui/app/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/app/actions.h"
#include "gui/app/command_strip.h"
#include "gui/app/memory.h"
#include "gui/app/message_bar.h"
#include "gui/app/run_bar.h"
#include "gui/app/start_page.h"
#include "gui/canvas/canvas_view.h"
#include "gui/look/words.h"
#include "gui/panels/compare_panel.h"
#include "gui/panels/finder.h"
#include "gui/panels/inspector_panel.h"
#include "gui/panels/problems_panel.h"
#include "gui/panels/segments_panel.h"
#include "gui/panels/verdicts_panel.h"
#include "gui/panels/why_panel.h"
#include "gui/run/worst_moment.h"
#include "gui/timeline/timeline_view.h"
#include "report/number_format.h"
#include "studies/in_order.h"

namespace headroom::gui {
namespace {

/// Of a model's hash, to tell two apart; the tool tip and exports have all of it.
constexpr int kHashShown = 9;

/// A core is left to the window.
unsigned jobsBesideTheWindow() { return std::max(1U, defaultJobs() - 1); }

std::vector<std::string> namesOf(const LoadedScenario* scenario) {
  std::vector<std::string> names;
  if (scenario != nullptr)
    for (const LoadedVariant& variant : scenario->variants) names.push_back(variant.name);
  return names;
}

Time longestRun(const LoadedScenario* scenario) {
  Time longest{};
  if (scenario != nullptr)
    for (const LoadedVariant& variant : scenario->variants)
      longest = std::max<Time>(longest, runDuration(variant.spec));
  return longest;
}

}  // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent), actions_(new Actions{this}) {
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  resize(1440, 900);
  makeViews();
  makeMenus();
  connectActions();
  connectSources();
  arrangeDocks();
  firstLayout_ = saveState();
  restoreGeometry(Memory::geometry());
  restoreState(Memory::layout());
  showStartPage();
}

MainWindow::~MainWindow() { runs_.disconnect(this); }

void MainWindow::makeViews() {
  start_ = new StartPage{this};
  messages_ = new MessageBar{this};
  canvas_ = new CanvasView{document_, runs_, focus_, this};
  timeline_ = new TimelineView{document_, runs_, focus_, this};
  inspector_ = new InspectorPanel{document_, runs_, focus_, this};
  why_ = new WhyPanel{document_, runs_, focus_, this};
  verdicts_ = new VerdictsPanel{document_, runs_, focus_, this};
  compare_ = new ComparePanel{document_, runs_, focus_, this};
  segments_ = new SegmentsPanel{document_, runs_, focus_, this};
  problems_ = new ProblemsPanel{document_, runs_, focus_, this};
  finder_ = new Finder{document_, runs_, focus_, this};
  bar_ = new RunBar{*actions_, document_, runs_, focus_, this};
  addToolBar(bar_);
  auto* middle = new QWidget{this};
  auto* column = new QVBoxLayout{middle};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(messages_);
  pages_ = new QStackedWidget{middle};
  pages_->addWidget(start_);
  pages_->addWidget(canvas_);
  column->addWidget(pages_, 1);
  setCentralWidget(middle);
  command_ = new CommandStrip{this};
  summary_ = new QLabel{this};
  summary_->setContentsMargins(0, 0, 10, 0);
  statusBar()->addWidget(command_, 1);
  statusBar()->addPermanentWidget(summary_);
  statusBar()->setSizeGripEnabled(false);
}

void MainWindow::showStartPage() {
  if (pages_->currentWidget() == canvas_) Memory::setWindow(saveGeometry(), saveState());
  start_->refresh();
  pages_->setCurrentWidget(start_);
  for (QDockWidget* dock : docks_) dock->hide();
  bar_->hide();
  command_->hide();
  summary_->hide();
  messages_->clear();
  showTitle();
}

void MainWindow::open(const QString& path, bool andRun) {
  document_.open(path);
  if (QFileInfo{document_.path()}.isFile()) Memory::opened(document_.path());
  if (andRun && document_.scenario()) run();
}

void MainWindow::documentChanged() {
  if (!document_.isOpen()) return showStartPage();
  const bool same = std::exchange(shownPath_, document_.path()) == document_.path();
  const std::vector<std::string> names = namesOf(document_.scenario().get());
  const Time end = longestRun(document_.scenario().get());
  // Of a file that was only read again, the user keeps place and results (marked as old ones).
  if (!same || variantNames_ != names) {
    runs_.clear();
    focus_.reset(end);
  } else {
    focus_.setEnd(end);
  }
  variantNames_ = names;
  if (pages_->currentWidget() != canvas_) {
    pages_->setCurrentWidget(canvas_);
    bar_->show();
    command_->show();
    summary_->show();
    if (!restoreState(Memory::layout())) resetLayout();
    bar_->show();
  }
  sayOfDocument();
  updateCommand();
  updateSummary();
  showTitle();
}

/// What keeps it from being run, or that what is shown is of before.
void MainWindow::sayOfDocument() {
  messages_->clear();
  if (document_.hasErrors()) {
    const auto errors =
        std::count_if(document_.findings().begin(), document_.findings().end(),
                      [](const Diagnostic& d) { return d.severity == Severity::error; });
    messages_->say(MessageBar::Kind::error,
                   errors == 1 ? tr("The file has an error: nothing can be run. It is listed in "
                                    "Problems, with its place.")
                               : tr("The file has %1 errors: nothing can be run. They are listed "
                                    "in Problems, each with its place.")
                                     .arg(errors));
    raise(problems_);
    problemsRaised_ = true;
  } else if (document_.scenario() && document_.scenario()->systemOnly) {
    messages_->say(MessageBar::Kind::information,
                   tr("The file holds a system and no workload: there is nothing to run."));
  } else {
    showStale();
  }
  // Mended, the list is empty; it had been raised to be read.
  if (!document_.hasErrors() && std::exchange(problemsRaised_, false)) raise(why_);
}

void MainWindow::raise(const QWidget* panel) {
  for (QDockWidget* dock : docks_)
    if (dock->widget() == panel) {
      dock->show();
      dock->raise();
    }
}

/// Half of the height for the charts, a good quarter of the width for the panels; enough for the
/// titles of all of them.
void MainWindow::resetLayout() {
  restoreState(firstLayout_);
  resizeDocks({findChild<QDockWidget*>(QStringLiteral("timeline"))}, {height() * 54 / 100},
              Qt::Vertical);
  resizeDocks({findChild<QDockWidget*>(QStringLiteral("why"))},
              {std::clamp(width() * 28 / 100, 450, 620)}, Qt::Horizontal);
}

void MainWindow::diskChanged(bool differs) {
  if (!differs) return;
  const QString name = QFileInfo{document_.path()}.fileName();
  if (!QFileInfo::exists(document_.path()))
    return messages_->say(MessageBar::Kind::warning,
                          tr("%1 is no longer on disk. What is shown is of before.").arg(name));
  messages_->say(MessageBar::Kind::warning,
                 tr("%1 has changed on disk. What is shown is of before.").arg(name),
                 tr("Read again"), [this] { document_.reload(); });
}

void MainWindow::showStale() {
  if (runs_.revision() && runs_.revision() != document_.revision())
    messages_->say(MessageBar::Kind::information,
                   tr("The results shown are of the file as it was before it was read again."),
                   tr("Run again"), [this] { run(); });
}

void MainWindow::run() {
  if (runs_.state() == Runs::State::paused) return runs_.resume();
  start(false, true);
}

/// What is run is what stands on disk now.
void MainWindow::start(bool paused, bool others) {
  // A file that is gone is run as it was read.
  if (document_.differsFromDisk() && QFileInfo::exists(document_.path())) document_.reload();
  if (!isRunnable()) return;
  RunRequest request;
  request.scenario = document_.scenario();
  request.revision = document_.revision();
  request.first = focus_.variant();
  request.replications = bar_->replications();
  request.jobs = jobsBesideTheWindow();
  request.speed = bar_->speed();
  request.paused = paused;
  request.others = others;
  focus_.setFollows(true);
  messages_->clear();
  runs_.start(request);
  updateCommand();
}

void MainWindow::step(Duration by) {
  if (!runs_.isActive()) start(true, true);
  focus_.setFollows(true);
  runs_.step(by);
}

void MainWindow::stepToEvent() {
  if (!runs_.isActive()) start(true, true);
  focus_.setFollows(true);
  runs_.stepToNextEvent();
}

void MainWindow::runToTime() {
  const double end = toSeconds(focus_.end());
  bool accepted = false;
  const double to = QInputDialog::getDouble(
      this, tr("Run to a time"), tr("Seconds of the run, up to %1:").arg(end),
      std::min(end, toSeconds(focus_.cursor())), 0, end, 3, &accepted);
  if (!accepted) return;
  const CoursePtr course = runs_.course(focus_.variant());
  if (runs_.isActive() && course && course->reached >= fromSeconds(to)) return;
  if (!runs_.isActive()) start(true, true);
  focus_.setFollows(true);
  runs_.runTo(fromSeconds(to));
}

void MainWindow::courseChanged(std::size_t variant) {
  const CoursePtr course = runs_.course(variant);
  if (!course || variant != focus_.variant()) return;
  // It ends where it hurt most, not at a quiet end.
  focus_.runReached(course->finished() ? worstMoment(*course) : course->reached);
  updateSummary();
}

void MainWindow::runFinished(bool complete) {
  updateSummary();
  updateCommand();
  if (!complete || !document_.scenario()) return;
  ScenarioResult all;  // Only what is asked of it: curves and histograms are many megabytes.
  for (std::size_t i = 0; i < document_.scenario()->variants.size(); ++i)
    if (const CoursePtr course = runs_.course(i); course && course->result)
      all.variants.emplace_back().verdict = course->result->verdict;
  if (all.variants.size() == document_.scenario()->variants.size())
    Memory::judged(document_.path(), overall(all));
}

bool MainWindow::isRunnable() const {
  return document_.scenario() && !document_.scenario()->systemOnly;
}

CommandRequest MainWindow::commandRequest() const {
  CommandRequest request;
  request.file = document_.path();
  request.runnable = isRunnable();
  request.replications = runs_.revision() ? runs_.replications() : bar_->replications();
  if (const auto scenario = document_.scenario()) {
    request.asked = static_cast<int>(replicationsAsked(*scenario));
    if (scenario->variants.size() > 1 && !focus_.compared())
      request.variant = scenario->variants[focus_.variant()].name;
  }
  if (const CoursePtr course = runs_.course(focus_.variant()))
    request.modelHash = course->modelHash;
  return request;
}

void MainWindow::updateCommand() {
  command_->setCommand(document_.isOpen() ? commandLine(commandRequest()) : QString{});
}

QString MainWindow::provenanceLine() const {
  const CoursePtr course = runs_.course(focus_.variant());
  return provenance(commandRequest(), course ? course->seed : 0);
}

void MainWindow::updateSummary() {
  const CoursePtr course = runs_.course(focus_.variant());
  if (!course) return summary_->setText({});
  QString words = tr("%1 · %2 events · seed %3 · model %4")
                      .arg(momentText(course->reached), text(formatCount(course->events)))
                      .arg(course->seed)
                      .arg(text(course->modelHash).left(kHashShown));
  summary_->setToolTip(tr("Model %1").arg(text(course->modelHash)));
  if (course->result && course->result->evidence)
    words.prepend(tr("%1 runs · ").arg(course->result->evidence->replications));
  summary_->setText(words);
}

void MainWindow::showTitle() {
  if (pages_->currentWidget() == start_) return setWindowTitle(QStringLiteral("headroom"));
  setWindowTitle(QStringLiteral("%1 — %2 — headroom")
                     .arg(document_.title(), QFileInfo{document_.path()}.fileName()));
}

void MainWindow::showFinder() {
  QList<QAction*> commands;
  for (QAction* action : actions_->all()) commands.push_back(action);
  for (QDockWidget* dock : docks_) commands.push_back(dock->toggleViewAction());
  finder_->setCommands(commands);
  finder_->popUp();
}

void MainWindow::setTheme(Theme theme) {
  Memory::setTheme(theme);
  applyTheme(theme);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (pages_->currentWidget() == canvas_)
    Memory::setWindow(saveGeometry(), saveState());
  else
    Memory::setWindow(saveGeometry(), Memory::layout());
  runs_.clear();
  QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && actions_ != nullptr) actions_->colour();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile())
    event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  open(event->mimeData()->urls().front().toLocalFile());
  event->acceptProposedAction();
}

}  // namespace headroom::gui

// The window: start page or picture, charts below, panels at the right. It wires views to what they
// look at; no view knows another.
#pragma once

#include <QMainWindow>

#include "gui/document/document.h"
#include "gui/document/focus.h"
#include "gui/look/colours.h"
#include "gui/run/command_line.h"
#include "gui/run/runs.h"

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;

namespace headroom::gui {

class Actions;
class CanvasView;
class CommandStrip;
class ComparePanel;
class Finder;
class InspectorPanel;
class MessageBar;
class ProblemsPanel;
class RunBar;
class SegmentsPanel;
class StartPage;
struct Picture;
class TimelineView;
class VerdictsPanel;
class WhyPanel;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens a file; with `andRun` it is run at once if it can be.
  void open(const QString& path, bool andRun = false);
  void showStartPage();

  Document& document() { return document_; }
  Runs& runs() { return runs_; }
  Focus& focus() { return focus_; }

  /// Writes PNG or SVG by the name's ending. Returns what went wrong, "" when nothing did.
  QString exportCanvas(const QString& path);
  QString exportTimeline(const QString& path);
  QString exportValues(const QString& path);
  /// The line that exports carry.
  QString provenanceLine() const;

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeViews();
  QDockWidget* addDock(const QString& name, const QString& title, QWidget* view,
                       Qt::DockWidgetArea area);
  void arrangeDocks();
  void resetLayout();
  void makeMenus();
  void fillRecent(QMenu* menu);
  void connectActions();
  void connectExports();
  void connectSources();

  void run();
  void start(bool paused, bool others);
  void step(Duration by);
  void stepToEvent();
  void runToTime();
  void documentChanged();
  void diskChanged(bool differs);
  void courseChanged(std::size_t variant);
  void runFinished(bool complete);
  void showStale();
  void sayOfDocument();
  void updateCommand();
  void updateSummary();
  void showTitle();
  void raise(const QWidget* panel);  ///< Its dock, before those it shares a place with.
  void showFinder();
  void setTheme(Theme theme);
  Picture emptyPicture(const QString& title) const;
  void askAndExport(const QString& what, const QString& filters,
                    QString (MainWindow::*write)(const QString&));
  bool isRunnable() const;  ///< Neither errors nor without a workload.
  CommandRequest commandRequest() const;
  /// Of the scenario, and of the design that is shown.
  QString pictureTitle() const;

  Document document_;
  Focus focus_;
  Actions* actions_;
  QStackedWidget* pages_ = nullptr;
  StartPage* start_ = nullptr;
  MessageBar* messages_ = nullptr;
  CanvasView* canvas_ = nullptr;
  TimelineView* timeline_ = nullptr;
  InspectorPanel* inspector_ = nullptr;
  WhyPanel* why_ = nullptr;
  VerdictsPanel* verdicts_ = nullptr;
  ComparePanel* compare_ = nullptr;
  SegmentsPanel* segments_ = nullptr;
  ProblemsPanel* problems_ = nullptr;
  Finder* finder_ = nullptr;
  RunBar* bar_ = nullptr;
  CommandStrip* command_ = nullptr;
  QLabel* summary_ = nullptr;
  std::vector<QDockWidget*> docks_;
  QByteArray firstLayout_;
  std::vector<std::string> variantNames_;  ///< Of the document as it was last shown.
  QString shownPath_;
  bool problemsRaised_ = false;  ///< By errors, not by the user.
  Runs runs_;                    ///< Last: it is at rest before anything it tells goes away.
};

}  // namespace headroom::gui

// The timeline: stacked charts of a run over one axis of time, with a cursor that all views share.
#pragma once

#include <QElapsedTimer>
#include <QSizeF>
#include <QTimer>
#include <QWidget>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "gui/document/document.h"
#include "gui/document/focus.h"
#include "gui/run/runs.h"
#include "gui/tables/value_model.h"
#include "gui/timeline/chart_building.h"
#include "gui/timeline/chart_view.h"
#include "gui/timeline/time_window.h"

class QComboBox;
class QLabel;
class QMenu;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace headroom::gui {

class CompareKey;
class FlagLane;
class TimeAxis;
class TimeStrip;
class ValueTable;

class TimelineView : public QWidget {
  Q_OBJECT
 public:
  TimelineView(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

  /// Lane, charts that are shown, and axis, at any size; vectors where `painter` keeps them.
  void paintCharts(QPainter& painter, const QSizeF& size);
  /// What is shown, in the stretch of time that is shown: a row for each interval, "t" in seconds
  /// and a column for each curve, "browse goodput [1/s]". Nothing before there is a run.
  QString csv() const;

  ChartView* chart(ChartKind kind) const;
  FlagLane* lane() const { return lane_; }
  TimeAxis* axis() const { return axis_; }
  ValueTable* valueTable() const { return values_; }
  CompareKey* compareKey() const { return key_; }
  QComboBox* flowBox() const { return flow_; }
  const TimeWindow& window() const { return window_; }
  /// A chart without curves stays away all the same (hit ratios of a system without caches).
  void setChartShown(ChartKind kind, bool shown);
  /// Takes in what runs and focus say now; else it is done within 33 ms.
  void refresh();
  QSize sizeHint() const override { return {860, 340}; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  QWidget* makeHeader();
  QWidget* makeCharts();
  QToolButton* headerButton(const QString& words, const QString& why);
  void makeChart(ChartKind kind, QWidget* parent);
  void connectStrip(TimeStrip* strip);
  void connectSources();

  void scheduleRefresh();
  IndexedCourse indexed(std::size_t variant);
  QString nameOf(std::size_t variant) const;
  void refreshEmpty();
  void refreshWindow();
  void refreshStreams();
  void refreshCharts();
  void refreshEvents();
  void refreshValueRows();
  void refreshValues();
  ChartChoice choice() const;

  void moveCursor(Time at);
  void showWindow();
  void relayout();
  void shareWidth();
  void setIcons();
  bool handleKey(int key, Qt::KeyboardModifiers modifiers);
  void moveByIntervals(std::int64_t intervals);
  void goToFlag(bool next);
  Duration interval() const;
  bool isShown(ChartKind kind) const;
  std::vector<ChartView*> shownCharts() const;

  Document& document_;
  Runs& runs_;
  Focus& focus_;

  QStackedWidget* pages_;
  QLabel* empty_;
  QComboBox* flow_;
  CompareKey* key_;
  QToolButton* zoomOut_;
  QToolButton* follow_;
  QToolButton* valuesButton_;
  QMenu* chartMenu_;
  FlagLane* lane_;
  TimeAxis* axis_;
  QScrollArea* scroll_;
  QSplitter* splitter_;
  bool splitByHand_ = false;
  ValueModel model_;
  ValueTable* values_;
  std::map<ChartKind, ChartView*> charts_;
  std::set<ChartKind> hidden_;

  TimeWindow window_;
  std::uint64_t windowRevision_ = 0;
  IndexedCourse shown_, compared_;
  std::map<std::size_t, IndexedCourse> indexes_;
  BusiestResources busiest_;
  std::vector<Subject> streams_;  ///< As the chooser lists them.
  Subject stream_;                ///< A flow or a segment; none: all flows.
  std::size_t logSeen_ = 0;
  CoursePtr eventsOf_;
  int leftMargin_ = 0;

  QTimer timer_;
  QElapsedTimer sinceRefresh_;
};

}  // namespace headroom::gui

#include "gui/timeline/timeline_view.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <limits>

#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "gui/timeline/compare_key.h"
#include "gui/timeline/flag_lane.h"
#include "gui/timeline/time_axis.h"
#include "gui/timeline/value_table.h"

namespace headroom::gui {
namespace {

constexpr int kFrameMs = 33;         // Runs may tell news more often than a screen shows them.
constexpr std::size_t kBusiest = 6;  // Resources shown where none is selected.
constexpr int kMarginSlack = 24;     // Pixels the left margin may be too wide before it shrinks.
constexpr double kKeyZoom = 0.5;

std::vector<ShadedWindow> windowsOf(const Course& course) {
  std::vector<ShadedWindow> windows;
  for (const FaultWindow& fault : course.faults)
    windows.push_back({fault.from, fault.to, text(fault.part + " " + fault.effect)});
  std::stable_sort(windows.begin(), windows.end(),
                   [](const ShadedWindow& a, const ShadedWindow& b) { return a.from < b.from; });
  return windows;
}

}  // namespace

void TimelineView::scheduleRefresh() {
  if (timer_.isActive()) return;
  const qint64 since = sinceRefresh_.isValid() ? sinceRefresh_.elapsed() : kFrameMs;
  timer_.start(static_cast<int>(std::clamp<qint64>(kFrameMs - since, 0, kFrameMs)));
}

IndexedCourse TimelineView::indexed(std::size_t variant) {
  const CoursePtr course = runs_.course(variant);
  if (!course || course->series().columns.empty()) return {};
  IndexedCourse& known = indexes_[variant];
  const bool same = known.course && known.course->revision == course->revision &&
                    known.course->modelHash == course->modelHash &&
                    known.course->series().columns.size() == course->series().columns.size();
  if (!same) known.index = std::make_shared<SeriesIndex>(course->series());
  known.course = course;
  return known;
}

QString TimelineView::nameOf(std::size_t variant) const {
  const CoursePtr course = runs_.course(variant);
  return variantText(course ? course->name : std::string());
}

void TimelineView::refresh() {
  timer_.stop();
  sinceRefresh_.start();
  // What was dropped, for another document or another run, is not kept alive here.
  std::erase_if(indexes_, [this](const auto& known) { return !runs_.course(known.first); });
  shown_ = indexed(focus_.variant());
  compared_ = focus_.compared() ? indexed(*focus_.compared()) : IndexedCourse();
  refreshEmpty();
  if (shown_.empty()) return;
  key_->setNames(nameOf(focus_.variant()),
                 compared_.empty() ? QString() : nameOf(*focus_.compared()));
  key_->setRuns(shown_.course->ribbons ? shown_.course->ribbons->runs : 0);
  follow_->setChecked(focus_.follows());
  refreshWindow();
  refreshStreams();
  refreshCharts();
  refreshEvents();
  refreshValueRows();
  moveCursor(focus_.cursor());
}

void TimelineView::refreshEmpty() {
  pages_->setCurrentIndex(shown_.empty() ? 0 : 1);
  if (!shown_.empty()) return;
  indexes_.clear();
  eventsOf_ = nullptr;
  const QString what = QStringLiteral("load, latency, utilisation and queues over time");
  if (!document_.isOpen())
    empty_->setText(QStringLiteral("Open a scenario and run it (F5) to see its %1.").arg(what));
  else if (document_.hasErrors())
    empty_->setText(
        QStringLiteral("The file has errors. Once they are mended, run it (F5) to see %1.")
            .arg(what));
  else if (document_.scenario() && document_.scenario()->systemOnly)
    empty_->setText(
        QStringLiteral("The file has no workload to run. With one, %1 are shown here.").arg(what));
  else if (runs_.isActive())
    empty_->setText(QStringLiteral("The first second is being simulated..."));
  else
    empty_->setText(QStringLiteral("Run (F5) to see %1.").arg(what));
}

// From the start as long as the run is planned, so that nothing jumps while it goes on.
void TimelineView::refreshWindow() {
  const Time end = std::max<Time>(shown_.course->duration, shown_.course->reached);
  if (end != window_.end() || windowRevision_ != shown_.course->revision) {
    windowRevision_ = shown_.course->revision;
    leftMargin_ = 0;
    window_.reset(end, interval());
  }
  showWindow();
}

/// Flows, then segments.
void TimelineView::refreshStreams() {
  const SeriesIndex& index = *shown_.index;
  std::vector<Subject> streams{{}};
  for (const auto& [name, columns] : index.flows) streams.push_back({Subject::Kind::flow, name});
  for (const auto& [name, columns] : index.segments)
    streams.push_back({Subject::Kind::segment, name});
  if (streams != streams_) {
    streams_ = streams;
    flow_->clear();
    for (const Subject& stream : streams_)
      flow_->addItem(stream.kind == Subject::Kind::none      ? QStringLiteral("All flows")
                     : stream.kind == Subject::Kind::segment ? segmentText(stream.name)
                                                             : text(stream.name));
    for (int i = 0; i < flow_->count(); ++i)
      if (streams_[static_cast<std::size_t>(i)].kind == Subject::Kind::segment)
        flow_->setItemData(
            i, QStringLiteral("segment %1").arg(text(streams_[static_cast<std::size_t>(i)].name)),
            Qt::AccessibleTextRole);
    flow_->setVisible(streams_.size() > 2);
  }
  const auto chosen = std::find(streams_.begin(), streams_.end(), stream_);
  if (chosen == streams_.end()) stream_ = {};
  flow_->setCurrentIndex(chosen == streams_.end() ? 0
                                                  : static_cast<int>(chosen - streams_.begin()));
}

ChartChoice TimelineView::choice() const {
  ChartChoice choice;
  choice.stream = stream_;
  choice.resources = busiest_.resources();
  if (focus_.subject().kind != Subject::Kind::part) return choice;
  choice.part = focus_.subject().name;
  choice.resources = resourcesOf(*shown_.index, choice.part);
  return choice;
}

void TimelineView::refreshCharts() {
  busiest_.update(shown_, kBusiest);
  const ChartChoice chosen = choice();
  const Course& course = *shown_.course;
  const bool cut = course.finished() && course.reached < course.duration;
  const std::vector<ShadedWindow> windows = windowsOf(course);
  for (const auto& [kind, chart] : charts_) {
    chart->setContent(chartContent(kind, shown_, compared_, chosen));
    chart->setWindows(windows);
    chart->setEnd(cut ? course.reached : kNever,
                  QStringLiteral("stopped at %1").arg(momentText(course.reached)));
    chart->setVisible(isShown(kind));
  }
  relayout();
}

void TimelineView::refreshEvents() {
  const Course& course = *shown_.course;
  lane_->setWindows(windowsOf(course));
  // A run adds to its log; it changes none of it.
  const bool known = eventsOf_ && eventsOf_->variant == course.variant &&
                     eventsOf_->modelHash == course.modelHash && eventsOf_->seed == course.seed &&
                     eventsOf_->revision == course.revision && logSeen_ == course.log().size();
  eventsOf_ = shown_.course;
  logSeen_ = course.log().size();
  if (!known) lane_->setFlags(flagsOf(course.log()));
}

bool TimelineView::isShown(ChartKind kind) const {
  return !hidden_.contains(kind) &&
         (kind != ChartKind::hitRatio || !charts_.at(kind)->content().curves.empty());
}

std::vector<ChartView*> TimelineView::shownCharts() const {
  std::vector<ChartView*> shown;
  for (const ChartKind kind : kChartKinds)
    if (isShown(kind)) shown.push_back(charts_.at(kind));
  return shown;
}

ChartView* TimelineView::chart(ChartKind kind) const { return charts_.at(kind); }

void TimelineView::setChartShown(ChartKind kind, bool shown) {
  if (shown)
    hidden_.erase(kind);
  else
    hidden_.insert(kind);
  for (std::size_t i = 0; i < kChartKinds.size(); ++i)
    chartMenu_->actions()[static_cast<qsizetype>(i)]->setChecked(!hidden_.contains(kChartKinds[i]));
  charts_.at(kind)->setVisible(isShown(kind));
  relayout();
  refreshValueRows();
}

void TimelineView::refreshValueRows() {
  std::vector<ValueRow> rows;
  for (ChartView* chart : shownCharts()) {
    ValueRow heading;
    heading.name = titleOf(chart->kind());
    if (!chart->content().remark.isEmpty())
      heading.name += QStringLiteral(" (%1)").arg(chart->content().remark);
    heading.heading = true;
    rows.push_back(std::move(heading));
    for (const Curve& curve : chart->content().curves)
      rows.push_back({curve.name, curve.fullName, curve.unit, chart->sampleOf(curve), false});
  }
  model_.setRows(std::move(rows));
  model_.setNames(compared_.empty() ? QString() : nameOf(focus_.variant()),
                  compared_.empty() ? std::nullopt : std::optional(nameOf(*focus_.compared())));
  refreshValues();
}

void TimelineView::refreshValues() {
  std::vector<double> values, compared;
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  // Charts are drawn a little later than a run's head moves the cursor that follows it.
  const bool ahead = !shown_.course->finished() && focus_.follows();
  const Time at = ahead ? std::min(focus_.cursor(), shown_.course->reached) : focus_.cursor();
  for (const ChartView* chart : shownCharts()) {
    values.push_back(nothing);
    compared.push_back(nothing);
    for (const Curve& curve : chart->content().curves) {
      values.push_back(curve.valueAt(at));
      compared.push_back(curve.comparedAt(at));
    }
  }
  model_.setValues(std::move(values), std::move(compared));
  const Series& series = shown_.course->series();
  const auto index = intervalAt(series, at);
  values_->setMoment(at, index ? series.interval * static_cast<std::int64_t>(*index) : Time{},
                     index ? series.interval : Duration{});
}

void TimelineView::moveCursor(Time at) {
  if (shown_.empty()) return;
  follow_->setChecked(focus_.follows());
  for (const auto& [kind, chart] : charts_) chart->setMoment(at);
  lane_->setMoment(at);
  axis_->setMoment(at);
  refreshValues();
  if (at >= window_.from() && at <= window_.to()) return;
  window_.reveal(at);
  showWindow();
}

void TimelineView::showWindow() {
  for (const auto& [kind, chart] : charts_) chart->setShownTime(window_.from(), window_.to());
  lane_->setShownTime(window_.from(), window_.to());
  axis_->setShownTime(window_.from(), window_.to());
  axis_->setRunEnd(window_.end());
  zoomOut_->setEnabled(window_.canGoBack() || !window_.isWhole());
}

// The same margin for all, as wide as the widest labels need; it shrinks seldom, so that charts do
// not tremble while a run goes on.
void TimelineView::relayout() {
  int needed = 40;
  for (const ChartView* chart : shownCharts()) needed = std::max(needed, chart->neededLeftMargin());
  if (needed > leftMargin_ || needed < leftMargin_ - kMarginSlack) leftMargin_ = needed;
  for (const auto& [kind, chart] : charts_) chart->setLeftMargin(leftMargin_);
  const int bar = std::max(0, scroll_->width() - scroll_->viewport()->width());
  lane_->setMargins(leftMargin_, ChartView::kRightMargin + bar);
  axis_->setMargins(leftMargin_, ChartView::kRightMargin + bar);
}

// Of what is wide, the table takes more: names need not be cut then. Until somebody moves it.
void TimelineView::shareWidth() {
  if (splitByHand_) return;
  const int least = values_->sizeHint().width();
  const int table = std::clamp(width() / 5, least, least * 3 / 2);
  splitter_->setSizes({std::max(1, width() - table), table});
}

void TimelineView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  shareWidth();
}

void TimelineView::setIcons() {
  zoomOut_->setIcon(icon(QStringLiteral("zoom-out"), palette()));
  valuesButton_->setIcon(icon(QStringLiteral("table"), palette()));
}

bool TimelineView::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (handleKey(key->key(), key->modifiers())) return true;
  }
  if (event->type() == QEvent::Resize && watched == scroll_->viewport()) relayout();
  if (event->type() == QEvent::FocusIn)
    if (auto* chart = qobject_cast<ChartView*>(watched)) scroll_->ensureWidgetVisible(chart, 0, 0);
  return QWidget::eventFilter(watched, event);
}

void TimelineView::changeEvent(QEvent* event) {
  // Samples in the table are pictures in the old colours.
  if (event->type() == QEvent::PaletteChange) {
    setIcons();
    if (!shown_.empty()) scheduleRefresh();
  }
  QWidget::changeEvent(event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
  if (!shown_.empty()) chartMenu_->popup(event->globalPos());
}

bool TimelineView::handleKey(int key, Qt::KeyboardModifiers modifiers) {
  if (shown_.empty() || modifiers & (Qt::AltModifier | Qt::ControlModifier)) return false;
  const std::int64_t step = modifiers & Qt::ShiftModifier ? 10 : 1;
  switch (key) {
    case Qt::Key_Left:
      moveByIntervals(-step);
      return true;
    case Qt::Key_Right:
      moveByIntervals(step);
      return true;
    case Qt::Key_Home:
      focus_.setCursor(Time{});
      return true;
    case Qt::Key_End:
      focus_.setCursor(shown_.course->reached);
      return true;
    case Qt::Key_PageUp:
      goToFlag(false);
      return true;
    case Qt::Key_PageDown:
      goToFlag(true);
      return true;
    case Qt::Key_Plus:
      window_.zoomAt(focus_.cursor(), kKeyZoom);
      break;
    case Qt::Key_Minus:
      window_.zoomAt(focus_.cursor(), 1 / kKeyZoom);
      break;
    case Qt::Key_Backspace:
      window_.back();
      break;
    default:
      return false;
  }
  showWindow();
  return true;
}

// From the start of one interval to the start of another.
void TimelineView::moveByIntervals(std::int64_t intervals) {
  const std::int64_t now = focus_.cursor() / interval();
  focus_.setCursor(interval() * std::max<std::int64_t>(0, now + intervals));
}

void TimelineView::goToFlag(bool next) {
  std::optional<Time> found;
  for (const Flag& flag : lane_->flags()) {
    if (next ? flag.at <= focus_.cursor() : flag.at >= focus_.cursor()) continue;
    if (!found || !next) found = flag.at;
  }
  if (found) focus_.setCursor(*found);
}

Duration TimelineView::interval() const {
  const Duration each = shown_.empty() ? Duration{} : shown_.course->series().interval;
  return each > Duration{} ? each : Duration{std::chrono::seconds{1}};
}

}  // namespace headroom::gui

#include "gui/timeline/timeline_view.h"

#include <fmt/format.h>

#include <QAbstractItemView>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <limits>

#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "gui/timeline/compare_key.h"
#include "gui/timeline/flag_lane.h"
#include "gui/timeline/time_axis.h"
#include "gui/timeline/value_table.h"
#include "report/series_csv.h"

namespace headroom::gui {
namespace {

constexpr int kFrameMs = 33;         // Runs may tell news more often than a screen shows them.
constexpr std::size_t kBusiest = 6;  // Resources shown where none is selected.
constexpr int kMarginSlack = 24;     // Pixels the left margin may be too wide before it shrinks.
constexpr double kKeyZoom = 0.5;

int stretchOf(ChartKind kind) {
  return kind == ChartKind::load || kind == ChartKind::latency ? 3 : 2;
}

std::vector<ShadedWindow> windowsOf(const Course& course) {
  std::vector<ShadedWindow> windows;
  for (const FaultWindow& fault : course.faults)
    windows.push_back({fault.from, fault.to, text(fault.part + " " + fault.effect)});
  std::stable_sort(windows.begin(), windows.end(),
                   [](const ShadedWindow& a, const ShadedWindow& b) { return a.from < b.from; });
  return windows;
}

std::string csvNumber(double value) {
  // Adding zero makes a negative zero positive: the same value has one spelling.
  return std::isfinite(value) ? fmt::format("{}", value + 0.0) : std::string();
}

}  // namespace

TimelineView::TimelineView(Document& document, Runs& runs, Focus& focus, QWidget* parent)
    : QWidget(parent), document_(document), runs_(runs), focus_(focus) {
  setAccessibleName(QStringLiteral("Timeline"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  pages_ = new QStackedWidget(this);
  empty_ = new QLabel(pages_);
  empty_->setObjectName(QStringLiteral("empty"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setMargin(20);
  auto* page = new QWidget(pages_);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeHeader());
  column->addWidget(makeCharts(), 1);
  pages_->addWidget(empty_);
  pages_->addWidget(page);
  layout->addWidget(pages_);
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &TimelineView::refresh);
  connectSources();
  refresh();
}

QToolButton* TimelineView::headerButton(const QString& words, const QString& why) {
  auto* button = new QToolButton(this);
  button->setText(words);
  button->setToolTip(why);
  button->setAccessibleName(words.trimmed());
  button->setAccessibleDescription(why);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::TabFocus);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  return button;
}

QWidget* TimelineView::makeHeader() {
  auto* header = new QWidget(this);
  auto* row = new QHBoxLayout(header);
  row->setContentsMargins(6, 2, 6, 2);
  flow_ = new QComboBox(header);
  flow_->setAccessibleName(QStringLiteral("Flow"));
  flow_->view()->setAccessibleName(QStringLiteral("Flows"));
  flow_->setToolTip(QStringLiteral("Whose load and latency the charts show"));
  flow_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  flow_->setMaximumWidth(fontMetrics().horizontalAdvance(u'0') * 30);
  connect(flow_, &QComboBox::activated, this, [this](int index) {
    flowName_ = flow_->itemData(index).toString().toStdString();
    refresh();
  });
  key_ = new CompareKey(header);
  key_->hide();
  zoomOut_ = headerButton(QStringLiteral("Zoom out"),
                          QStringLiteral("Back to what was shown before (Backspace)"));
  connect(zoomOut_, &QToolButton::clicked, this, [this] {
    window_.back();
    showWindow();
  });
  follow_ = headerButton(QStringLiteral("Follow"),
                         QStringLiteral("The cursor goes along with the head of the run"));
  follow_->setCheckable(true);
  connect(follow_, &QToolButton::clicked, this, [this](bool on) {
    focus_.setFollows(on);
    if (on && shown_.course) focus_.runReached(shown_.course->reached);
  });
  auto* charts = headerButton(QStringLiteral("Charts  "), QStringLiteral("Which charts are shown"));
  charts->setPopupMode(QToolButton::InstantPopup);
  chartMenu_ = new QMenu(charts);
  charts->setMenu(chartMenu_);
  valuesButton_ =
      headerButton(QStringLiteral("Values"), QStringLiteral("A table of all values at the cursor"));
  valuesButton_->setCheckable(true);
  valuesButton_->setChecked(true);
  connect(valuesButton_, &QToolButton::toggled, this, [this](bool on) { values_->setVisible(on); });
  row->addWidget(flow_);
  row->addSpacing(8);
  row->addWidget(key_, 1);
  row->addStretch();
  for (QToolButton* button : {zoomOut_, follow_, charts, valuesButton_}) row->addWidget(button);
  setIcons();
  return header;
}

QWidget* TimelineView::makeCharts() {
  auto* splitter = new QSplitter(Qt::Horizontal, this);
  splitter->setChildrenCollapsible(false);
  auto* left = new QWidget(splitter);
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  lane_ = new FlagLane(left);
  scroll_ = new QScrollArea(left);
  axis_ = new TimeAxis(left);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidgetResizable(true);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  scroll_->viewport()->installEventFilter(this);
  auto* stack = new QWidget;
  auto* charts = new QVBoxLayout(stack);
  charts->setContentsMargins(0, 0, 0, 0);
  charts->setSpacing(0);
  for (const ChartKind kind : kChartKinds) {
    makeChart(kind, stack);
    charts->addWidget(charts_[kind], stretchOf(kind));
  }
  scroll_->setWidget(stack);
  column->addWidget(lane_);
  column->addWidget(scroll_, 1);
  column->addWidget(axis_);
  connectStrip(lane_);
  connectStrip(axis_);
  connect(lane_, &FlagLane::chosen, this, [this](Time at) { focus_.setCursor(at); });
  connect(lane_, &FlagLane::scrubbed, this, [this](Time at) { focus_.setCursor(at); });
  values_ = new ValueTable(model_, splitter);
  splitter->addWidget(left);
  splitter->addWidget(values_);
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 0);
  splitter_ = splitter;
  connect(splitter, &QSplitter::splitterMoved, this, [this] { splitByHand_ = true; });
  connect(&model_, &QAbstractItemModel::modelReset, this, &TimelineView::shareWidth);
  return splitter;
}

void TimelineView::makeChart(ChartKind kind, QWidget* parent) {
  auto* chart = new ChartView(kind, parent);
  charts_[kind] = chart;
  chart->installEventFilter(this);
  connect(chart, &ChartView::scrubbed, this, [this](Time at) { focus_.setCursor(at); });
  connect(chart, &ChartView::brushing, this, [this](Time from, Time to) {
    for (const auto& [each, view] : charts_) view->setBrush(std::pair{from, to});
  });
  connect(chart, &ChartView::brushed, this, [this](Time from, Time to) {
    for (const auto& [each, view] : charts_) view->setBrush(std::nullopt);
    if (from == to) return;
    window_.zoomTo(from, to);
    showWindow();
  });
  connect(chart, &ChartView::zoomed, this, [this](Time at, double factor) {
    window_.zoomAt(at, factor);
    showWindow();
  });
  connect(chart, &ChartView::panned, this, [this](Duration by) {
    window_.pan(by);
    showWindow();
  });
  connect(chart, &ChartView::wholeAsked, this, [this] {
    window_.showAll();
    showWindow();
  });
  connect(chart, &ChartView::marginChanged, this, &TimelineView::relayout);
  QAction* action = chartMenu_->addAction(titleOf(kind));
  action->setCheckable(true);
  action->setChecked(true);
  connect(action, &QAction::triggered, this, [this, kind](bool on) { setChartShown(kind, on); });
}

void TimelineView::connectStrip(TimeStrip* strip) {
  strip->installEventFilter(this);
  connect(strip, &TimeStrip::zoomed, this, [this](Time at, double factor) {
    window_.zoomAt(at, factor);
    showWindow();
  });
  connect(strip, &TimeStrip::panned, this, [this](Duration by) {
    window_.pan(by);
    showWindow();
  });
  connect(strip, &TimeStrip::wholeAsked, this, [this] {
    window_.showAll();
    showWindow();
  });
}

void TimelineView::connectSources() {
  connect(&document_, &Document::changed, this, &TimelineView::scheduleRefresh);
  connect(&runs_, &Runs::stateChanged, this, &TimelineView::scheduleRefresh);
  connect(&runs_, &Runs::courseChanged, this, [this](std::size_t variant) {
    if (variant == focus_.variant() || variant == focus_.compared().value_or(focus_.variant()))
      scheduleRefresh();
  });
  connect(&focus_, &Focus::variantsChanged, this, &TimelineView::scheduleRefresh);
  connect(&focus_, &Focus::subjectChanged, this, [this] {
    if (focus_.subject().kind == Subject::Kind::flow) flowName_ = focus_.subject().name;
    scheduleRefresh();
  });
  connect(&focus_, &Focus::cursorMoved, this, &TimelineView::moveCursor);
}

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
  return course && !course->name.empty() ? text(course->name) : QStringLiteral("as written");
}

void TimelineView::refresh() {
  timer_.stop();
  sinceRefresh_.start();
  shown_ = indexed(focus_.variant());
  compared_ = focus_.compared() ? indexed(*focus_.compared()) : IndexedCourse();
  refreshEmpty();
  if (shown_.empty()) return;
  key_->setNames(nameOf(focus_.variant()),
                 compared_.empty() ? QString() : nameOf(*focus_.compared()));
  key_->setRuns(shown_.course->ribbons ? shown_.course->ribbons->runs : 0);
  follow_->setChecked(focus_.follows());
  refreshWindow();
  refreshFlows();
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

void TimelineView::refreshFlows() {
  QStringList names;
  for (const auto& [name, columns] : shown_.index->flows) names << text(name);
  QStringList known;
  for (int i = 1; i < flow_->count(); ++i) known << flow_->itemData(i).toString();
  if (names != known || flow_->count() == 0) {
    flow_->clear();
    flow_->addItem(QStringLiteral("All flows"), QString());
    for (const QString& name : names) flow_->addItem(name, name);
    flow_->setVisible(names.size() > 1);
  }
  if (!shown_.index->flows.contains(flowName_)) flowName_.clear();
  flow_->setCurrentIndex(std::max(0, flow_->findData(text(flowName_))));
}

ChartChoice TimelineView::choice() const {
  ChartChoice choice;
  choice.flow = flowName_;
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
  for (const ChartView* chart : shownCharts()) {
    values.push_back(nothing);
    compared.push_back(nothing);
    for (const Curve& curve : chart->content().curves) {
      values.push_back(curve.valueAt(focus_.cursor()));
      compared.push_back(curve.comparedAt(focus_.cursor()));
    }
  }
  model_.setValues(std::move(values), std::move(compared));
  values_->setMoment(focus_.cursor(), interval());
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

QString TimelineView::csv() const {
  if (shown_.empty()) return {};
  struct Column {
    const Curve* curve;
    bool compared;
  };
  std::vector<Column> columns;
  std::string out = "t";
  const auto add = [&](const Curve& curve, bool compared) {
    std::string name = curve.fullName.toStdString();
    if (compared) name += " (" + nameOf(*focus_.compared()).toStdString() + ")";
    // Shares are plain numbers, as in series.csv.
    name += " [" + (curve.unit == "share" ? std::string("1") : curve.unit) + "]";
    out += "," + csvField(name);
    columns.push_back({&curve, compared});
  };
  for (const ChartView* chart : shownCharts())
    for (const Curve& curve : chart->content().curves) {
      add(curve, false);
      if (curve.compared) add(curve, true);
    }
  out += "\n";
  const auto intervals = static_cast<std::int64_t>(shown_.course->series().intervals);
  for (std::int64_t i = window_.from() / interval(); i < intervals; ++i) {
    const Time at = interval() * i;
    if (at >= window_.to()) break;
    out += csvNumber(static_cast<double>(at.count()) / 1e9);
    for (const Column& column : columns)
      out += "," +
             csvNumber(column.compared ? column.curve->comparedAt(at) : column.curve->valueAt(at));
    out += "\n";
  }
  return QString::fromStdString(out);
}

void TimelineView::paintCharts(QPainter& painter, const QSizeF& size) {
  if (shown_.empty()) return;
  const std::vector<ChartView*> charts = shownCharts();
  const double keyHeight = key_->sizeHint().isEmpty() ? 0 : key_->sizeHint().height() + 4;
  const double fixed = keyHeight + lane_->sizeHint().height() + axis_->sizeHint().height();
  int stretch = 0;
  for (const ChartView* chart : charts) stretch += stretchOf(chart->kind());
  const double each = std::max(0.0, size.height() - fixed) / std::max(1, stretch);
  double y = 0;
  const auto next = [&](double height) {
    const QRectF box(0, y, size.width(), height);
    y += height;
    return box;
  };
  // No scroll bar stands beside the charts here.
  lane_->setMargins(leftMargin_, ChartView::kRightMargin);
  axis_->setMargins(leftMargin_, ChartView::kRightMargin);
  if (keyHeight > 0) key_->paintOn(painter, next(keyHeight).adjusted(leftMargin_, 0, -8, 0));
  lane_->paintOn(painter, next(lane_->sizeHint().height()));
  for (ChartView* chart : charts)
    chart->paintOn(painter, next(std::floor(each * stretchOf(chart->kind()))));
  axis_->paintOn(painter, next(axis_->sizeHint().height()));
  relayout();
}

}  // namespace headroom::gui

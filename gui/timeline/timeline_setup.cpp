// How a timeline is put together, and what it listens to.
#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include "gui/timeline/compare_key.h"
#include "gui/timeline/flag_lane.h"
#include "gui/timeline/time_axis.h"
#include "gui/timeline/timeline_view.h"
#include "gui/timeline/value_table.h"

namespace headroom::gui {

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
  flow_->setToolTip(
      QStringLiteral("Whose load and latency the charts show: flows, then segments (◇)"));
  flow_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  flow_->setMaximumWidth(fontMetrics().horizontalAdvance(u'0') * 30);
  connect(flow_, &QComboBox::activated, this, [this](int index) {
    stream_ = streams_[static_cast<std::size_t>(index)];
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
    const Subject& subject = focus_.subject();
    if (subject.kind == Subject::Kind::flow || subject.kind == Subject::Kind::segment)
      stream_ = subject;
    scheduleRefresh();
  });
  connect(&focus_, &Focus::cursorMoved, this, &TimelineView::moveCursor);
}

}  // namespace headroom::gui

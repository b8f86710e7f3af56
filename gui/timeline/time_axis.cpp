#include "gui/timeline/time_axis.h"

#include <QMouseEvent>
#include <algorithm>

#include "gui/look/colours.h"
#include "gui/look/words.h"
#include "gui/timeline/ticks.h"

namespace headroom::gui {
namespace {

constexpr double kBesidePlot = 8;  // Pixels the cursor's label may stand out.

}  // namespace

TimeAxis::TimeAxis(QWidget* parent) : TimeStrip(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(QStringLiteral("Time axis"));
  setToolTip(QStringLiteral(
      "Drag or turn the wheel to move along the run; Ctrl+wheel zooms; a double click shows all"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  QWidget::setCursor(Qt::OpenHandCursor);
}

void TimeAxis::setRunEnd(Time end) {
  runEnd_ = toSeconds(end);
  update();
}

QSize TimeAxis::sizeHint() const { return {200, QFontMetrics(smallFont()).height() + 8}; }

void TimeAxis::paintOn(QPainter& painter, const QRectF& box) {
  const Colours c = coloursOf(palette());
  const PlotMap map = mapOf(box);
  painter.fillRect(box, c.ground);
  painter.setFont(smallFont());
  const QFontMetricsF metrics(painter.font());
  const QRectF label = momentLabel(map, metrics);
  const int room = timeTickRoom(map.box.width(), QFontMetrics(painter.font()));
  for (const Tick& tick : timeTicks(from(), to(), room)) {
    const double x = map.x(tick.at);
    const double width = metrics.horizontalAdvance(tick.label);
    const double left = std::clamp(x - width / 2, box.left(), box.right() - width - 1);
    painter.setPen(c.border);
    painter.drawLine(QPointF(x, box.top()), QPointF(x, box.top() + 3));
    if (left + width > label.left() - 4 && left < label.right() + 4) continue;
    painter.setPen(c.dim);
    painter.drawText(QPointF(left, box.top() + 3 + metrics.ascent()), tick.label);
  }
  paintMoment(painter, label);
  paintPart(painter, map);
}

QRectF TimeAxis::momentLabel(const PlotMap& map, const QFontMetricsF& metrics) const {
  const double x = map.x(toSeconds(moment()));
  if (x < map.box.left() || x > map.box.right() + 1) return {-100, 0, 0, 0};
  const double width = metrics.horizontalAdvance(momentText(moment())) + 8;
  const double rightmost = map.box.right() + kBesidePlot - width;
  return {std::min(x - width / 2, rightmost), map.box.top() + 1, width, metrics.height() + 2};
}

void TimeAxis::paintMoment(QPainter& painter, const QRectF& label) const {
  const Colours c = coloursOf(palette());
  if (label.isEmpty()) return;
  painter.fillRect(label, c.text);
  painter.setPen(c.ground);
  painter.drawText(label, Qt::AlignCenter, momentText(moment()));
}

// Like the handle of a scroll bar: which part of the run is shown.
void TimeAxis::paintPart(QPainter& painter, const PlotMap& map) const {
  if (runEnd_ <= 0 || (from() <= 0 && to() >= runEnd_)) return;
  const Colours c = coloursOf(palette());
  const QRectF track(map.box.left(), map.box.bottom() - 3, map.box.width(), 3);
  painter.fillRect(track, c.grid);
  const double left = track.left() + from() / runEnd_ * track.width();
  const double width = std::max(4.0, (to() - from()) / runEnd_ * track.width());
  painter.fillRect(QRectF(left, track.top(), width, track.height()), c.accent);
}

void TimeAxis::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return TimeStrip::mousePressEvent(event);
  dragged_ = event->position().x();
  QWidget::setCursor(Qt::ClosedHandCursor);
}

void TimeAxis::mouseMoveEvent(QMouseEvent* event) {
  if (!dragged_) return;
  const double moved = event->position().x() - *dragged_;
  dragged_ = event->position().x();
  Q_EMIT panned(fromSeconds(-moved / std::max(1.0, mapOf(rect()).box.width()) * (to() - from())));
}

void TimeAxis::mouseReleaseEvent(QMouseEvent*) {
  dragged_.reset();
  QWidget::setCursor(Qt::OpenHandCursor);
}

}  // namespace headroom::gui

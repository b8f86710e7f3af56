#include "gui/timeline/time_strip.h"

#include <QEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "gui/look/colours.h"

namespace headroom::gui {
namespace {

constexpr double kWheelShare = 0.1;  // Of what is shown, for each notch.

}  // namespace

void TimeStrip::setShownTime(Time from, Time to) {
  from_ = toSeconds(from);
  to_ = std::max(toSeconds(to), from_ + 1e-9);
  update();
}

void TimeStrip::setMargins(int left, int right) {
  left_ = left;
  right_ = right;
  update();
}

void TimeStrip::setMoment(Time at) {
  if (moment_ == at) return;
  moment_ = at;
  update();
}

PlotMap TimeStrip::mapOf(const QRectF& box) const {
  PlotMap map;
  map.box = box.adjusted(left_, 0, -right_, 0);
  map.from = from_;
  map.to = to_;
  return map;
}

Time TimeStrip::timeAt(double x) const {
  return fromSeconds(std::clamp(mapOf(rect()).secondsAt(x), from_, to_));
}

double TimeStrip::xOf(Time at) const { return mapOf(rect()).x(toSeconds(at)); }

QFont TimeStrip::smallFont() const {
  QFont small = font();
  const double pixels = QFontInfo(small).pixelSize() * 0.92;
  small.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
  return small;
}

void TimeStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintOn(painter, rect());
  if (!hasFocus()) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(coloursOf(palette()).accent, 2));
  painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void TimeStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) updateGeometry();
  update();
  QWidget::changeEvent(event);
}

void TimeStrip::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void TimeStrip::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

void TimeStrip::wheelEvent(QWheelEvent* event) {
  const QPoint turn = event->angleDelta();
  if (event->modifiers() & Qt::ControlModifier) {
    Q_EMIT zoomed(timeAt(event->position().x()), std::pow(0.8, turn.y() / 120.0));
  } else {
    const int notches = turn.x() != 0 ? turn.x() : turn.y();
    Q_EMIT panned(fromSeconds(-notches / 120.0 * kWheelShare * (to_ - from_)));
  }
  event->accept();
}

void TimeStrip::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT wholeAsked();
}

}  // namespace headroom::gui

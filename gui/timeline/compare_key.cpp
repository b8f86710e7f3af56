#include "gui/timeline/compare_key.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "gui/look/colours.h"

namespace headroom::gui {

CompareKey::CompareKey(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void CompareKey::setNames(const QString& shown, const QString& compared) {
  if (shown == shown_ && compared == compared_) return;
  shown_ = shown;
  compared_ = compared;
  setToolTip(words());
  setAccessibleName(words());
  setVisible(!compared_.isEmpty());
  updateGeometry();
  update();
}

QString CompareKey::words() const {
  if (compared_.isEmpty()) return {};
  return QStringLiteral("Solid lines: %1. Dashed lines: %2.").arg(shown_, compared_);
}

double CompareKey::sampleWidth() const { return QFontMetricsF(font()).height() * 1.8; }

QSize CompareKey::sizeHint() const {
  if (compared_.isEmpty()) return {0, 0};
  const QFontMetrics metrics(font());
  const double width = metrics.horizontalAdvance(shown_) + metrics.horizontalAdvance(compared_) +
                       2 * sampleWidth() + 36;
  return {static_cast<int>(width), metrics.height() + 4};
}

void CompareKey::paintOn(QPainter& painter, const QRectF& box) const {
  if (compared_.isEmpty()) return;
  const Colours c = coloursOf(palette());
  const QFontMetricsF metrics(font());
  painter.setFont(font());
  const double names = box.width() - 2 * sampleWidth() - 28;
  const double wanted[] = {metrics.horizontalAdvance(shown_) + 1,
                           metrics.horizontalAdvance(compared_) + 1};
  // A short name leaves its room to the long one.
  const double half = names / 2;
  const double first = std::min(wanted[0], std::max(half, names - wanted[1]));
  const double second = std::min(wanted[1], names - first);
  double x = box.left();
  const auto say = [&](const QString& name, double width, bool dashed) {
    QPen pen(c.text, dashed ? 1.5 : 2);
    pen.setCapStyle(Qt::FlatCap);
    if (dashed) pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, box.center().y()), QPointF(x + sampleWidth(), box.center().y()));
    x += sampleWidth() + 5;
    painter.setPen(c.text);
    painter.drawText(QRectF(x, box.top(), width + 1, box.height()), Qt::AlignVCenter,
                     metrics.elidedText(name, Qt::ElideRight, width + 1));
    x += width + 14;
  };
  say(shown_, first, false);
  say(compared_, second, true);
}

void CompareKey::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintOn(painter, rect());
}

void CompareKey::changeEvent(QEvent* event) {
  update();
  QWidget::changeEvent(event);
}

}  // namespace headroom::gui

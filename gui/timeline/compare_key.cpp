#include "gui/timeline/compare_key.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/look/colours.h"

namespace headroom::gui {

CompareKey::CompareKey(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void CompareKey::setNames(const QString& shown, const QString& compared) {
  if (shown == shown_ && compared == compared_) return;
  shown_ = shown;
  compared_ = compared;
  named();
}

void CompareKey::setRuns(std::size_t runs) {
  if (runs == runs_) return;
  runs_ = runs;
  named();
}

void CompareKey::named() {
  setToolTip(words());
  setAccessibleName(words());
  setVisible(!isEmpty());
  updateGeometry();
  update();
}

// As studies/ribbons.h takes them.
QString CompareKey::bandWords() const {
  if (runs_ < 2) return {};
  return (runs_ < 20 ? QStringLiteral("all of %1 runs") : QStringLiteral("90 % of %1 runs"))
      .arg(runs_);
}

QString CompareKey::words() const {
  QStringList words;
  if (!compared_.isEmpty())
    words << QStringLiteral("Solid lines: %1. Dashed lines: %2.").arg(shown_, compared_);
  if (runs_ >= 2) words << QStringLiteral("Bands hold %1; lines are the first.").arg(bandWords());
  return words.join(u' ');
}

double CompareKey::bandWidth() const {
  if (runs_ < 2) return 0;
  return sampleWidth() + 5 + QFontMetricsF(font()).horizontalAdvance(bandWords()) + 14;
}

double CompareKey::sampleWidth() const { return QFontMetricsF(font()).height() * 1.8; }

QSize CompareKey::sizeHint() const {
  if (isEmpty()) return {0, 0};
  const QFontMetrics metrics(font());
  double width = bandWidth();
  if (!compared_.isEmpty())
    width += metrics.horizontalAdvance(shown_) + metrics.horizontalAdvance(compared_) +
             2 * sampleWidth() + 40;
  return {static_cast<int>(std::ceil(width)), metrics.height() + 4};
}

void CompareKey::paintNames(QPainter& painter, const QRectF& box) const {
  const QFontMetricsF metrics(font());
  const double names = box.width() - 2 * sampleWidth() - 38;
  // A short name leaves its room to the long one.
  const double wanted = metrics.horizontalAdvance(compared_) + 1;
  const double first =
      std::min(metrics.horizontalAdvance(shown_) + 1, std::max(names / 2, names - wanted));
  double x = box.left();
  const auto say = [&](const QString& name, double width, bool dashed) {
    QPen pen(coloursOf(palette()).text, dashed ? 1.5 : 2);
    pen.setCapStyle(Qt::FlatCap);
    if (dashed) pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, box.center().y()), QPointF(x + sampleWidth(), box.center().y()));
    x += sampleWidth() + 5;
    painter.drawText(QRectF(x, box.top(), width + 1, box.height()), Qt::AlignVCenter,
                     metrics.elidedText(name, Qt::ElideRight, width + 1));
    x += width + 14;
  };
  say(shown_, first, false);
  say(compared_, std::min(wanted, names - first), true);
}

void CompareKey::paintOn(QPainter& painter, const QRectF& box) const {
  painter.setFont(font());
  const Colours c = coloursOf(palette());
  const double band = bandWidth();
  if (!compared_.isEmpty()) paintNames(painter, box.adjusted(band, 0, 0, 0));
  if (band == 0 || band > box.width()) return;
  QColor fill = c.goodput;
  fill.setAlpha(80);
  const double height = box.height() * 0.5;
  painter.fillRect(QRectF(box.left(), box.center().y() - height / 2, sampleWidth(), height), fill);
  painter.setPen(c.text);
  painter.drawText(box.adjusted(sampleWidth() + 5, 0, 0, 0), Qt::AlignVCenter, bandWords());
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

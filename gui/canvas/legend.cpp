#include "gui/canvas/legend.h"

#include <QEvent>
#include <QPainter>

#include "gui/canvas/card_painting.h"
#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "report/number_format.h"

namespace headroom::gui {

struct Legend::Entry {
  enum class Sign { mark, width, tint, idle, limits } sign;
  Condition condition;
  QString words;
};

Legend::Legend(QWidget* parent) : QWidget(parent), hide_(new QToolButton(this)) {
  QFont smaller = font();
  smaller.setPointSizeF(font().pointSizeF() * 0.9);
  setFont(smaller);
  hide_->setText(QStringLiteral("×"));
  hide_->setAutoRaise(true);
  hide_->setAccessibleName(tr("Hide the legend"));
  hide_->setToolTip(tr("Hide the legend (L shows it again)"));
  connect(hide_, &QToolButton::clicked, this, &Legend::hideAsked);
}

void Legend::setWidest(double callsPerSecond) {
  if (callsPerSecond == widest_) return;
  widest_ = callsPerSecond;
  update();
}

void Legend::setLimits(bool any) {
  if (any == limits_) return;
  limits_ = any;
  update();
}

std::vector<Legend::Entry> Legend::entries() const {
  std::vector<Entry> all;
  for (const Condition condition :
       {Condition::ok, Condition::saturated, Condition::rejecting, Condition::down})
    all.push_back({Entry::Sign::mark, condition, nameOf(condition)});
  if (widest_ <= 0)
    all.push_back({Entry::Sign::mark, Condition::unknown, nameOf(Condition::unknown)});
  all.push_back({Entry::Sign::width, Condition::ok,
                 widest_ > 0 ? tr("width: calls, up to %1").arg(text(formatRate(widest_)))
                             : tr("width: calls a second")});
  all.push_back({Entry::Sign::tint, Condition::ok, tr("tint: failing share, dashed: most")});
  all.push_back({Entry::Sign::idle, Condition::ok, tr("dotted: no calls")});
  if (limits_) all.push_back({Entry::Sign::limits, Condition::ok, tr("has limits")});
  return all;
}

template <class Visit>
qreal Legend::place(qreal width, const Visit& visit) const {
  const QFontMetricsF metrics(font());
  const qreal row = metrics.height() * 1.25;
  const qreal gap = metrics.height() * 0.9;
  QPointF at;
  for (const Entry& entry : entries()) {
    const bool small = entry.sign == Entry::Sign::mark || entry.sign == Entry::Sign::limits;
    const qreal sign = metrics.height() * (small ? 0.95 : 2.4);
    const qreal all = sign + metrics.height() * 0.35 + metrics.horizontalAdvance(entry.words);
    if (at.x() > 0 && at.x() + all > width) at = {0, at.y() + row};
    visit(entry, QRectF(at.x(), at.y(), sign, row),
          QRectF(at.x() + sign + metrics.height() * 0.35, at.y(), all, row));
    at.rx() += all + gap;
  }
  return at.y() + row;
}

int Legend::heightForWidth(int width) const {
  const int side = QFontMetrics(font()).height();
  return qRound(place(width - side * 3, [](const Entry&, const QRectF&, const QRectF&) {})) + 4;
}

void Legend::paintSign(QPainter& painter, const QRectF& box, const Entry& entry) const {
  const Colours colours = coloursOf(palette());
  const qreal y = box.center().y();
  const auto line = [&](qreal from, qreal to, const QColor& colour, qreal width, bool dashed) {
    QPen pen(colour, width);
    pen.setCapStyle(Qt::FlatCap);
    if (dashed) pen.setDashPattern(width > 1.5 ? QList<qreal>{1.6, 0.8} : QList<qreal>{1, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(box.left() + from * box.width(), y),
                     QPointF(box.left() + to * box.width(), y));
  };
  switch (entry.sign) {
    case Entry::Sign::mark:
      paintMark(painter, QRectF(box.left(), y - box.width() / 2, box.width(), box.width()),
                entry.condition, colours);
      break;
    case Entry::Sign::width:
      line(0, 0.3, colours.dim, 1.2, false);
      line(0.35, 0.65, colours.dim, 4, false);
      line(0.7, 1, colours.dim, 8, false);
      break;
    case Entry::Sign::tint:
      line(0, 0.3, colours.dim, 4, false);
      line(0.3, 0.55, mix(colours.dim, colours.rejecting, 0.5), 4, false);
      line(0.55, 1, colours.rejecting, 4, true);
      break;
    case Entry::Sign::limits:
      paintFunnel(painter, QRectF(box.left(), y - box.width() / 2, box.width(), box.width()),
                  colours.text);
      break;
    case Entry::Sign::idle:
      line(0, 1, colours.dim, 1, true);
      break;
  }
}

void Legend::paintEntries(QPainter& painter, const QRectF& box) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(font());
  place(box.width(), [&](const Entry& entry, const QRectF& sign, const QRectF& words) {
    paintSign(painter, sign.translated(box.topLeft()), entry);
    painter.setPen(coloursOf(palette()).text);
    painter.drawText(words.translated(box.topLeft()),
                     static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                     entry.words);
  });
}

void Legend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int side = QFontMetrics(font()).height();
  painter.fillRect(rect(), palette().color(QPalette::Window));
  paintEntries(painter, QRectF(rect()).adjusted(side * 0.6, 2, -side * 2.4, -2));
}

void Legend::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const int side = QFontMetrics(font()).height() + 4;
  hide_->setGeometry(width() - side - 2, 1, side, side);
}

void Legend::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) update();
  QWidget::changeEvent(event);
}

}  // namespace headroom::gui

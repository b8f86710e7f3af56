#include "gui/canvas/card_painting.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QPixmapCache>

#include "gui/look/icons.h"

namespace headroom::gui {

qreal scaleOf(const QPainter& painter) {
  const QTransform& t = painter.worldTransform();
  return std::hypot(t.m11(), t.m12());
}

QColor mix(const QColor& from, const QColor& to, qreal share) {
  const auto part = [&](int a, int b) { return qRound(a + (b - a) * share); };
  return {part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue()),
          part(from.alpha(), to.alpha())};
}

void paintKind(QPainter& painter, const QRectF& box, const std::string& kind,
               const CanvasLook& look) {
  const QString name = kindIcon(kind);
  const qreal ratio = painter.device()->devicePixelRatioF() * std::max(1.0, scaleOf(painter));
  const int size = qRound(box.height());
  const QString key = QStringLiteral("headroom-%1-%2-%3-%4")
                          .arg(name)
                          .arg(size)
                          .arg(ratio)
                          .arg(look.colours.dim.rgba());
  QPixmap pixmap;
  if (!QPixmapCache::find(key, &pixmap)) {
    pixmap = iconPixmap(name, look.colours.dim, size, ratio);
    QPixmapCache::insert(key, pixmap);
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()));
}

void paintElided(QPainter& painter, const QRectF& box, const QString& words,
                 Qt::Alignment alignment, Qt::TextElideMode mode) {
  const QFontMetricsF metrics(painter.font());
  painter.drawText(box, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                   metrics.elidedText(words, mode, box.width()));
}

namespace {

bool isWorse(Condition condition) {
  return condition == Condition::saturated || condition == Condition::rejecting ||
         condition == Condition::down;
}

QColor groundOf(Condition condition, const Colours& colours) {
  return isWorse(condition) ? mix(colours.card, colours.of(condition), colours.dark ? 0.22 : 0.13)
                            : colours.card;
}

void paintRing(QPainter& painter, const QRectF& card, const CanvasLook& look) {
  painter.setPen(QPen(look.colours.accent, 2.4));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(card.adjusted(-4, -4, 4, 4), 9, 9);
}

}  // namespace

void paintFrame(QPainter& painter, const QRectF& card, Condition condition, bool selected,
                const CanvasLook& look) {
  const Colours& colours = look.colours;
  const bool worse = isWorse(condition);
  QPen pen(condition == Condition::unknown ? colours.border : colours.of(condition),
           worse ? 2.6 : 1.5);
  if (condition == Condition::down) pen.setDashPattern({3, 1.6});
  painter.setPen(pen);
  painter.setBrush(groundOf(condition, colours));
  painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  if (selected) paintRing(painter, card, look);
}

void paintChip(QPainter& painter, const QRectF& card, const QString& words, const QColor& colour,
               const CanvasLook& look, qreal left) {
  if (words.isEmpty()) return;
  painter.setFont(look.small);
  const qreal room = card.width() - look.pad * 2 - left;
  const qreal width =
      std::min(room, QFontMetricsF(look.small).horizontalAdvance(words) + look.pad * 1.6);
  const QRectF chip(card.right() - look.pad - width, card.top() - look.smallLine * 0.55, width,
                    look.smallLine * 1.05);
  painter.setPen(QPen(look.colours.card, 1));
  painter.setBrush(colour);
  painter.drawRoundedRect(chip, 4, 4);
  // Black on light colours, white on dark ones.
  painter.setPen(qGray(colour.rgb()) > 140 ? Qt::black : Qt::white);
  paintElided(painter, chip.adjusted(look.pad * 0.4, 0, -look.pad * 0.4, 0), words,
              Qt::AlignHCenter);
}

qreal paintLimits(QPainter& painter, const QRectF& card, std::size_t limits,
                  const CanvasLook& look) {
  if (limits == 0) return 0;
  const QString count = limits > 1 ? QString::number(limits) : QString{};
  const qreal words = QFontMetricsF(look.small).horizontalAdvance(count);
  const qreal side = look.smallLine * 0.8;
  const qreal gap = look.pad * 0.4;
  const QRectF chip(card.left() + look.pad, card.top() - look.smallLine * 0.55,
                    side + words + gap * (limits > 1 ? 3 : 2), look.smallLine * 1.05);
  painter.setPen(QPen(look.colours.dim, 1));
  painter.setBrush(look.colours.card);
  painter.drawRoundedRect(chip, 4, 4);
  paintFunnel(painter, QRectF(chip.left() + gap, chip.center().y() - side / 2, side, side),
              look.colours.text);
  painter.setFont(look.small);
  painter.setPen(look.colours.text);
  painter.drawText(chip.adjusted(0, 0, -gap, 0),
                   static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), count);
  return chip.width() + look.pad;
}

void paintBar(QPainter& painter, const QRectF& bar, qreal share, const QColor& colour,
              const CanvasLook& look) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(look.colours.grid);
  painter.drawRect(bar);
  painter.setBrush(colour);
  painter.drawRect(
      QRectF(bar.topLeft(), QSizeF(bar.width() * std::clamp(share, 0.0, 1.0), bar.height())));
}

namespace {

/// Drawn once for each colour, condition and size: a large system has a thousand of them.
QPixmap blockPixmap(QSize size, qreal ratio, Condition condition, const Colours& colours) {
  const QString key = QStringLiteral("headroom-block-%1-%2-%3-%4-%5")
                          .arg(size.width())
                          .arg(size.height())
                          .arg(ratio)
                          .arg(static_cast<int>(condition))
                          .arg(colours.card.rgba());
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  pixmap = QPixmap(size * ratio);
  pixmap.setDevicePixelRatio(ratio);
  const QColor stroke = condition == Condition::unknown ? colours.border : colours.of(condition);
  pixmap.fill(mix(colours.card, stroke, isWorse(condition) ? 0.45 : 0.15));
  QPainter painter(&pixmap);
  painter.setPen(QPen(stroke, isWorse(condition) && size.height() > 8 ? 2 : 1));
  painter.drawRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1));
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal mark = std::min({size.width() * 0.7, size.height() * 0.7, 22.0});
  if (mark >= 3)
    paintMark(painter, QRectF((size.width() - mark) / 2, (size.height() - mark) / 2, mark, mark),
              condition, colours);
  painter.end();
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

}  // namespace

void paintBlock(QPainter& painter, const QRectF& card, Condition condition, bool selected,
                const CanvasLook& look) {
  const QTransform transform = painter.worldTransform();
  const QRectF box = transform.mapRect(card);
  // Never so small that it cannot be seen.
  const QSize size(std::max(qRound(box.width()), 3), std::max(qRound(box.height()), 3));
  painter.setWorldMatrixEnabled(false);
  const QPoint corner = box.topLeft().toPoint();
  painter.drawPixmap(
      corner, blockPixmap(size, painter.device()->devicePixelRatioF(), condition, look.colours));
  if (selected) {
    painter.setPen(QPen(look.colours.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRect(corner, size).adjusted(-3, -3, 3, 3));
  }
  painter.setWorldMatrixEnabled(true);
}

void paintFaultCorner(QPainter& painter, const QRectF& card, const CanvasLook& look) {
  const QPointF corner = card.bottomRight();
  const qreal side = card.height() * 0.55;
  painter.setPen(Qt::NoPen);
  painter.setBrush(look.colours.down);
  painter.drawPolygon(QPolygonF{corner, corner - QPointF(side, 0), corner - QPointF(0, side)});
}

void paintName(QPainter& painter, const QRectF& card, const QString& name, Condition condition,
               bool selected, const CanvasLook& look) {
  paintFrame(painter, card, condition, selected, look);
  const qreal mark = look.line * 1.8;
  paintMark(painter, QRectF(card.center().x() - mark / 2, card.bottom() - mark * 1.25, mark, mark),
            condition, look.colours);
  QFont font = look.bold;
  font.setPixelSize(qRound(look.bold.pixelSize() * 1.8));
  painter.setFont(font);
  painter.setPen(look.colours.text);
  paintElided(painter,
              QRectF(card.left() + look.pad, card.top() + look.pad * 0.6,
                     card.width() - look.pad * 2, look.line * 2),
              name, Qt::AlignHCenter, Qt::ElideMiddle);
}

void Sparkline::shape(const CoursePtr& course, int column) {
  const Series& series = course->series();
  of_ = course;
  intervals_ = series.intervals;
  points_.clear();
  constexpr std::size_t kPoints = 120;
  const double whole = std::max(toSeconds(course->duration) / toSeconds(series.interval), 1.0);
  const auto each = static_cast<std::size_t>(std::max(1.0, std::ceil(whole / kPoints)));
  double highest = 0;
  for (std::size_t from = 0; from < series.intervals; from += each) {
    const std::size_t to = std::min(from + each, series.intervals);
    double sum = 0;
    for (std::size_t i = from; i < to; ++i) {
      const double value = valueAt(series, column, i);
      if (!std::isnan(value)) sum += value;
    }
    const double mean = sum / static_cast<double>(to - from);
    highest = std::max(highest, mean);
    points_.append({(static_cast<double>(from) + static_cast<double>(to)) / 2 / whole, mean});
  }
  for (QPointF& p : points_) p.setY(highest > 0 ? p.y() / highest : 0);
}

void Sparkline::paint(QPainter& painter, const QRectF& box, const CanvasContext& context,
                      int column, const std::string& part) {
  const CoursePtr& course = context.reader.course();
  if (!course || column < 0 || course->duration <= Duration{}) return;
  if (of_.lock() != course || intervals_ != course->series().intervals) shape(course, column);
  const Colours& colours = context.look.colours;
  const auto x = [&](Time at) {
    return box.left() +
           box.width() * std::clamp(toSeconds(at) / toSeconds(course->duration), 0., 1.);
  };
  painter.setPen(Qt::NoPen);
  painter.setBrush(mix(colours.card, colours.down, 0.22));
  for (const FaultWindow& fault : course->faults)
    if (fault.part == part)
      painter.drawRect(QRectF(QPointF(x(fault.from), box.top()),
                              QPointF(std::max(x(fault.to), x(fault.from) + 1), box.bottom())));
  painter.setPen(QPen(colours.grid, 1));
  painter.drawLine(box.bottomLeft(), box.bottomRight());
  QPolygonF line;
  line.reserve(points_.size());
  for (const QPointF& p : points_)
    line.append({box.left() + p.x() * box.width(), box.bottom() - 1 - p.y() * (box.height() - 2)});
  painter.setPen(QPen(colours.offered, 1.3));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);
  painter.setPen(QPen(colours.text, 1));
  const qreal cursor = x(context.cursor);
  painter.drawLine(QPointF(cursor, box.top()), QPointF(cursor, box.bottom()));
}

}  // namespace headroom::gui

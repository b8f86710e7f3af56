#include "gui/look/signs.h"

#include <cmath>

namespace headroom::gui {
namespace {

/// Painting in a unit square: (0, 0) to (1, 1) is the box.
class Pen {
 public:
  Pen(QPainter& painter, const QRectF& box, const QColor& colour, const QColor& ground)
      : painter_(painter), box_(box), colour_(colour), ground_(ground) {
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    const qreal side = std::min(box.width(), box.height());
    box_ = QRectF{0, 0, side, side};
    box_.moveCenter(box.center());
  }
  ~Pen() { painter_.restore(); }
  Pen(const Pen&) = delete;
  Pen& operator=(const Pen&) = delete;

  QPointF at(qreal x, qreal y) const {
    return {box_.left() + x * box_.width(), box_.top() + y * box_.height()};
  }
  void fill(const QPolygonF& shape) const {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(colour_);
    painter_.drawPolygon(shape);
  }
  void line(const QPolygonF& points, bool onFill) const {
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen{onFill ? ground_ : colour_, box_.width() * 0.13, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin});
    painter_.drawPolyline(points);
  }
  void disc() const {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(colour_);
    painter_.drawEllipse(inner());
  }
  void ring() const {
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen{colour_, box_.width() * 0.12});
    painter_.drawEllipse(inner().adjusted(1, 1, -1, -1));
  }
  void square() const {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(colour_);
    painter_.drawRoundedRect(inner(), box_.width() * 0.14, box_.width() * 0.14);
  }
  void letter(const QString& text, qreal down = 0) const {
    QFont font = painter_.font();
    font.setBold(true);
    font.setPixelSize(std::max(6, static_cast<int>(box_.height() * 0.66)));
    painter_.setFont(font);
    painter_.setPen(ground_);
    painter_.drawText(box_.translated(0, down * box_.height()), Qt::AlignCenter, text);
  }
  QPolygonF regular(int corners, qreal turn) const {
    QPolygonF shape;
    for (int i = 0; i < corners; ++i) {
      const qreal angle = (turn + i) * 2 * M_PI / corners;
      shape << at(0.5 + 0.48 * std::sin(angle), 0.5 - 0.48 * std::cos(angle));
    }
    return shape;
  }

 private:
  QRectF inner() const { return {at(0.06, 0.06), at(0.94, 0.94)}; }
  QPainter& painter_;
  QRectF box_;
  QColor colour_, ground_;
};

void paintTick(const Pen& pen, bool onFill) {
  pen.line({{pen.at(0.27, 0.53), pen.at(0.44, 0.70), pen.at(0.74, 0.33)}}, onFill);
}

void paintCross(const Pen& pen) {
  pen.line({{pen.at(0.32, 0.32), pen.at(0.68, 0.68)}}, true);
  pen.line({{pen.at(0.68, 0.32), pen.at(0.32, 0.68)}}, true);
}

void paintVerdict(const Pen& pen, Sign sign) {
  if (sign == Sign::pass) {
    pen.disc();
    paintTick(pen, true);
  } else if (sign == Sign::fail) {
    pen.square();
    paintCross(pen);
  } else if (sign == Sign::inconclusive) {
    pen.fill(pen.regular(4, 0));
    pen.letter(QStringLiteral("?"));
  } else if (sign == Sign::notRun) {
    pen.ring();
  } else if (sign == Sign::running) {
    pen.fill({{pen.at(0.25, 0.12), pen.at(0.88, 0.5), pen.at(0.25, 0.88)}});
  }
}

void paintFinding(const Pen& pen, Sign sign) {
  if (sign == Sign::error) {
    pen.fill(pen.regular(8, 0.5));
    paintCross(pen);
  } else if (sign == Sign::warning) {
    pen.fill({{pen.at(0.5, 0.04), pen.at(0.98, 0.94), pen.at(0.02, 0.94)}});
    pen.letter(QStringLiteral("!"), 0.10);
  }
}

void paintEvent(const Pen& pen, Sign sign) {
  if (sign == Sign::fault) {
    pen.fill({{pen.at(0.60, 0.02), pen.at(0.18, 0.58), pen.at(0.46, 0.58), pen.at(0.38, 0.98),
               pen.at(0.82, 0.40), pen.at(0.54, 0.40)}});
  } else if (sign == Sign::cause) {
    pen.fill({{pen.at(0.08, 0.30), pen.at(0.92, 0.30), pen.at(0.92, 0.70), pen.at(0.08, 0.70)}});
  } else if (sign == Sign::effect) {
    pen.ring();
    pen.line({{pen.at(0.25, 0.75), pen.at(0.75, 0.25)}}, false);
  } else if (sign == Sign::recovery) {
    paintTick(pen, false);
  }
}

void paintComparison(const Pen& pen, Sign sign) {
  if (sign == Sign::better)
    pen.fill({{pen.at(0.5, 0.14), pen.at(0.92, 0.84), pen.at(0.08, 0.84)}});
  else if (sign == Sign::worse)
    pen.fill({{pen.at(0.5, 0.86), pen.at(0.92, 0.16), pen.at(0.08, 0.16)}});
  else if (sign == Sign::changed)
    pen.fill(pen.regular(4, 0));
  else if (sign == Sign::unclear)
    for (const qreal y : {0.38, 0.62})
      pen.line({{pen.at(0.15, y), pen.at(0.38, y - 0.1), pen.at(0.62, y + 0.1), pen.at(0.85, y)}},
               false);
}

}  // namespace

QColor colourOf(Sign sign, const Colours& colours) {
  switch (sign) {
    case Sign::pass:
    case Sign::recovery:
    case Sign::better:
      return colours.ok;
    case Sign::fail:
    case Sign::error:
    case Sign::fault:
    case Sign::worse:
      return colours.down;
    case Sign::inconclusive:
    case Sign::warning:
    case Sign::cause:
      return colours.saturated;
    case Sign::effect:
      return colours.rejecting;
    case Sign::running:
    case Sign::changed:
      return colours.accent;
    case Sign::none:
    case Sign::notRun:
    case Sign::unclear:
      break;
  }
  return colours.dim;
}

void paintSign(QPainter& painter, const QRectF& box, Sign sign, const Colours& colours) {
  const Pen pen{painter, box, colourOf(sign, colours), colours.panel};
  paintVerdict(pen, sign);
  paintFinding(pen, sign);
  paintEvent(pen, sign);
  paintComparison(pen, sign);
}

QPixmap signPixmap(Sign sign, const Colours& colours, int size, qreal pixelRatio) {
  QPixmap pixmap(QSize(size, size) * pixelRatio);
  pixmap.setDevicePixelRatio(pixelRatio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  paintSign(painter, QRectF(0, 0, size, size), sign, colours);
  return pixmap;
}

}  // namespace headroom::gui

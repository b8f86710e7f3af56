#include "gui/canvas/edge_item.h"

#include <QPainter>
#include <QPainterPathStroker>
#include <cmath>

#include "gui/look/words.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

constexpr qreal kHead = 9;  ///< Length of an arrow's head.
constexpr qreal kWidest = 8;
constexpr qreal kDegree = 3.14159265358979323846 / 180;
constexpr qreal kSteep = 0.2;

QPointF pointOf(const LayoutPoint& p) { return {p.x, p.y}; }

/// Level at every point of the route.
QPainterPath curveThrough(const QPolygonF& points) {
  QPainterPath path(points.front());
  for (qsizetype i = 1; i < points.size(); ++i) {
    const QPointF a = points[i - 1];
    const QPointF b = points[i];
    if (qFuzzyCompare(a.y() + 1, b.y() + 1)) {
      path.lineTo(b);
      continue;
    }
    const qreal middle = (a.x() + b.x()) / 2;
    path.cubicTo({middle, a.y()}, {middle, b.y()}, b);
  }
  return path;
}

}  // namespace

EdgeItem::EdgeItem(const CanvasContext& context, std::size_t edge,
                   const std::vector<LayoutPoint>& route, const QRectF& self)
    : context_(context), edge_(edge) {
  if (route.size() < 2) {
    // From a card to itself: an arc over its upper border.
    const QPointF from(self.left() + self.width() * 0.3, self.top());
    tip_ = {self.left() + self.width() * 0.12, self.top()};
    direction_ = {0, 1};
    path_.moveTo(from);
    path_.cubicTo(from - QPointF(0, kHead * 2.4), tip_ - QPointF(0, kHead * 2.4),
                  tip_ - QPointF(0, kHead));
    straight_ << from << (from + tip_) / 2 - QPointF(0, kHead * 2) << tip_;
  } else {
    for (const LayoutPoint& p : route) straight_ << pointOf(p);
    tip_ = straight_.back();
    direction_ = {straight_.back().x() >= straight_[straight_.size() - 2].x() ? 1. : -1., 0};
    straight_.back() -= direction_ * kHead;
    path_ = curveThrough(straight_);
  }
  QPainterPathStroker stroker;
  stroker.setWidth(kWidest + 2);
  shape_ = stroker.createStroke(path_);
}

QPen EdgeItem::pen() const {
  const Colours& colours = context_.look.colours;
  QPen pen(colours.dim, 1.5);
  pen.setCapStyle(Qt::FlatCap);
  if (!state().known) return pen;
  if (state().idle()) {
    pen.setWidthF(1);
    pen.setDashPattern({1, 4});
    return pen;
  }
  if (context_.widest > 0)
    pen.setWidthF(1.2 + (kWidest - 1.2) * std::sqrt(std::min(1., state().calls / context_.widest)));
  const double failed = state().failedShare;
  if (failed > 0.001)
    pen.setColor(mix(colours.dim, colours.rejecting, 0.3 + 0.7 * std::sqrt(failed)));
  if (state().mostlyFails()) {
    // In pixels, however wide the line is.
    pen.setDashPattern({9 / pen.widthF(), 4 / pen.widthF()});
  }
  return pen;
}

void EdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  QPen stroke = pen();
  painter->setBrush(Qt::NoBrush);
  if (detailAt(scaleOf(*painter), context_.look) == Detail::blocks) {
    // Straight and one pixel wide: a large system has thousands of them.
    painter->setRenderHint(QPainter::Antialiasing, false);
    stroke.setWidth(0);
    stroke.setStyle(state().idle() ? Qt::DotLine : Qt::SolidLine);
    painter->setPen(stroke);
    painter->drawPolyline(straight_);
    return;
  }
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(stroke);
  painter->drawPath(path_);
  paintArrow(*painter, stroke);
}

void EdgeItem::paintArrow(QPainter& painter, const QPen& stroke) const {
  const qreal half = std::max(kHead * 0.5, stroke.widthF() * 0.85);
  const QPointF back = tip_ - direction_ * kHead;
  const QPointF side(direction_.y() * half, direction_.x() * half);
  painter.setPen(Qt::NoPen);
  painter.setBrush(stroke.color());
  painter.drawPolygon(QPolygonF{tip_, back + side, back - side});
}

QSizeF EdgeLabels::room() const {
  const QFontMetricsF metrics(context_.look.small);
  return {metrics.horizontalAdvance(QStringLiteral("99.9 % fail")) + 4,
          context_.look.smallLine * 2 + kWidest};
}

EdgeLabels::EdgeLabels(const CanvasContext& context, const std::vector<EdgeItem*>& edges,
                       std::vector<QRectF> cards)
    : context_(context) {
  const QSizeF size = room();
  std::vector<QRectF> taken = std::move(cards);
  for (const EdgeItem* edge : edges) {
    for (const qreal at : {0.5, 0.42, 0.58, 0.34, 0.66, 0.74, 0.82, 0.9}) {
      const QPointF centre = edge->path().pointAtPercent(at);
      const QRectF box(centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(),
                       size.height());
      const bool free = std::none_of(taken.begin(), taken.end(),
                                     [&](const QRectF& other) { return other.intersects(box); });
      if (!free) continue;
      taken.push_back(box);
      const qreal slope = std::tan(edge->path().angleAtPercent(at) * kDegree);
      labels_.push_back({edge, centre, std::abs(slope) > kSteep});
      bounds_ |= box;
      break;
    }
  }
}

void EdgeLabels::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const CanvasLook& look = context_.look;
  if (detailAt(scaleOf(*painter), look) != Detail::full) return;
  painter->setFont(look.small);
  const QFontMetricsF metrics(look.small);
  const auto words = [&](const QPointF& centre, const QString& label, const QColor& colour,
                         bool solid) {
    const qreal width = metrics.horizontalAdvance(label);
    const QRectF box(centre.x() - width / 2, centre.y() - look.smallLine / 2, width,
                     look.smallLine);
    // The line must not run through its figure.
    painter->fillRect(solid ? box.adjusted(-3, -1, 3, 1) : box.adjusted(-2, 1, 2, -1),
                      mix(QColor(look.colours.ground.red(), look.colours.ground.green(),
                                 look.colours.ground.blue(), 0),
                          look.colours.ground, solid ? 1 : 0.82));
    painter->setPen(colour);
    painter->drawText(box, Qt::AlignCenter | Qt::TextDontClip, label);
  };
  for (const Label& label : labels_) {
    const EdgeState& state = context_.state.edges[label.line->edge()];
    if (!state.known || state.idle()) continue;
    const bool fails = state.failedShare >= 0.0005;
    // Above and below the line, or on it.
    const qreal off = label.steep ? (fails ? look.smallLine * 0.5 : 0)
                                  : look.smallLine * 0.5 + label.line->pen().widthF() / 2;
    const QPointF half(0, off);
    words(label.centre - half, text(formatRate(state.calls)), look.colours.text, label.steep);
    if (fails)
      words(label.centre + half,
            QStringLiteral("%1 fail").arg(text(formatShare(state.failedShare))),
            mix(look.colours.rejecting, look.colours.text, 0.25), label.steep);
  }
}

}  // namespace headroom::gui

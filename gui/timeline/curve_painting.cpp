#include "gui/timeline/curve_painting.h"

#include <QPaintEngine>
#include <QPixmap>
#include <QPolygonF>
#include <QVarLengthArray>
#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr double kDense = 0.5;    // Values for each pixel from where envelopes are drawn.
constexpr double kMarkGap = 120;  // Pixels between the marks of a curve.
constexpr double kBeyond = 2;     // Pixels outside the box where what does not fit is drawn.
constexpr int kDash = 4;          // Pixels of a dash between envelopes.

/// The intervals in sight, first..last-1.
struct Sight {
  std::size_t first = 0, last = 0;
  double perPixel(const PlotMap& map) const {
    return static_cast<double>(last - first) / std::max(1.0, map.box.width());
  }
};

std::size_t atLeastZero(double value) { return value <= 0 ? 0 : static_cast<std::size_t>(value); }

Sight sightOf(const PlotMap& map, std::size_t size, double interval) {
  return {std::min(size, atLeastZero(std::floor(map.from / interval))),
          std::min(size, atLeastZero(std::ceil(map.to / interval)))};
}

/// Calls paint(first, last) for each stretch of intervals without gaps.
template <class IsGap, class Paint>
void eachStretch(const Sight& sight, IsGap isGap, Paint paint) {
  std::size_t i = sight.first;
  while (i < sight.last) {
    while (i < sight.last && isGap(i)) ++i;
    const std::size_t begin = i;
    while (i < sight.last && !isGap(i)) ++i;
    if (begin < i) paint(begin, i);
  }
}

void addSteps(QPolygonF& line, const PlotMap& map, const std::vector<double>& values,
              double interval, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    const double y = map.y(values[i]);
    const double left = std::max(map.x(static_cast<double>(i) * interval), map.box.left());
    const double right = std::min(map.x(static_cast<double>(i + 1) * interval), map.box.right());
    line << QPointF(left, y) << QPointF(right, y);
  }
}

void paintSteps(QPainter& painter, const PlotMap& map, const EnvelopePyramid& curve,
                double interval, const QPen& pen) {
  const std::vector<double>& values = curve.values();
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  eachStretch(
      sightOf(map, values.size(), interval),
      [&](std::size_t i) { return !std::isfinite(values[i]); },
      [&](std::size_t first, std::size_t last) {
        QPolygonF line;
        line.reserve(static_cast<qsizetype>(2 * (last - first)));
        addSteps(line, map, values, interval, first, last);
        painter.drawPolyline(line);
      });
}

/// The intervals that a column of pixels shows.
Sight columnSight(const PlotMap& map, double x, double interval, const Sight& sight) {
  const auto first = atLeastZero(std::floor(map.secondsAt(x) / interval + 1e-9));
  const auto last = atLeastZero(std::ceil(map.secondsAt(x + 1) / interval - 1e-9));
  return {std::clamp(first, sight.first, sight.last), std::clamp(last, sight.first, sight.last)};
}

// Many values a pixel: an upright bar for each column of pixels, from the lowest to the highest
// and as far as the value that the column before ended with.
void paintEnvelope(QPainter& painter, const PlotMap& map, const EnvelopePyramid& curve,
                   double interval, const QPen& pen) {
  const Sight sight = sightOf(map, curve.size(), interval);
  const double half = std::max(1.0, pen.widthF()) / 2;
  QVarLengthArray<QRectF, 2048> bars;
  double before = std::numeric_limits<double>::quiet_NaN();
  const int columns = static_cast<int>(std::ceil(map.box.width()));
  for (int c = 0; c < columns; ++c) {
    const double x = map.box.left() + c;
    const Sight column = columnSight(map, x, interval, sight);
    Extent extent = curve.over(column.first, column.last);
    const double last = column.last > column.first ? curve.values()[column.last - 1] : before;
    if (extent.isGap()) {
      before = last;
      continue;
    }
    extent.include(before);
    before = last;
    if (pen.style() != Qt::SolidLine && c / kDash % 2 == 1) continue;
    const double top = map.y(extent.high) - half;
    bars.append(QRectF(x, top, 1, map.y(extent.low) + half - top));
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(pen.color());
  painter.drawRects(bars.constData(), static_cast<int>(bars.size()));
}

struct BandEdges {
  QPolygonF upper, lower;
  void paint(QPainter& painter) {
    if (upper.isEmpty()) return;
    std::reverse(lower.begin(), lower.end());
    painter.drawPolygon(upper + lower);
    upper.clear();
    lower.clear();
  }
  void add(double left, double right, double high, double low) {
    upper << QPointF(left, high) << QPointF(right, high);
    lower << QPointF(left, low) << QPointF(right, low);
  }
};

QPolygonF regularPolygon(const QPointF& centre, double radius, int corners, double turn) {
  QPolygonF shape;
  for (int i = 0; i < corners; ++i) {
    const double angle = turn + 2 * M_PI * i / corners;
    shape << centre + QPointF(radius * std::sin(angle), -radius * std::cos(angle));
  }
  return shape;
}

/// A cross of two lines; turned, a plus.
QPolygonF cross(const QPointF& centre, double radius, bool turned) {
  const double arm = radius * 0.34;
  QPolygonF shape;
  for (int i = 0; i < 4; ++i) {
    const double angle = M_PI / 2 * i + (turned ? 0 : M_PI / 4);
    const QPointF along(std::sin(angle), -std::cos(angle)), aside(std::cos(angle), std::sin(angle));
    shape << centre + along * radius - aside * arm << centre + along * radius + aside * arm
          << centre + (along + aside) * arm;
  }
  return shape;
}

QPolygonF markShape(const QPointF& centre, double radius, int shape) {
  switch (shape % 9) {
    case 1:
      return regularPolygon(centre, radius * 1.1, 4, M_PI / 4);
    case 2:
      return regularPolygon(centre, radius * 1.2, 3, 0);
    case 3:
      return regularPolygon(centre, radius * 1.2, 4, 0);
    case 4:
      return regularPolygon(centre, radius * 1.2, 3, M_PI);
    case 5:
      return cross(centre, radius * 1.15, false);
    case 6:
      return cross(centre, radius * 1.15, true);
    case 7:
      return regularPolygon(centre, radius * 1.1, 5, 0);
    case 8: {  // An hourglass.
      const QPointF right(radius, 0), down(0, radius * 1.1);
      return {{centre - right - down, centre + right - down, centre - right + down,
               centre + right + down}};
    }
    default:
      return regularPolygon(centre, radius, 16, 0);
  }
}

/// The same mark at many places: on a screen it is drawn once, and copied.
class MarkStamp {
 public:
  MarkStamp(QPainter& painter, double size, const MarkLook& look)
      : painter_(painter), size_(size), look_(look) {
    if (!painter.paintEngine() || painter.paintEngine()->type() != QPaintEngine::Raster) return;
    const double ratio = painter.device()->devicePixelRatioF();
    const double room = std::ceil(size * 1.5) + 2;
    stamp_ = QPixmap(QSizeF(room * ratio, room * ratio).toSize());
    stamp_.setDevicePixelRatio(ratio);
    stamp_.fill(Qt::transparent);
    QPainter once(&stamp_);
    paintCurveMark(once, {room / 2, room / 2}, size, look);
    middle_ = QPointF(room / 2, room / 2);
  }
  void paint(const QPointF& centre) {
    if (stamp_.isNull())
      paintCurveMark(painter_, centre, size_, look_);
    else
      painter_.drawPixmap(centre - middle_, stamp_);
  }

 private:
  QPainter& painter_;
  double size_;
  const MarkLook& look_;
  QPixmap stamp_;
  QPointF middle_;
};

}  // namespace

double PlotMap::x(double seconds) const {
  return box.left() + (seconds - from) / (to - from) * box.width();
}

double PlotMap::secondsAt(double px) const {
  return from + (px - box.left()) / std::max(1.0, box.width()) * (to - from);
}

double PlotMap::y(double value) const {
  const double share = logarithmic
                           ? (value > 0 ? std::log(value / low) / std::log(high / low) : 0.0)
                           : (value - low) / (high - low);
  const double beyond = kBeyond / std::max(1.0, box.height());
  // On a logarithmic axis what is below it is drawn on its edge: zero is there, not outside.
  return box.bottom() - std::clamp(share, logarithmic ? 0.0 : -beyond, 1 + beyond) * box.height();
}

void paintCurve(QPainter& painter, const PlotMap& map, const EnvelopePyramid& curve,
                double interval, const QPen& pen) {
  if (!(interval > 0) || !(map.to > map.from) || map.box.isEmpty()) return;
  const bool dense = sightOf(map, curve.size(), interval).perPixel(map) > kDense;
  (dense ? paintEnvelope : paintSteps)(painter, map, curve, interval, pen);
}

void paintBand(QPainter& painter, const PlotMap& map, const EnvelopePyramid& low,
               const EnvelopePyramid& high, double interval, const QColor& colour) {
  if (!(interval > 0) || !(map.to > map.from) || map.box.isEmpty()) return;
  const Sight sight = sightOf(map, std::min(low.size(), high.size()), interval);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  BandEdges edges;
  const bool dense = sight.perPixel(map) > kDense;
  const std::size_t pieces =
      dense ? atLeastZero(std::ceil(map.box.width())) : sight.last - sight.first;
  for (std::size_t k = 0; k < pieces; ++k) {
    const std::size_t i = sight.first + k;
    const double from =
        dense ? map.box.left() + static_cast<double>(k) : map.x(static_cast<double>(i) * interval);
    const double to = dense ? from + 1 : map.x(static_cast<double>(i + 1) * interval);
    // Cut by hand: pictures of vectors know no clipping.
    const double left = std::max(from, map.box.left());
    const double right = std::min(to, map.box.right());
    const Sight column = dense ? columnSight(map, from, interval, sight) : Sight{i, i + 1};
    const Extent lows = low.over(column.first, column.last);
    const Extent highs = high.over(column.first, column.last);
    if (lows.isGap() || highs.isGap())
      edges.paint(painter);
    else
      edges.add(left, right, map.y(highs.high), map.y(lows.low));
  }
  edges.paint(painter);
}

void paintCurveMark(QPainter& painter, const QPointF& centre, double size, const MarkLook& look) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(look.hollow ? look.colour : look.ground, 1));
  painter.setBrush(look.hollow ? look.ground : look.colour);
  painter.drawPolygon(markShape(centre, size / 2, look.shape));
  painter.restore();
}

void paintMarksAlong(QPainter& painter, const PlotMap& map, const EnvelopePyramid& curve,
                     double interval, double size, const MarkLook& look, int phase) {
  if (!(interval > 0) || !(map.to > map.from) || map.box.width() < 2) return;
  // A power of two of the interval: zooming in adds marks and moves none.
  const double wanted = kMarkGap / map.box.width() * (map.to - map.from) / interval;
  const double step = std::exp2(std::ceil(std::log2(std::max(1.0, wanted)))) * interval;
  const double shift = step * (0.5 + (phase % 5) / 5.0);
  MarkStamp stamp{painter, size, look};
  for (double n = std::floor((map.from - shift) / step); n * step + shift < map.to; ++n) {
    const double at = n * step + shift;
    if (at < map.from) continue;
    const auto i = static_cast<std::size_t>(at / interval);
    if (i >= curve.size() || !std::isfinite(curve.values()[i])) continue;
    // Lines of zeros lie on one another on the axis: marks there tell nothing.
    if (curve.values()[i] == 0) continue;
    const double x = map.x((static_cast<double>(i) + 0.5) * interval);
    if (x < map.box.left() || x > map.box.right()) continue;
    stamp.paint({x, map.y(curve.values()[i])});
  }
}

void paintSample(QPainter& painter, const QRectF& box, const QPen& pen, const MarkLook& mark) {
  painter.save();
  painter.setPen(pen);
  const double y = std::floor(box.center().y()) + 0.5;
  painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
  painter.restore();
  paintCurveMark(painter, {box.center().x(), y}, std::min(box.height() * 0.6, 9.0), mark);
}

}  // namespace headroom::gui

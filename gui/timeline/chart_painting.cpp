// How a chart is painted: on a widget, and in a picture.
#include <QWidget>
#include <algorithm>
#include <cmath>

#include "gui/timeline/chart_plot.h"
#include "gui/timeline/chart_view.h"

namespace headroom::gui {
namespace {

constexpr double kLine = 2;          // Pixels of a curve,
constexpr double kThin = 1;          // of a detail, and of a compared curve.
constexpr int kBandAlpha = 56;       // Of 255.
constexpr double kFaintAlpha = 0.6;  // Of a compared curve.

}  // namespace

QPen penOf(const Curve& curve, const Colours& colours, bool compared) {
  QColor colour = colourOf(curve.look, colours);
  if (compared) colour.setAlphaF(static_cast<float>(kFaintAlpha));
  QPen pen(colour, curve.look.thin ? kThin : kLine);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::MiterJoin);
  if (compared) {
    pen.setWidthF(curve.look.thin ? kThin : 1.5);
    pen.setDashPattern({4, 3});
  }
  return pen;
}

MarkLook markOf(const Curve& curve, const Colours& colours, bool hollow) {
  return {curve.look.mark, colourOf(curve.look, colours), colours.ground, hollow};
}

QString nothingHere(ChartKind kind) {
  switch (kind) {
    case ChartKind::load:
      return QStringLiteral("no requests in this stretch of time");
    case ChartKind::latency:
      return QStringLiteral("no answers in this stretch of time");
    case ChartKind::utilisation:
    case ChartKind::queues:
      return QStringLiteral("no resource with a limit here");
    case ChartKind::hitRatio:
      return QStringLiteral("no look-ups in this stretch of time");
  }
  return {};
}

void ChartPlot::paintWindows(QPainter& painter) const {
  const PlotMap m = map();
  const Colours c = colours();
  for (const ShadedWindow& window : windows) {
    const double left = m.x(toSeconds(window.from));
    const double right = std::max(left + 1, m.x(toSeconds(window.to)));
    // Cut by hand: pictures of vectors know no clipping.
    const QRectF shade(left, m.box.top(), right - left, m.box.height());
    if (shade.intersects(m.box)) painter.fillRect(shade & m.box, c.fault);
  }
  paintEnd(painter, m);
}

void ChartPlot::paintEnd(QPainter& painter, const PlotMap& m) const {
  const double left = end == kNever ? m.box.right() : std::max(m.box.left(), m.x(toSeconds(end)));
  if (left >= m.box.right() - 1) return;
  const Colours c = colours();
  const QRectF rest(left, m.box.top(), m.box.right() - left, m.box.height());
  painter.fillRect(rest, QBrush(c.grid, Qt::BDiagPattern));
}

void ChartPlot::paintEndWord(QPainter& painter, const PlotMap& m) const {
  const double left = end == kNever ? m.box.right() : std::max(m.box.left(), m.x(toSeconds(end)));
  const QRectF rest(left, m.box.top(), m.box.right() - left, m.box.height());
  const Colours c = colours();
  painter.setFont(legendFont());
  painter.setPen(c.dim);
  const QFontMetricsF metrics(painter.font());
  const QRectF words = metrics.boundingRect(rest, Qt::AlignCenter, endWord).adjusted(-4, 0, 4, 0);
  if (words.width() > rest.width()) return;
  painter.fillRect(words, c.ground);
  painter.drawText(words, Qt::AlignCenter, endWord);
}

void ChartPlot::paintCurves(QPainter& painter) const {
  const PlotMap m = map();
  const Colours c = colours();
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    QColor band = colourOf(content.curves[i].look, c);
    band.setAlpha(kBandAlpha);
    paintBand(painter, m, drawn[i].ribbonLow, drawn[i].ribbonHigh,
              toSeconds(content.curves[i].interval), band);
  }
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const Curve& curve = content.curves[i];
    const double compared = toSeconds(curve.comparedInterval);
    paintCurve(painter, m, drawn[i].compared, compared, penOf(curve, c, true));
    paintCurve(painter, m, drawn[i].values, toSeconds(curve.interval), penOf(curve, c, false));
  }
  paintEndWord(painter, m);
  paintNothing(painter, m);
}

void ChartPlot::paintMarks(QPainter& painter) const {
  const PlotMap m = map();
  const Colours c = colours();
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const Curve& curve = content.curves[i];
    const int phase = static_cast<int>(i) * 2;
    paintMarksAlong(painter, m, drawn[i].compared, toSeconds(curve.comparedInterval), kMarkSize,
                    markOf(curve, c, true), phase + 1);
    paintMarksAlong(painter, m, drawn[i].values, toSeconds(curve.interval), kMarkSize,
                    markOf(curve, c, false), phase);
  }
}

void ChartPlot::paintNothing(QPainter& painter, const PlotMap& m) const {
  if (hasValues()) return;
  painter.setFont(legendFont());
  painter.setPen(colours().dim);
  const QFontMetricsF metrics(painter.font());
  const QString words =
      metrics.elidedText(nothingHere(content.kind), Qt::ElideRight, m.box.width() - 8);
  painter.drawText(m.box, Qt::AlignCenter, words);
}

void ChartPlot::paintHeader(QPainter& painter) const {
  const Colours c = colours();
  QFont bold = legendFont();
  bold.setBold(true);
  const QRectF row(leftMargin, 0, width() - leftMargin - ChartView::kRightMargin, headerHeight());
  double x = row.left();
  const auto say = [&](const QString& words, const QFont& font, const QColor& colour) {
    const double room = QFontMetricsF(font).horizontalAdvance(words);
    if (x + room > row.right()) return;
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QRectF(x, row.top(), room + 2, row.height()), Qt::AlignVCenter, words);
    x += room + 8;
  };
  say(titleOf(content.kind), bold, c.text);
  if (!content.remark.isEmpty()) say(content.remark, legendFont(), c.dim);
  paintLegend(painter, x + 6, row.right());
}

// As many curves as have room, and how many more there are.
void ChartPlot::paintLegend(QPainter& painter, double x, double right) const {
  const Colours c = colours();
  const QFontMetricsF metrics(legendFont());
  const double more = metrics.horizontalAdvance(QStringLiteral("+99"));
  const double sample = metrics.height() * 1.5;
  painter.setFont(legendFont());
  for (std::size_t i = 0; i < content.curves.size(); ++i) {
    const Curve& curve = content.curves[i];
    const double room = sample + 4 + metrics.horizontalAdvance(curve.name) + 12;
    const bool last = i + 1 == content.curves.size();
    if (x + room > right - (last ? 0 : more)) {
      painter.setPen(c.dim);
      painter.drawText(QRectF(x, 0, right - x, headerHeight()), Qt::AlignVCenter,
                       QStringLiteral("+%1").arg(content.curves.size() - i));
      break;
    }
    paintSample(painter, QRectF(x, 0, sample, headerHeight()), penOf(curve, c, false),
                markOf(curve, c, false));
    painter.setPen(c.text);
    painter.drawText(QRectF(x + sample + 4, 0, room, headerHeight()), Qt::AlignVCenter, curve.name);
    x += room;
  }
}

void ChartPlot::paintOverlay(QPainter& painter) const {
  const PlotMap m = map();
  paintBrush(painter, m);
  paintCursor(painter, m);
  if (!view.hasFocus()) return;
  painter.setPen(QPen(colours().accent, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(m.box);
}

void ChartPlot::paintBrush(QPainter& painter, const PlotMap& m) const {
  if (!brush) return;
  const double left = std::clamp(m.x(toSeconds(brush->first)), m.box.left(), m.box.right());
  const double right = std::clamp(m.x(toSeconds(brush->second)), m.box.left(), m.box.right());
  QColor fill = colours().accent;
  fill.setAlpha(50);
  const QRectF chosen = QRectF(left, m.box.top(), right - left, m.box.height()).normalized();
  painter.fillRect(chosen, fill);
  painter.setPen(QPen(colours().accent, 1));
  painter.drawLine(chosen.topLeft(), chosen.bottomLeft());
  painter.drawLine(chosen.topRight(), chosen.bottomRight());
}

void ChartPlot::paintCursor(QPainter& painter, const PlotMap& m) const {
  const Colours c = colours();
  const double x = std::floor(m.x(toSeconds(moment)));
  if (x < m.box.left() || x > m.box.right() + 1) return;
  painter.fillRect(QRectF(x, m.box.top(), 1.5, m.box.height()), c.text);
  if (moment > end) return;
  for (const Curve& curve : content.curves) {
    const double value = curve.valueAt(moment);
    if (std::isfinite(value))
      paintCurveMark(painter, {x + 0.5, m.y(value)}, kMarkSize, markOf(curve, c, false));
  }
}

}  // namespace headroom::gui

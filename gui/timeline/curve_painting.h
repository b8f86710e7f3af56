// Curves and bands as painted: from pyramids, with at most a few points for each pixel.
#pragma once

#include <QPainter>
#include <QPen>
#include <QRectF>

#include "gui/timeline/envelope_pyramid.h"

namespace headroom::gui {

/// From seconds and values to points of a box.
struct PlotMap {
  QRectF box;
  double from = 0, to = 1;  ///< Seconds at the left and right edge.
  double low = 0, high = 1;
  bool logarithmic = false;

  double x(double seconds) const;
  /// At the edges for what lies beyond; zero lies at the lower edge of a logarithmic axis.
  double y(double value) const;
  double secondsAt(double x) const;
};

/// Steps: the value of an interval over its whole width, so that what the cursor reads is what is
/// drawn there. `interval` in seconds.
void paintCurve(QPainter& painter, const PlotMap& map, const EnvelopePyramid& curve,
                double interval, const QPen& pen);
/// What lies between two curves, filled; a shape for each stretch without gaps.
void paintBand(QPainter& painter, const PlotMap& map, const EnvelopePyramid& low,
               const EnvelopePyramid& high, double interval, const QColor& colour);

/// A small shape; they repeat after eight.
struct MarkLook {
  int shape = 0;
  QColor colour;
  QColor ground;  ///< Around it, to lift it off the lines.
  bool hollow = false;
};
void paintCurveMark(QPainter& painter, const QPointF& centre, double size, const MarkLook& look);
/// Marks along a curve, at the same moments however it is panned; `phase` keeps those of several
/// curves apart.
void paintMarksAlong(QPainter& painter, const PlotMap& map, const EnvelopePyramid& curve,
                     double interval, double size, const MarkLook& look, int phase);
/// As legends and tables show a curve: a stretch of its line with its mark.
void paintSample(QPainter& painter, const QRectF& box, const QPen& pen, const MarkLook& mark);

}  // namespace headroom::gui

// The axis of time below the charts: moments, the cursor's moment, and which part of the run is
// shown. Dragging it pans.
#pragma once

#include <optional>

#include "gui/timeline/time_strip.h"

namespace headroom::gui {

class TimeAxis : public TimeStrip {
  Q_OBJECT
 public:
  explicit TimeAxis(QWidget* parent);
  /// Where the run ends.
  void setRunEnd(Time end);
  void paintOn(QPainter& painter, const QRectF& box) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  QRectF momentLabel(const PlotMap& map, const QFontMetricsF& metrics) const;
  void paintMoment(QPainter& painter, const QRectF& label) const;
  void paintPart(QPainter& painter, const PlotMap& map) const;
  double runEnd_ = 0;
  std::optional<double> dragged_;
};

}  // namespace headroom::gui

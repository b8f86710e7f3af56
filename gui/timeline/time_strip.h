// A narrow widget above or below the charts, on the same axis of time.
#pragma once

#include <QWidget>

#include "gui/timeline/curve_painting.h"
#include "sim/time.h"

namespace headroom::gui {

class TimeStrip : public QWidget {
  Q_OBJECT
 public:
  explicit TimeStrip(QWidget* parent) : QWidget(parent) {}

  void setShownTime(Time from, Time to);
  /// Room at the sides, so that moments stand above or below those of the charts.
  void setMargins(int left, int right);
  void setMoment(Time at);
  Time timeAt(double x) const;
  double xOf(Time at) const;
  virtual void paintOn(QPainter& painter, const QRectF& box) = 0;

 Q_SIGNALS:
  void panned(headroom::Duration by);
  void zoomed(headroom::Time at, double factor);
  void wholeAsked();

 protected:
  PlotMap mapOf(const QRectF& box) const;
  QFont smallFont() const;
  Time moment() const { return moment_; }
  double from() const { return from_; }
  double to() const { return to_; }

  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;

 private:
  double from_ = 0, to_ = 1;
  int left_ = 0, right_ = 0;
  Time moment_{};
};

}  // namespace headroom::gui

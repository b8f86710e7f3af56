// The door to QCustomPlot: heavy, and written with Qt's short keywords, so it is included here and
// this header by as few files as can be.
#pragma once

#include <QtCore>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach

#include <functional>
#include <utility>
#include <vector>

#include "gui/timeline/ticks.h"

namespace headroom::gui {

/// Something painted on a layer of a plot.
class PlotPart : public QCPLayerable {
 public:
  using Paint = std::function<void(QCPPainter&)>;
  /// `withMarks`: to the plot and as far beyond it as a mark on its edge reaches.
  enum class Clip { none, toPlot, withMarks };
  PlotPart(QCustomPlot* plot, const QString& layer, Clip clip, Paint paint)
      : QCPLayerable(plot, layer), clip_(clip), paint_(std::move(paint)) {}

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override {
    painter->setAntialiasing(false);
  }
  QRect clipRect() const override {
    constexpr int kMark = 5;
    if (clip_ == Clip::none) return mParentPlot->viewport();
    const QRect plot = mParentPlot->axisRect()->rect();
    // A line on the upper edge, as of what is full, is seen in its whole width.
    return clip_ == Clip::toPlot ? plot.adjusted(0, -1, 0, 0) : plot.adjusted(0, -kMark, 0, kMark);
  }
  void draw(QCPPainter* painter) override { paint_(*painter); }

 private:
  Clip clip_;
  Paint paint_;
};

/// Marks of an axis as somebody else chose them.
class GivenTicker : public QCPAxisTicker {
 public:
  using Choose = std::function<std::vector<Tick>(double low, double high)>;
  explicit GivenTicker(Choose choose) : choose_(std::move(choose)) {}

  void generate(const QCPRange& range, const QLocale&, QChar, int, QVector<double>& ticks,
                QVector<double>* subTicks, QVector<QString>* tickLabels) override {
    ticks.clear();
    if (subTicks) subTicks->clear();
    if (tickLabels) tickLabels->clear();
    for (const Tick& tick : choose_(range.lower, range.upper)) {
      ticks.append(tick.at);
      if (tickLabels) tickLabels->append(tick.label);
    }
  }

 private:
  Choose choose_;
};

}  // namespace headroom::gui

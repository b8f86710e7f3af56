// What a chart is drawn from, and how: the part behind ChartView that knows the plot.
#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetrics>
#include <QPainter>
#include <QPen>
#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "gui/look/colours.h"
#include "gui/timeline/chart_content.h"
#include "gui/timeline/curve_painting.h"
#include "gui/timeline/envelope_pyramid.h"
#include "gui/timeline/ticks.h"
#include "sim/time.h"

class QCustomPlot;
class QPicture;
class QWidget;

namespace headroom::gui {

inline constexpr double kMarkSize = 7;  // Pixels of the marks of curves.

/// A curve as it is drawn.
struct Drawn {
  EnvelopePyramid values, compared, ribbonLow, ribbonHigh;
};

struct ChartPlot {
  QWidget& view;
  QCustomPlot* plot;  ///< A child of the view.
  ChartContent content;
  std::vector<Drawn> drawn;
  std::vector<ShadedWindow> windows;
  double from = 0, to = 1;   ///< Seconds in sight.
  double low = 0, high = 1;  ///< Of the value axis.
  Time moment{};
  Time end = kNever;
  QString endWord;
  std::optional<std::pair<Time, Time>> brush;
  int leftMargin = 60;

  explicit ChartPlot(QWidget& of);
  // The plot paints with what stands here: it goes first.
  ~ChartPlot();
  ChartPlot(const ChartPlot&) = delete;
  ChartPlot& operator=(const ChartPlot&) = delete;

  void setContent(ChartContent what);
  void style();
  /// The value axis to what is in sight.
  void fitValues();
  void fill(const QRect& box);
  /// Drawn again soon; at once; only what lies over the curves.
  void changed();
  void redraw();
  void overlayChanged();
  void record(QPicture& picture, const QSize& size);

  int headerHeight() const { return QFontMetrics(legendFont()).height() + 4; }
  int footHeight() const { return QFontMetrics(legendFont()).height() / 2 + 1; }
  QFont legendFont() const;
  std::vector<Tick> valueTicks() const;
  PlotMap map() const;
  Colours colours() const;

 private:
  int width() const;
  int valueSteps() const;
  std::vector<Tick> momentTicks(double first, double last) const;
  bool hasValues() const;
  void paintWindows(QPainter& painter) const;
  void paintEnd(QPainter& painter, const PlotMap& map) const;
  void paintEndWord(QPainter& painter, const PlotMap& map) const;
  void paintCurves(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;
  void paintNothing(QPainter& painter, const PlotMap& map) const;
  void paintHeader(QPainter& painter) const;
  void paintLegend(QPainter& painter, double x, double right) const;
  void paintOverlay(QPainter& painter) const;
  void paintBrush(QPainter& painter, const PlotMap& map) const;
  void paintCursor(QPainter& painter, const PlotMap& map) const;
};

QPen penOf(const Curve& curve, const Colours& colours, bool compared);
MarkLook markOf(const Curve& curve, const Colours& colours, bool hollow);
/// What to say where a chart has nothing to show.
QString nothingHere(ChartKind kind);
Extent inSight(const EnvelopePyramid& curve, double from, double to, double interval);

}  // namespace headroom::gui

#include "gui/timeline/chart_plot.h"

#include <QPicture>
#include <algorithm>
#include <cmath>

#include "gui/timeline/chart_view.h"
#include "gui/timeline/plot.h"

namespace headroom::gui {
namespace {

/// Of the same look on a screen and in a picture: a size in points depends on the device.
QFont inPixels(QFont font, double scale = 1) {
  const double pixels = QFontInfo(font).pixelSize() * scale;
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
  return font;
}

EnvelopePyramid pyramidOf(const Values& values) {
  return values ? EnvelopePyramid(*values) : EnvelopePyramid();
}

Drawn drawnOf(const Curve& curve) {
  Drawn drawn{pyramidOf(curve.values), pyramidOf(curve.compared), {}, {}};
  if (curve.ribbon) {
    drawn.ribbonLow = EnvelopePyramid(curve.ribbon->low);
    drawn.ribbonHigh = EnvelopePyramid(curve.ribbon->high);
  }
  return drawn;
}

}  // namespace

Extent inSight(const EnvelopePyramid& curve, double from, double to, double interval) {
  const double last = std::ceil(to / interval);
  const double first = std::floor(from / interval);
  if (last <= 0) return {};
  return curve.over(static_cast<std::size_t>(std::max(0.0, first)), static_cast<std::size_t>(last));
}

ChartPlot::ChartPlot(QWidget& of) : view(of), plot(new QCustomPlot(&of)) {
  plot->setAttribute(Qt::WA_TransparentForMouseEvents);
  plot->setFocusPolicy(Qt::NoFocus);
  plot->setNotAntialiasedElements(QCP::aeAll);
  plot->axisRect()->setAutoMargins(QCP::msNone);
  plot->axisRect()->setMinimumMargins(QMargins());
  plot->plotLayout()->setMargins(QMargins());
  plot->xAxis->setTickLabels(false);
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLength(0);
    axis->setSubTicks(false);
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  plot->xAxis->setTicker(QSharedPointer<GivenTicker>::create(
      [this](double first, double last) { return momentTicks(first, last); }));
  plot->yAxis->setTicker(
      QSharedPointer<GivenTicker>::create([this](double, double) { return valueTicks(); }));
  using Clip = PlotPart::Clip;
  const auto add = [this](const char* layer, Clip clip, void (ChartPlot::*paint)(QPainter&) const) {
    new PlotPart(plot, QLatin1String(layer), clip,
                 [this, paint](QCPPainter& painter) { (this->*paint)(painter); });
  };
  add("background", Clip::toPlot, &ChartPlot::paintWindows);
  add("main", Clip::toPlot, &ChartPlot::paintCurves);
  add("main", Clip::withMarks, &ChartPlot::paintMarks);
  add("legend", Clip::none, &ChartPlot::paintHeader);
  add("overlay", Clip::none, &ChartPlot::paintOverlay);
}

void ChartPlot::style() {
  const Colours c = colours();
  plot->setBackground(QBrush(c.ground));
  const QPen grid(c.grid, 1);
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setBasePen(QPen(c.border, 1));
    axis->setTickPen(QPen(c.border, 1));  // Of no length: a dot on the line of the axis.
    axis->grid()->setPen(grid);
    axis->setTickLabelColor(c.dim);
    axis->setTickLabelFont(legendFont());
    axis->setTickLabelPadding(5);
  }
  plot->axisRect()->setMargins(
      QMargins(leftMargin, headerHeight(), ChartView::kRightMargin, footHeight()));
}

int ChartPlot::valueSteps() const {
  const int height = plot->viewport().height() - headerHeight() - footHeight();
  return std::clamp(height / (QFontMetrics(legendFont()).height() * 2), 1, 5);
}

std::vector<Tick> ChartPlot::valueTicks() const {
  return content.logarithmic ? logTicks(low, high, valueSteps(), content.unit)
                             : gui::valueTicks(high, valueSteps(), content.unit);
}

std::vector<Tick> ChartPlot::momentTicks(double first, double last) const {
  const int room = width() - leftMargin - ChartView::kRightMargin;
  return timeTicks(first, last, timeTickRoom(room, QFontMetrics(legendFont())));
}

PlotMap ChartPlot::map() const {
  return {QRectF(plot->axisRect()->rect()), from, to, low, high, content.logarithmic};
}

bool ChartPlot::hasValues() const {
  for (std::size_t i = 0; i < drawn.size(); ++i)
    if (!inSight(drawn[i].values, from, to, toSeconds(content.curves[i].interval)).isGap())
      return true;
  return false;
}

void ChartPlot::fitValues() {
  Extent extent;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const double interval = toSeconds(content.curves[i].interval);
    extent.include(inSight(drawn[i].values, from, to, interval));
    extent.include(inSight(drawn[i].ribbonLow, from, to, interval));
    extent.include(inSight(drawn[i].ribbonHigh, from, to, interval));
    extent.include(
        inSight(drawn[i].compared, from, to, toSeconds(content.curves[i].comparedInterval)));
  }
  const double most = extent.isGap() ? 0 : extent.high;
  if (content.logarithmic) {
    high = most > 0 ? niceTop(most) : 1;
    // Zeros have no place on the axis: they lie on its edge, three decades down.
    const double least = !extent.isGap() && extent.low > 0 ? extent.low : high / 1000;
    low = std::pow(10, std::floor(std::log10(std::min(least, high / 10)) + 1e-9));
  } else {
    low = 0;
    high = content.fixedTop > 0 && most <= content.fixedTop * (1 + 1e-9) ? content.fixedTop
                                                                         : niceTop(most * 1.02);
  }
  plot->yAxis->setScaleType(content.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  plot->yAxis->setRange(low, high);
  plot->xAxis->setRange(from, to);
}

ChartPlot::~ChartPlot() { delete plot; }

void ChartPlot::setContent(ChartContent what) {
  content = std::move(what);
  drawn.clear();
  for (const Curve& curve : content.curves) drawn.push_back(drawnOf(curve));
  fitValues();
  changed();
}

void ChartPlot::fill(const QRect& box) { plot->setGeometry(box); }
void ChartPlot::changed() { plot->replot(QCustomPlot::rpQueuedReplot); }
void ChartPlot::redraw() { plot->replot(QCustomPlot::rpQueuedRefresh); }
void ChartPlot::overlayChanged() { plot->layer(QStringLiteral("overlay"))->replot(); }

void ChartPlot::record(QPicture& picture, const QSize& size) {
  QCPPainter painter(&picture);
  painter.setMode(QCPPainter::pmVectorized);
  plot->toPainter(&painter, size.width(), size.height());
}

QFont ChartPlot::legendFont() const { return inPixels(view.font(), 0.92); }
Colours ChartPlot::colours() const { return coloursOf(view.palette()); }
int ChartPlot::width() const { return plot->viewport().width(); }

}  // namespace headroom::gui

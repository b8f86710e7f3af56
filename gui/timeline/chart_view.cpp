#include "gui/timeline/chart_view.h"

#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QPicture>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/look/colours.h"
#include "gui/look/words.h"
#include "gui/timeline/curve_painting.h"
#include "gui/timeline/plot.h"

namespace headroom::gui {
namespace {

constexpr double kLine = 2;          // Pixels of a curve,
constexpr double kThin = 1;          // of a detail, and of a compared curve.
constexpr int kBandAlpha = 56;       // Of 255.
constexpr double kFaintAlpha = 0.6;  // Of a compared curve.
constexpr double kMarkSize = 7;      // Pixels.

QString help() {
  return QStringLiteral(
      "Drag to move the cursor; Shift+drag to zoom into a stretch; Ctrl+wheel to zoom.\n"
      "Left and Right move by one interval, with Shift by ten; PgUp and PgDn to the next event.\n"
      "Backspace goes back, a double click shows the whole run.");
}

/// Of the same look on a screen and in a picture: a size in points depends on the device.
QFont inPixels(QFont font, double scale = 1) {
  const double pixels = QFontInfo(font).pixelSize() * scale;
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
  return font;
}

struct Drawn {
  EnvelopePyramid values, compared, ribbonLow, ribbonHigh;
};

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

Extent visible(const EnvelopePyramid& curve, double from, double to, double interval) {
  const double last = std::ceil(to / interval);
  const double first = std::floor(from / interval);
  if (last <= 0) return {};
  return curve.over(static_cast<std::size_t>(std::max(0.0, first)), static_cast<std::size_t>(last));
}

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

/// Half lines of text that a plot is at least high.
int lines(ChartKind kind) { return kind == ChartKind::load || kind == ChartKind::latency ? 8 : 5; }

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

}  // namespace

struct ChartView::Plot {
  ChartView& view;
  QCustomPlot* plot;
  ChartContent content;
  std::vector<Drawn> drawn;
  std::vector<ShadedWindow> windows;
  double from = 0, to = 1, low = 0, high = 1;
  Time moment{};
  Time end = kNever;
  QString endWord;
  std::optional<std::pair<Time, Time>> brush;
  int leftMargin = 60;

  explicit Plot(ChartView& of);
  void style();
  void fitValues();
  int headerHeight() const { return QFontMetrics(legendFont()).height() + 4; }
  int footHeight() const { return QFontMetrics(legendFont()).height() / 2 + 1; }
  QFont legendFont() const { return inPixels(view.font(), 0.92); }
  int valueSteps() const;
  std::vector<Tick> valueTicks() const;
  std::vector<Tick> momentTicks(double first, double last) const;
  PlotMap map() const;
  Colours colours() const { return coloursOf(view.palette()); }
  void changed() { plot->replot(QCustomPlot::rpQueuedReplot); }
  void overlayChanged() { plot->layer(QStringLiteral("overlay"))->replot(); }

  void paintWindows(QPainter& painter) const;
  void paintEnd(QPainter& painter, const PlotMap& map) const;
  void paintEndWord(QPainter& painter, const PlotMap& map) const;
  void paintCurves(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;
  void paintNothing(QPainter& painter, const PlotMap& map) const;
  void paintHeader(QPainter& painter) const;
  double paintLegend(QPainter& painter, double x, double right) const;
  void paintOverlay(QPainter& painter) const;
  bool hasValues() const;
};

ChartView::Plot::Plot(ChartView& of) : view(of), plot(new QCustomPlot(&of)) {
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
  const auto add = [this](const char* layer, Clip clip, void (Plot::*paint)(QPainter&) const) {
    new PlotPart(plot, QLatin1String(layer), clip,
                 [this, paint](QCPPainter& painter) { (this->*paint)(painter); });
  };
  add("background", Clip::toPlot, &Plot::paintWindows);
  add("main", Clip::toPlot, &Plot::paintCurves);
  add("main", Clip::withMarks, &Plot::paintMarks);
  add("legend", Clip::none, &Plot::paintHeader);
  add("overlay", Clip::none, &Plot::paintOverlay);
}

void ChartView::Plot::style() {
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
  plot->axisRect()->setMargins(QMargins(leftMargin, headerHeight(), kRightMargin, footHeight()));
}

int ChartView::Plot::valueSteps() const {
  const int height = plot->viewport().height() - headerHeight() - footHeight();
  return std::clamp(height / (QFontMetrics(legendFont()).height() * 2), 1, 5);
}

std::vector<Tick> ChartView::Plot::valueTicks() const {
  return content.logarithmic ? logTicks(low, high, valueSteps(), content.unit)
                             : gui::valueTicks(high, valueSteps(), content.unit);
}

std::vector<Tick> ChartView::Plot::momentTicks(double first, double last) const {
  const int width = plot->viewport().width() - leftMargin - kRightMargin;
  return timeTicks(first, last, timeTickRoom(width, QFontMetrics(legendFont())));
}

PlotMap ChartView::Plot::map() const {
  return {QRectF(plot->axisRect()->rect()), from, to, low, high, content.logarithmic};
}

bool ChartView::Plot::hasValues() const {
  for (std::size_t i = 0; i < drawn.size(); ++i)
    if (!visible(drawn[i].values, from, to, toSeconds(content.curves[i].interval)).isGap())
      return true;
  return false;
}

void ChartView::Plot::fitValues() {
  Extent extent;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const double interval = toSeconds(content.curves[i].interval);
    extent.include(visible(drawn[i].values, from, to, interval));
    extent.include(visible(drawn[i].ribbonLow, from, to, interval));
    extent.include(visible(drawn[i].ribbonHigh, from, to, interval));
    extent.include(
        visible(drawn[i].compared, from, to, toSeconds(content.curves[i].comparedInterval)));
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

void ChartView::Plot::paintWindows(QPainter& painter) const {
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

void ChartView::Plot::paintEnd(QPainter& painter, const PlotMap& m) const {
  const double left = end == kNever ? m.box.right() : std::max(m.box.left(), m.x(toSeconds(end)));
  if (left >= m.box.right() - 1) return;
  const Colours c = colours();
  const QRectF rest(left, m.box.top(), m.box.right() - left, m.box.height());
  painter.fillRect(rest, QBrush(c.grid, Qt::BDiagPattern));
}

void ChartView::Plot::paintEndWord(QPainter& painter, const PlotMap& m) const {
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

void ChartView::Plot::paintCurves(QPainter& painter) const {
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

void ChartView::Plot::paintMarks(QPainter& painter) const {
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

void ChartView::Plot::paintNothing(QPainter& painter, const PlotMap& m) const {
  if (hasValues()) return;
  painter.setFont(legendFont());
  painter.setPen(colours().dim);
  const QFontMetricsF metrics(painter.font());
  const QString words =
      metrics.elidedText(nothingHere(content.kind), Qt::ElideRight, m.box.width() - 8);
  painter.drawText(m.box, Qt::AlignCenter, words);
}

void ChartView::Plot::paintHeader(QPainter& painter) const {
  const Colours c = colours();
  QFont bold = legendFont();
  bold.setBold(true);
  const QRectF row(leftMargin, 0, plot->viewport().width() - leftMargin - kRightMargin,
                   headerHeight());
  double x = row.left();
  const auto say = [&](const QString& words, const QFont& font, const QColor& colour) {
    const double width = QFontMetricsF(font).horizontalAdvance(words);
    if (x + width > row.right()) return;
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QRectF(x, row.top(), width + 2, row.height()), Qt::AlignVCenter, words);
    x += width + 8;
  };
  say(titleOf(content.kind), bold, c.text);
  if (!content.remark.isEmpty()) say(content.remark, legendFont(), c.dim);
  paintLegend(painter, x + 6, row.right());
}

// As many curves as have room, and how many more there are.
double ChartView::Plot::paintLegend(QPainter& painter, double x, double right) const {
  const Colours c = colours();
  const QFontMetricsF metrics(legendFont());
  const double more = metrics.horizontalAdvance(QStringLiteral("+99"));
  const double sample = metrics.height() * 1.5;
  painter.setFont(legendFont());
  for (std::size_t i = 0; i < content.curves.size(); ++i) {
    const Curve& curve = content.curves[i];
    const double width = sample + 4 + metrics.horizontalAdvance(curve.name) + 12;
    const bool last = i + 1 == content.curves.size();
    if (x + width > right - (last ? 0 : more)) {
      painter.setPen(c.dim);
      painter.drawText(QRectF(x, 0, right - x, headerHeight()), Qt::AlignVCenter,
                       QStringLiteral("+%1").arg(content.curves.size() - i));
      break;
    }
    paintSample(painter, QRectF(x, 0, sample, headerHeight()), penOf(curve, c, false),
                markOf(curve, c, false));
    painter.setPen(c.text);
    painter.drawText(QRectF(x + sample + 4, 0, width, headerHeight()), Qt::AlignVCenter,
                     curve.name);
    x += width;
  }
  return x;
}

void ChartView::Plot::paintOverlay(QPainter& painter) const {
  const PlotMap m = map();
  const Colours c = colours();
  if (brush) {
    const double left = std::clamp(m.x(toSeconds(brush->first)), m.box.left(), m.box.right());
    const double right = std::clamp(m.x(toSeconds(brush->second)), m.box.left(), m.box.right());
    QColor fill = c.accent;
    fill.setAlpha(50);
    const QRectF chosen = QRectF(left, m.box.top(), right - left, m.box.height()).normalized();
    painter.fillRect(chosen, fill);
    painter.setPen(QPen(c.accent, 1));
    painter.drawLine(chosen.topLeft(), chosen.bottomLeft());
    painter.drawLine(chosen.topRight(), chosen.bottomRight());
  }
  const double x = std::floor(m.x(toSeconds(moment)));
  if (x >= m.box.left() && x <= m.box.right() + 1) {
    painter.fillRect(QRectF(x, m.box.top(), 1.5, m.box.height()), c.text);
    for (const Curve& curve : content.curves) {
      const double value = curve.valueAt(moment);
      if (moment <= end && std::isfinite(value))
        paintCurveMark(painter, {x + 0.5, m.y(value)}, kMarkSize, markOf(curve, c, false));
    }
  }
  if (view.hasFocus()) {
    painter.setPen(QPen(c.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(m.box.adjusted(0, 0, 0, 0));
  }
}

ChartView::ChartView(ChartKind kind, QWidget* parent)
    : QWidget(parent), plot_(std::make_unique<Plot>(*this)) {
  plot_->content.kind = kind;
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(titleOf(kind) + QStringLiteral(" chart"));
  setObjectName(titleOf(kind));
  plot_->style();
}

// The plot paints with what stands in plot_: it goes first.
ChartView::~ChartView() { delete plot_->plot; }

ChartKind ChartView::kind() const { return plot_->content.kind; }
const ChartContent& ChartView::content() const { return plot_->content; }

void ChartView::setContent(ChartContent content) {
  const int before = neededLeftMargin();
  plot_->content = std::move(content);
  plot_->drawn.clear();
  for (const Curve& curve : plot_->content.curves) plot_->drawn.push_back(drawnOf(curve));
  plot_->fitValues();
  if (neededLeftMargin() != before) Q_EMIT marginChanged();
  setAccessibleDescription(describe());
  plot_->changed();
}

void ChartView::setShownTime(Time from, Time to) {
  const double first = toSeconds(from), last = toSeconds(to);
  if (first == plot_->from && last == plot_->to) return;
  const int before = neededLeftMargin();
  plot_->from = first;
  plot_->to = std::max(last, first + 1e-9);
  plot_->fitValues();
  if (neededLeftMargin() != before) Q_EMIT marginChanged();
  plot_->changed();
}

void ChartView::setWindows(std::vector<ShadedWindow> windows) {
  plot_->windows = std::move(windows);
  plot_->changed();
}

void ChartView::setEnd(Time end, const QString& word) {
  if (plot_->end == end && plot_->endWord == word) return;
  plot_->end = end;
  plot_->endWord = word;
  plot_->changed();
}

void ChartView::setMoment(Time at) {
  if (plot_->moment == at) return;
  plot_->moment = at;
  setAccessibleDescription(describe());
  plot_->overlayChanged();
}

void ChartView::setBrush(std::optional<std::pair<Time, Time>> stretch) {
  plot_->brush = stretch;
  plot_->overlayChanged();
}

int ChartView::neededLeftMargin() const {
  const QFontMetrics metrics(plot_->legendFont());
  int widest = 0;
  for (const Tick& tick : plot_->valueTicks())
    widest = std::max(widest, metrics.horizontalAdvance(tick.label));
  return widest + 12;
}

void ChartView::setLeftMargin(int margin) {
  if (plot_->leftMargin == margin) return;
  plot_->leftMargin = margin;
  plot_->style();
  plot_->changed();
}

QRectF ChartView::plotBox() const {
  return QRectF(plot_->leftMargin, plot_->headerHeight(),
                width() - plot_->leftMargin - kRightMargin,
                height() - plot_->headerHeight() - plot_->footHeight());
}

Time ChartView::timeAt(double x) const {
  PlotMap map = plot_->map();
  map.box = plotBox();
  return fromSeconds(std::clamp(map.secondsAt(x), plot_->from, plot_->to));
}

double ChartView::xOf(Time at) const {
  PlotMap map = plot_->map();
  map.box = plotBox();
  return map.x(toSeconds(at));
}

std::vector<Tick> ChartView::shownValueTicks() const { return plot_->valueTicks(); }
std::pair<double, double> ChartView::valueRange() const { return {plot_->low, plot_->high}; }

QString ChartView::describe() const {
  QStringList words;
  for (const Curve& curve : plot_->content.curves) {
    QString value = curve.name + u' ' + valueText(curve.valueAt(plot_->moment), curve.unit);
    if (curve.compared)
      value += QStringLiteral(" (compared: %1)")
                   .arg(valueText(curve.comparedAt(plot_->moment), curve.unit));
    words << value;
  }
  if (words.isEmpty()) return nothingHere(kind());
  return QStringLiteral("at %1: %2")
      .arg(momentText(plot_->moment), words.join(QStringLiteral(", ")));
}

void ChartView::paintOn(QPainter& painter, const QRectF& box) {
  QPicture picture;
  {
    QCPPainter recorder(&picture);
    recorder.setMode(QCPPainter::pmVectorized);
    plot_->plot->toPainter(&recorder, static_cast<int>(box.width()),
                           static_cast<int>(box.height()));
  }
  painter.save();
  painter.translate(box.topLeft());
  // A picture is played in its own dots an inch; the layout is in pixels.
  const double scale =
      static_cast<double>(picture.logicalDpiX()) / std::max(1, painter.device()->logicalDpiX());
  painter.scale(scale, scale);
  painter.drawPicture(0, 0, picture);
  painter.restore();
}

QPixmap ChartView::sampleOf(const Curve& curve) const {
  const double ratio = devicePixelRatioF();
  const int height = QFontMetrics(plot_->legendFont()).height();
  QPixmap pixmap(QSizeF(height * 1.5 * ratio, height * ratio).toSize());
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  const Colours c = plot_->colours();
  paintSample(painter, QRectF(0, 0, height * 1.5, height), penOf(curve, c, false),
              markOf(curve, c, false));
  return pixmap;
}

void ChartView::redraw() { plot_->plot->replot(QCustomPlot::rpQueuedRefresh); }

QSize ChartView::sizeHint() const { return {600, minimumSizeHint().height() * 2}; }

QSize ChartView::minimumSizeHint() const {
  const int line = QFontMetrics(plot_->legendFont()).height();
  return {240, plot_->headerHeight() + plot_->footHeight() + lines(kind()) * line / 2};
}

bool ChartView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help_ = static_cast<QHelpEvent*>(event);
    if (help_->pos().y() < plot_->headerHeight()) {
      QStringList names;
      for (const Curve& curve : plot_->content.curves) names << curve.name;
      QToolTip::showText(help_->globalPos(), names.join(u'\n'), this);
    } else {
      QToolTip::showText(help_->globalPos(), describe() + u'\n' + help(), this);
    }
    return true;
  }
  return QWidget::event(event);
}

void ChartView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
      event->type() == QEvent::StyleChange) {
    plot_->style();
    plot_->changed();
    if (event->type() == QEvent::FontChange) Q_EMIT marginChanged();
  }
  QWidget::changeEvent(event);
}

void ChartView::resizeEvent(QResizeEvent* event) {
  plot_->plot->setGeometry(rect());
  QWidget::resizeEvent(event);
  Q_EMIT marginChanged();
}

void ChartView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  plot_->overlayChanged();
}

void ChartView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  plot_->overlayChanged();
}

void ChartView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const Time at = timeAt(event->position().x());
  if (event->modifiers() & Qt::ShiftModifier) {
    brushFrom_ = at;
    Q_EMIT brushing(at, at);
    return;
  }
  scrubbing_ = true;
  Q_EMIT scrubbed(at);
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
  const Time at = timeAt(event->position().x());
  if (brushFrom_) Q_EMIT brushing(*brushFrom_, at);
  if (scrubbing_) Q_EMIT scrubbed(at);
}

void ChartView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  scrubbing_ = false;
  if (!brushFrom_) return;
  const Time from = *brushFrom_;
  brushFrom_.reset();
  Q_EMIT brushed(from, timeAt(event->position().x()));
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT wholeAsked();
}

void ChartView::wheelEvent(QWheelEvent* event) {
  const QPoint turn = event->angleDelta();
  if (event->modifiers() & Qt::ControlModifier) {
    Q_EMIT zoomed(timeAt(event->position().x()), std::pow(0.8, turn.y() / 120.0));
  } else if (turn.x() != 0 || (event->modifiers() & Qt::ShiftModifier)) {
    const double share = (turn.x() != 0 ? turn.x() : turn.y()) / 120.0 * -0.1;
    Q_EMIT panned(fromSeconds(share * (plot_->to - plot_->from)));
  } else {
    event->ignore();  // The charts are scrolled.
    return;
  }
  event->accept();
}

}  // namespace headroom::gui

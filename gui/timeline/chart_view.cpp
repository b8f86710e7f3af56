#include "gui/timeline/chart_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPicture>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/look/words.h"
#include "gui/timeline/chart_plot.h"

namespace headroom::gui {
namespace {

QString help() {
  return QStringLiteral(
      "Drag to move the cursor; Shift+drag to zoom into a stretch; Ctrl+wheel to zoom.\n"
      "Left and Right move by one interval, with Shift by ten; PgUp and PgDn to the next event.\n"
      "Backspace goes back, a double click shows the whole run.");
}

/// Half lines of text that a plot is at least high.
int lines(ChartKind kind) { return kind == ChartKind::load || kind == ChartKind::latency ? 8 : 5; }

}  // namespace

ChartView::ChartView(ChartKind kind, QWidget* parent)
    : QWidget(parent), plot_(std::make_unique<ChartPlot>(*this)) {
  plot_->content.kind = kind;
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(titleOf(kind) + QStringLiteral(" chart"));
  setObjectName(titleOf(kind));
  plot_->style();
}

ChartView::~ChartView() = default;

ChartKind ChartView::kind() const { return plot_->content.kind; }
const ChartContent& ChartView::content() const { return plot_->content; }

void ChartView::setContent(ChartContent content) {
  const int before = neededLeftMargin();
  plot_->setContent(std::move(content));
  if (neededLeftMargin() != before) Q_EMIT marginChanged();
  setAccessibleDescription(describe());
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
  plot_->record(picture, box.size().toSize());
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

void ChartView::redraw() { plot_->redraw(); }

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
  plot_->fill(rect());
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

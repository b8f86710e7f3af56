#include "gui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "gui/canvas/canvas_words.h"
#include "gui/look/words.h"

namespace headroom::gui {
namespace {

constexpr qreal kPictureSide = 16;      ///< Margin of pictures.
constexpr qreal kPictureAtMost = 8000;  ///< Longer side, in pixels.

/// The smallest of 1, 2, 3, 5 times a power of ten that is not less.
double roundUp(double value) {
  if (value <= 0) return 0;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double digit : {1., 2., 3., 5., 10.})
    if (value <= digit * power * (1 + 1e-9)) return digit * power;
  return value;
}

}  // namespace

CanvasView::CanvasView(Document& document, Runs& runs, Focus& focus, QWidget* parent)
    : ZoomView(parent),
      document_(document),
      runs_(runs),
      focus_(focus),
      scene_(new CanvasScene(context_, this)),
      headlineLabel_(new QLabel(this)),
      legend_(new Legend(this)),
      legendAction_(new QAction(tr("&Legend of the canvas"), this)) {
  setScene(scene_);
  setAccessibleName(tr("Topology"));
  headlineLabel_->setAccessibleName(tr("State of all parts at the cursor"));
  headlineLabel_->setAutoFillBackground(true);
  headlineLabel_->setTextFormat(Qt::PlainText);
  legendAction_->setCheckable(true);
  legendAction_->setChecked(true);
  legendAction_->setToolTip(tr("What marks, widths and tints of the canvas mean (L)"));
  connect(legendAction_, &QAction::toggled, this, &CanvasView::arrange);
  connect(legend_, &Legend::hideAsked, legendAction_, [this] { legendAction_->setChecked(false); });
  connect(&document_, &Document::changed, this, &CanvasView::takeDocument);
  connect(&focus_, &Focus::cursorMoved, this, &CanvasView::readState);
  connect(&focus_, &Focus::subjectChanged, this, &CanvasView::takeSubject);
  connect(&focus_, &Focus::variantsChanged, this, [this] { takeTopology(false); });
  connect(&runs_, &Runs::courseChanged, this, [this](std::size_t variant) {
    if (variant == focus_.variant()) takeCourse();
  });
  connect(&runs_, &Runs::stateChanged, this, &CanvasView::takeCourse);
  takeLook();
  takeDocument();
}

void CanvasView::takeDocument() { takeTopology(true); }

/// Variants mostly differ in figures: then the cards stay where they are.
void CanvasView::takeTopology(bool anew) {
  Topology topology;
  if (const auto scenario = document_.scenario(); scenario && !scenario->variants.empty()) {
    const std::size_t variant = std::min(focus_.variant(), scenario->variants.size() - 1);
    topology = topologyOf(scenario->variants[variant].spec.system);
  }
  if (anew || !(topology == context_.topology)) {
    context_.topology = std::move(topology);
    context_.reader.setTopology(context_.topology);
    context_.reader.read(focus_.cursor(), context_.state);
    scene_->rebuild();
    legend_->setLimits(std::any_of(context_.topology.parts.begin(), context_.topology.parts.end(),
                                   [](const TopologyPart& part) { return !part.limits.empty(); }));
    if (anew) fit();
    arrange();
  }
  context_.selected = focus_.subject();
  takeCourse();
}

void CanvasView::takeCourse() {
  context_.reader.setCourse(runs_.course(focus_.variant()));
  const double widest = roundUp(context_.reader.busiest());
  if (widest != context_.widest) {
    context_.widest = widest;
    legend_->setWidest(widest);
    arrange();
  }
  readState();
}

void CanvasView::readState() {
  context_.cursor = focus_.cursor();
  context_.reader.read(context_.cursor, context_.state);
  viewport()->update();
  sayWords();
}

void CanvasView::takeSubject() {
  context_.selected = focus_.subject();
  const QRectF card = cardOf(context_.selected);
  if (!card.isEmpty() && !mapToScene(viewport()->rect()).boundingRect().contains(card))
    ensureVisible(card, 20, 20);
  viewport()->update();
  sayWords();
}

void CanvasView::takeLook() {
  context_.look = CanvasLook(*this);
  setBackgroundBrush(context_.look.colours.ground);
  viewport()->update();
}

/// For those who do not see the picture: the selection, or all in a line.
void CanvasView::sayWords() {
  headlineWords_ = hint();
  if (headlineWords_.isEmpty() && !context_.topology.empty())
    headlineWords_ =
        tr("At %1 · %2")
            .arg(momentText(context_.cursor), summaryWords(context_.topology, context_.state));
  showHeadline();
  const QString selected = describe(context_.selected);
  const QString empty = emptyWords();
  setAccessibleDescription(!empty.isEmpty()     ? empty
                           : selected.isEmpty() ? headlineWords_
                                                : selected);
}

QString CanvasView::emptyWords() const {
  if (!document_.isOpen())
    return tr("The parts of a system and who calls whom stand here. Open a scenario (Ctrl+O).");
  if (!document_.scenario()) {
    for (const Diagnostic& finding : document_.findings())
      if (finding.severity == Severity::error)
        return tr("The file has errors, so there is nothing to draw yet. The first one: %1")
            .arg(text(finding.message));
    return tr("The file could not be read.");
  }
  if (context_.topology.empty()) return tr("The file has no parts yet.");
  return {};
}

QString CanvasView::hint() const {
  if (context_.topology.empty()) return {};
  if (!context_.state.known && document_.scenario() && document_.scenario()->systemOnly)
    return tr("As configured. A workload in the file would show the parts at work.");
  if (!context_.state.known)
    return runs_.isActive()
               ? tr("As configured. The run has begun: the state of every part comes in a moment.")
               : tr("As configured. Run (F5) to see the state of every part at the cursor.");
  if (context_.reader.course()->revision != document_.revision())
    return tr("Of the file as it was before it changed: run again (F5). At %1 · %2")
        .arg(momentText(context_.cursor), summaryWords(context_.topology, context_.state));
  return {};
}

void CanvasView::showHeadline() {
  const int room = headlineLabel_->width() - headlineLabel_->margin() * 2;
  headlineLabel_->setText(
      headlineLabel_->fontMetrics().elidedText(headlineWords_, Qt::ElideRight, room));
  headlineLabel_->setToolTip(headlineWords_);
}

/// A line above and the legend below, in margins of their own: nothing covers a card.
void CanvasView::arrange() {
  const bool empty = context_.topology.empty();
  const int inner = width() - frameWidth() * 2;
  // Scroll bars stand outside of the margins.
  const int right = verticalScrollBar()->isVisible() ? verticalScrollBar()->width() : 0;
  const int under = horizontalScrollBar()->isVisible() ? horizontalScrollBar()->height() : 0;
  // In a small window the picture matters more.
  const bool legend =
      legendAction_->isChecked() && !empty && legend_->heightForWidth(inner) * 4 < height();
  const int above = empty ? 0 : qRound(fontMetrics().height() * 1.5);
  const int below = legend ? legend_->heightForWidth(inner - right) : 0;
  setViewportMargins(0, above, 0, below);
  headlineLabel_->setMargin(qRound(fontMetrics().height() * 0.3));
  headlineLabel_->setVisible(!empty);
  headlineLabel_->setGeometry(frameWidth(), frameWidth(), inner - right, above);
  legend_->setVisible(legend);
  legend_->setGeometry(frameWidth(), height() - frameWidth() - under - below, inner - right, below);
  showHeadline();
  setContent(scene_->content());
}

void CanvasView::resizeEvent(QResizeEvent* event) {
  ZoomView::resizeEvent(event);
  arrange();
}

void CanvasView::changeEvent(QEvent* event) {
  ZoomView::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) takeLook();
  if (event->type() == QEvent::FontChange) {
    takeLook();
    scene_->rebuild();
    arrange();
  }
}

void CanvasView::drawForeground(QPainter* painter, const QRectF&) {
  const QString words = emptyWords();
  painter->save();
  painter->resetTransform();
  const QRect all = viewport()->rect();
  if (!words.isEmpty()) {
    painter->setFont(font());
    painter->setPen(context_.look.colours.dim);
    const int side = all.width() / 8;
    painter->drawText(all.adjusted(side, 0, -side, 0), Qt::AlignCenter | Qt::TextWordWrap, words);
  }
  if (hasFocus()) {
    painter->setPen(QPen(context_.look.colours.accent, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(all.adjusted(0, 0, -1, -1));
  }
  painter->restore();
}

void CanvasView::focusInEvent(QFocusEvent* event) {
  ZoomView::focusInEvent(event);
  viewport()->update();
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
  ZoomView::focusOutEvent(event);
  viewport()->update();
}

Subject CanvasView::subjectAt(const QPoint& at) const {
  for (const QGraphicsItem* item : items(at)) {
    if (const auto* part = qgraphicsitem_cast<const PartItem*>(item))
      return {Subject::Kind::part, context_.topology.parts[part->part()].name};
    if (const auto* flow = qgraphicsitem_cast<const FlowItem*>(item))
      return {Subject::Kind::flow, context_.topology.flows[flow->flow()].name};
  }
  return {};
}

bool CanvasView::isGround(const QPoint& at) const {
  return subjectAt(at).kind == Subject::Kind::none;
}

void CanvasView::clickedAt(const QPoint& at) { focus_.select(subjectAt(at)); }

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
  const Subject subject = subjectAt(event->position().toPoint());
  if (event->button() != Qt::LeftButton || subject.kind != Subject::Kind::part) return;
  focus_.select(subject);
  Q_EMIT partActivated(text(subject.name));
}

void CanvasView::step(Direction direction) {
  const auto next =
      walk(context_.topology, scene_->layout(), scene_->input(), context_.selected, direction);
  if (next) focus_.select(*next);
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return step(Direction::left);
    case Qt::Key_Right:
      return step(Direction::right);
    case Qt::Key_Up:
      return step(Direction::up);
    case Qt::Key_Down:
      return step(Direction::down);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (!nodeOf(context_.topology, context_.selected)) return step(Direction::right);
      if (context_.selected.kind == Subject::Kind::part)
        Q_EMIT partActivated(text(context_.selected.name));
      return;
    case Qt::Key_Escape:
      if (context_.selected.kind == Subject::Kind::none) break;
      return focus_.clearSelection();
    case Qt::Key_L:
      return legendAction_->toggle();
    default:
      break;
  }
  ZoomView::keyPressEvent(event);
}

void CanvasView::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  menu.addAction(tr("&Fit all (0)"), this, &CanvasView::fit);
  menu.addAction(tr("Zoom &in (+)"), this, &CanvasView::zoomIn);
  menu.addAction(tr("Zoom &out (-)"), this, &CanvasView::zoomOut);
  menu.addSeparator();
  menu.addAction(legendAction_);
  menu.exec(event->globalPos());
}

bool CanvasView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return ZoomView::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString words = toolTipAt(help->pos());
  if (words.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(help->globalPos(), words, viewport());
  return true;
}

QString CanvasView::toolTipAt(const QPoint& at) const {
  const Topology& topology = context_.topology;
  for (const QGraphicsItem* item : items(at)) {
    if (const auto* part = qgraphicsitem_cast<const PartItem*>(item))
      return partToolTip(topology.parts[part->part()], context_.state.parts[part->part()]);
    if (const auto* flow = qgraphicsitem_cast<const FlowItem*>(item))
      return flowToolTip(topology.flows[flow->flow()], context_.state.flows[flow->flow()]);
    if (const auto* edge = qgraphicsitem_cast<const EdgeItem*>(item))
      return edgeWords(topology, topology.edges[edge->edge()], context_.state.edges[edge->edge()]);
  }
  return {};
}

QString CanvasView::describe(const Subject& subject) const {
  const Topology& topology = context_.topology;
  const auto node = nodeOf(topology, subject);
  if (!node) return {};
  const std::size_t flows = topology.flows.size();
  return *node < flows
             ? flowWords(topology.flows[*node], context_.state.flows[*node])
             : partWords(topology.parts[*node - flows], context_.state.parts[*node - flows]);
}

QString CanvasView::describeEdge(const std::string& caller, const std::string& callee) const {
  const Topology& topology = context_.topology;
  for (std::size_t e = 0; e < topology.edges.size(); ++e)
    if (topology.callerOf(topology.edges[e]) == caller &&
        topology.parts[topology.edges[e].to].name == callee)
      return edgeWords(topology, topology.edges[e], context_.state.edges[e]);
  return {};
}

QRectF CanvasView::cardOf(const Subject& subject) const {
  const auto node = nodeOf(context_.topology, subject);
  return node ? scene_->cardOf(*node) : QRectF();
}

void CanvasView::centreOn(const QString& part) {
  const QRectF card = cardOf({Subject::Kind::part, part.toStdString()});
  if (card.isEmpty()) return;
  if (detailAt(zoom(), context_.look) != Detail::full) zoomTo(1);
  centerOn(card.center());
}

QSize CanvasView::preferredPictureSize() const {
  const QSizeF content = scene_->content().size() + QSizeF(kPictureSide, kPictureSide) * 2;
  const qreal scale = std::min(2.0, kPictureAtMost / std::max(content.width(), content.height()));
  const int legend = legend_->heightForWidth(qRound(content.width()));
  return ((content + QSizeF(0, legend)).expandedTo({640, 120}) * scale).toSize();
}

void CanvasView::paintScene(QPainter& painter, const QSizeF& size) {
  const QRectF content = scene_->content().adjusted(-6, -6, 6, 6);
  painter.fillRect(QRectF(QPointF(), size), context_.look.colours.ground);
  // The legend in letters as large as those of the cards.
  const qreal scale =
      std::max(0.5, std::min(size.width() / (content.width() + 2 * kPictureSide), 2.0));
  const qreal width = size.width() / scale - 2 * kPictureSide;
  const qreal legend = legend_->heightForWidth(qRound(width));
  const qreal side = kPictureSide * scale;
  // Who reads the picture has nothing selected.
  const Subject selected = std::exchange(context_.selected, Subject{});
  scene_->render(&painter,
                 QRectF(QPointF(), size).adjusted(side, side, -side, -side - legend * scale),
                 content);
  context_.selected = selected;
  painter.save();
  painter.scale(scale, scale);
  legend_->paintEntries(painter,
                        QRectF(kPictureSide, size.height() / scale - legend - 4, width, legend));
  painter.restore();
}

}  // namespace headroom::gui

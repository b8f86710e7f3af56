#include "gui/canvas/zoom_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr qreal kMargin = 14;
/// A small system is not blown up beyond what is pleasant to read on a projector.
constexpr qreal kLargestFit = 1.7;

}  // namespace

ZoomView::ZoomView(QWidget* parent) : QGraphicsView(parent) {
  setTransformationAnchor(QGraphicsView::AnchorViewCenter);
  setResizeAnchor(QGraphicsView::AnchorViewCenter);
  // All items change at once, whenever the cursor moves.
  setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
  setOptimizationFlags(QGraphicsView::DontSavePainterState |
                       QGraphicsView::DontAdjustForAntialiasing);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
}

void ZoomView::setContent(const QRectF& content) {
  content_ = content.adjusted(-kMargin, -kMargin, kMargin, kMargin);
  setSceneRect(content_);
  if (fitted_) fit();
}

qreal ZoomView::smallest() const {
  if (content_.isEmpty()) return 1;
  // Of the size without scroll bars, which go when all is seen.
  const QSizeF room = maximumViewportSize();
  return std::min(room.width() / content_.width(), room.height() / content_.height());
}

void ZoomView::fit() {
  fitted_ = true;
  const qreal zoom = std::min(smallest(), kLargestFit);
  if (zoom <= 0) return;
  setTransform(QTransform::fromScale(zoom, zoom));
  centerOn(content_.center());
}

void ZoomView::zoomTo(qreal zoom) {
  zoom = std::clamp(zoom, std::min(smallest(), 1.0) * 0.5, kLargest);
  fitted_ = false;
  setTransform(QTransform::fromScale(zoom, zoom));
}

void ZoomView::zoomBy(qreal factor) { zoomTo(zoom() * factor); }

void ZoomView::moveBy(const QPoint& by) {
  fitted_ = false;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
  verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void ZoomView::wheelEvent(QWheelEvent* event) {
  if (!(event->modifiers() & Qt::ControlModifier)) {
    fitted_ = false;
    QGraphicsView::wheelEvent(event);
    return;
  }
  // What is under the mouse stays there.
  setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
  zoomBy(std::pow(kStep, event->angleDelta().y() / 120.0));
  setTransformationAnchor(QGraphicsView::AnchorViewCenter);
  event->accept();
}

void ZoomView::mousePressEvent(QMouseEvent* event) {
  const QPoint at = event->position().toPoint();
  const bool left = event->button() == Qt::LeftButton;
  if (!left && event->button() != Qt::MiddleButton) return QGraphicsView::mousePressEvent(event);
  pressed_ = !left || spaceHeld_ || isGround(at);
  dragging_ = pressed_ && (!left || spaceHeld_);
  pressedAt_ = draggedTo_ = at;
  if (!pressed_) clickedAt(at);
  if (dragging_) viewport()->setCursor(Qt::ClosedHandCursor);
  event->accept();
}

void ZoomView::mouseMoveEvent(QMouseEvent* event) {
  const QPoint at = event->position().toPoint();
  if (!pressed_) return QGraphicsView::mouseMoveEvent(event);
  if (!dragging_ && (at - pressedAt_).manhattanLength() < QApplication::startDragDistance()) return;
  dragging_ = true;
  viewport()->setCursor(Qt::ClosedHandCursor);
  moveBy(at - draggedTo_);
  draggedTo_ = at;
}

void ZoomView::mouseReleaseEvent(QMouseEvent* event) {
  if (pressed_ && !dragging_) clickedAt(event->position().toPoint());
  pressed_ = dragging_ = false;
  viewport()->unsetCursor();
  QGraphicsView::mouseReleaseEvent(event);
}

void ZoomView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoomIn();
    case Qt::Key_Minus:
      return zoomOut();
    case Qt::Key_0:
      return fit();
    case Qt::Key_Space:
      spaceHeld_ = true;
      return;
    default:
      QGraphicsView::keyPressEvent(event);
  }
}

void ZoomView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) spaceHeld_ = false;
  QGraphicsView::keyReleaseEvent(event);
}

void ZoomView::focusOutEvent(QFocusEvent* event) {
  spaceHeld_ = false;
  QGraphicsView::focusOutEvent(event);
}

void ZoomView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  if (fitted_ && !content_.isEmpty()) fit();
}

}  // namespace headroom::gui

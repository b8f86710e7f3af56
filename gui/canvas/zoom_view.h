// A view that is zoomed with Ctrl and the wheel, with + and -, fitted with 0, and moved by dragging
// its ground (or anything with the middle button, or with Space held).
#pragma once

#include <QGraphicsView>
#include <QPoint>

namespace headroom::gui {

class ZoomView : public QGraphicsView {
  Q_OBJECT
 public:
  explicit ZoomView(QWidget* parent);

  /// Shows all of the content; stays so when the window changes its size, until zoomed or moved.
  void fit();
  void zoomIn() { zoomBy(kStep); }
  void zoomOut() { zoomBy(1 / kStep); }
  /// 1: an item's unit is a pixel.
  qreal zoom() const { return transform().m11(); }
  bool isFitted() const { return fitted_; }

 protected:
  /// What is to be seen at most, in the units of the scene.
  void setContent(const QRectF& content);
  void zoomTo(qreal zoom);
  /// A press or release without a drag between them, on what cannot be dragged.
  virtual void clickedAt(const QPoint& at) = 0;
  /// Whether a left press at a place begins to move the view.
  virtual bool isGround(const QPoint& at) const = 0;

  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  static constexpr qreal kStep = 1.25;
  static constexpr qreal kLargest = 4;

  void zoomBy(qreal factor);
  void moveBy(const QPoint& by);
  qreal smallest() const;

  QRectF content_;
  bool fitted_ = true;
  bool spaceHeld_ = false;
  bool pressed_ = false;
  bool dragging_ = false;
  QPoint pressedAt_, draggedTo_;
};

}  // namespace headroom::gui

// The canvas: the topology, and the state of every part at the time of the cursor.
#pragma once

#include <QAction>
#include <QLabel>

#include "gui/canvas/canvas_context.h"
#include "gui/canvas/canvas_scene.h"
#include "gui/canvas/legend.h"
#include "gui/canvas/walk.h"
#include "gui/canvas/zoom_view.h"
#include "gui/document/document.h"
#include "gui/document/focus.h"
#include "gui/run/runs.h"

namespace headroom::gui {

class CanvasView final : public ZoomView {
  Q_OBJECT
 public:
  CanvasView(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

  /// Brings a part to the middle, large enough to be read.
  void centreOn(const QString& part);
  /// Checkable: shows the legend.
  QAction* legendAction() const { return legendAction_; }

  /// The whole topology at the cursor, with the legend, as large as `size` allows.
  void paintScene(QPainter& painter, const QSizeF& size);
  /// At which everything can be read; within what picture formats can hold.
  QSize preferredPictureSize() const;

  // In words, at the cursor; "" for what is not there.
  QString describe(const Subject& subject) const;
  QString describeEdge(const std::string& caller, const std::string& callee) const;
  /// Of what lies at a place of the viewport; "" on the ground.
  QString toolTipAt(const QPoint& at) const;
  /// The line above the picture: what to do, or how all parts do.
  QString headline() const { return headlineWords_; }
  /// Where a card stands in the scene; empty when it is not there.
  QRectF cardOf(const Subject& subject) const;

 Q_SIGNALS:
  /// Double click, or Enter on the selection.
  void partActivated(const QString& part);

 protected:
  void clickedAt(const QPoint& at) override;
  bool isGround(const QPoint& at) const override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void takeDocument();
  void takeTopology(bool anew);
  void takeCourse();
  void readState();
  void takeSubject();
  void takeLook();
  void sayWords();
  QString hint() const;
  QString emptyWords() const;
  void arrange();
  void showHeadline();
  Subject subjectAt(const QPoint& at) const;
  void step(Direction direction);

  Document& document_;
  Runs& runs_;
  Focus& focus_;
  CanvasContext context_;
  CanvasScene* scene_;
  QLabel* headlineLabel_;
  QString headlineWords_;
  Legend* legend_;
  QAction* legendAction_;
};

}  // namespace headroom::gui

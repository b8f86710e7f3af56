// The cards and lines of a topology, laid out.
#pragma once

#include <QGraphicsScene>
#include <vector>

#include "gui/canvas/canvas_context.h"
#include "gui/canvas/edge_item.h"
#include "gui/canvas/flow_item.h"
#include "gui/canvas/part_item.h"

namespace headroom::gui {

class CanvasScene : public QGraphicsScene {
  Q_OBJECT
 public:
  CanvasScene(const CanvasContext& context, QObject* parent);

  /// Lays out the context's topology anew.
  void rebuild();
  const LayoutInput& input() const { return input_; }
  const Layout& layout() const { return layout_; }
  /// All cards with what stands out of them.
  QRectF content() const;
  /// Of a node of the layout.
  QRectF cardOf(std::size_t node) const;

 private:
  const CanvasContext& context_;
  LayoutInput input_;
  Layout layout_;
};

}  // namespace headroom::gui

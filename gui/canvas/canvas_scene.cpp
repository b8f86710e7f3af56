#include "gui/canvas/canvas_scene.h"

namespace headroom::gui {
namespace {

/// Beyond this many lines their figures would be a carpet.
constexpr std::size_t kMostLabels = 400;

LayoutSize sizeOf(const QSizeF& size) { return {size.width(), size.height()}; }

}  // namespace

CanvasScene::CanvasScene(const CanvasContext& context, QObject* parent)
    : QGraphicsScene(parent), context_(context) {
  // Items are placed once and never moved.
  setItemIndexMethod(QGraphicsScene::BspTreeIndex);
}

void CanvasScene::rebuild() {
  clear();
  const CanvasLook& look = context_.look;
  const Topology& topology = context_.topology;
  input_ = layoutInputOf(topology, sizeOf(look.flow), sizeOf(look.part));
  LayoutOptions options;
  options.rankGap = look.line * 6;
  options.nodeGap = look.line * 1.9;
  options.laneGap = look.line * 0.7;
  layout_ = layOut(input_, options);
  std::vector<EdgeItem*> edges;
  for (std::size_t e = 0; e < topology.edges.size(); ++e) {
    edges.push_back(new EdgeItem(context_, e, layout_.routes[e], cardOf(input_.edges[e].to)));
    addItem(edges.back());
  }
  if (!edges.empty() && edges.size() <= kMostLabels) {
    std::vector<QRectF> cards;
    for (std::size_t node = 0; node < input_.nodes.size(); ++node) cards.push_back(cardOf(node));
    addItem(new EdgeLabels(context_, edges, std::move(cards)));
  }
  for (std::size_t node = 0; node < input_.nodes.size(); ++node) {
    QGraphicsItem* item = nullptr;
    if (node < topology.flows.size())
      item = new FlowItem(context_, node);
    else
      item = new PartItem(context_, node - topology.flows.size());
    item->setPos(layout_.nodes[node].x, layout_.nodes[node].y);
    item->setZValue(1);
    addItem(item);
  }
}

QRectF CanvasScene::content() const {
  return QRectF(0, 0, layout_.size.width, layout_.size.height)
      .adjusted(0, -context_.look.smallLine * 0.5, 0, 0);
}

QRectF CanvasScene::cardOf(std::size_t node) const {
  const LayoutSize& size = input_.nodes[node].size;
  return {layout_.nodes[node].x, layout_.nodes[node].y, size.width, size.height};
}

}  // namespace headroom::gui

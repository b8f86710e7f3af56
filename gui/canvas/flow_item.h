// The card of a flow, where requests come from: what is offered, and how much of it is good.
#pragma once

#include <QGraphicsItem>

#include "gui/canvas/card_painting.h"

namespace headroom::gui {

class FlowItem final : public QGraphicsItem {
 public:
  enum { Type = UserType + 2 };
  /// `flow` in the context's topology.
  FlowItem(const CanvasContext& context, std::size_t flow) : context_(context), flow_(flow) {}

  std::size_t flow() const { return flow_; }
  int type() const override { return Type; }
  QRectF boundingRect() const override { return card().adjusted(-6, -6, 6, 6); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
  /// Upper left at the item's origin.
  QRectF card() const { return {QPointF(), context_.look.flow}; }

 private:
  void paintRates(QPainter& painter, const QRectF& first, const QRectF& second,
                  const QRectF& bar) const;
  const TopologyFlow& spec() const { return context_.topology.flows[flow_]; }
  const FlowState& state() const { return context_.state.flows[flow_]; }

  const CanvasContext& context_;
  std::size_t flow_;
};

}  // namespace headroom::gui

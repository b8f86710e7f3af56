// The card of a part: what it is, and how it does at the cursor.
#pragma once

#include <QGraphicsItem>

#include "gui/canvas/card_painting.h"

namespace headroom::gui {

class PartItem final : public QGraphicsItem {
 public:
  enum { Type = UserType + 1 };
  /// `part` in the context's topology.
  PartItem(const CanvasContext& context, std::size_t part) : context_(context), part_(part) {}

  std::size_t part() const { return part_; }
  int type() const override { return Type; }
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
  /// Upper left at the item's origin.
  QRectF card() const { return {QPointF(), context_.look.part}; }

 private:
  void paintTitle(QPainter& painter, const QRectF& row) const;
  void paintLoad(QPainter& painter, const QRectF& first, const QRectF& second) const;
  void paintConfigured(QPainter& painter, const QRectF& first, const QRectF& second) const;
  void paintOffered(QPainter& painter, const QRectF& row);
  const TopologyPart& spec() const { return context_.topology.parts[part_]; }
  const PartState& state() const { return context_.state.parts[part_]; }

  const CanvasContext& context_;
  std::size_t part_;
  Sparkline sparkline_;
};

}  // namespace headroom::gui

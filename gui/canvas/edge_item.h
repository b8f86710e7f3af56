// A line of calls from one card to another: wide where much flows, tinted where much fails.
#pragma once

#include <QGraphicsItem>
#include <QPainterPath>

#include "gui/canvas/card_painting.h"

namespace headroom::gui {

class EdgeItem final : public QGraphicsItem {
 public:
  enum { Type = UserType + 3 };
  /// `edge` in the context's topology, along `route`; of a part to itself: over `self`, its card.
  EdgeItem(const CanvasContext& context, std::size_t edge, const std::vector<LayoutPoint>& route,
           const QRectF& self);

  std::size_t edge() const { return edge_; }
  int type() const override { return Type; }
  QRectF boundingRect() const override { return path_.boundingRect().adjusted(-12, -12, 12, 12); }
  QPainterPath shape() const override { return shape_; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
  const QPainterPath& path() const { return path_; }

  /// The pen at the cursor: width, tint and dash.
  QPen pen() const;

 private:
  void paintArrow(QPainter& painter, const QPen& pen) const;
  const EdgeState& state() const { return context_.state.edges[edge_]; }

  const CanvasContext& context_;
  std::size_t edge_;
  QPainterPath path_;   ///< Up to the arrow's head.
  QPolygonF straight_;  ///< The same, without curves.
  QPainterPath shape_;  ///< What can be pointed at.
  QPointF tip_;
  QPointF direction_;  ///< Of the arrow, of length 1.
};

/// The figures on the lines, over all of them: calls a second, and the share that fails. Where two
/// would overlap the second is left out; its tooltip says the same.
class EdgeLabels final : public QGraphicsItem {
 public:
  /// `cards`: what figures keep off.
  EdgeLabels(const CanvasContext& context, const std::vector<EdgeItem*>& edges,
             std::vector<QRectF> cards);
  QRectF boundingRect() const override { return bounds_; }
  QPainterPath shape() const override { return {}; }  ///< Not in the way of the mouse.
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  struct Label {
    const EdgeItem* line;
    QPointF centre;
    bool steep;  ///< Too steep for words above and below it: they stand on it.
  };
  QSizeF room() const;
  const CanvasContext& context_;
  std::vector<Label> labels_;
  QRectF bounds_;
};

}  // namespace headroom::gui

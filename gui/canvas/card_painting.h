// The pieces that cards are made of.
#pragma once

#include <QPainter>
#include <QPolygonF>
#include <QString>

#include "gui/canvas/canvas_context.h"

namespace headroom::gui {

/// The zoom at which an item is being painted.
qreal scaleOf(const QPainter& painter);
QColor mix(const QColor& from, const QColor& to, qreal share);

/// The icon of a kind of part, drawn once for each size.
void paintKind(QPainter& painter, const QRectF& box, const std::string& kind,
               const CanvasLook& look);
void paintElided(QPainter& painter, const QRectF& box, const QString& words,
                 Qt::Alignment alignment, Qt::TextElideMode mode = Qt::ElideRight);
/// Ground and border of a card, with the ring of the selection.
void paintFrame(QPainter& painter, const QRectF& card, Condition condition, bool selected,
                const CanvasLook& look);
/// A small word on the upper border of a card; nothing for "". `left`: what is taken there.
void paintChip(QPainter& painter, const QRectF& card, const QString& words, const QColor& colour,
               const CanvasLook& look, qreal left = 0);
/// On the upper border at the left, that a part has limits, and how many if several; its width.
qreal paintLimits(QPainter& painter, const QRectF& card, std::size_t limits,
                  const CanvasLook& look);
/// A bar that is filled to `share` (0..1).
void paintBar(QPainter& painter, const QRectF& bar, qreal share, const QColor& colour,
              const CanvasLook& look);
/// A card of which nothing could be read: its colour and its mark.
void paintBlock(QPainter& painter, const QRectF& card, Condition condition, bool selected,
                const CanvasLook& look);
/// A corner in the colour of faults, where the word would be too small to be read.
void paintFaultCorner(QPainter& painter, const QRectF& card, const CanvasLook& look);
/// A card with its name alone, in large letters.
void paintName(QPainter& painter, const QRectF& card, const QString& name, Condition condition,
               bool selected, const CanvasLook& look);

/// A curve over the whole run, small; remembers its shape until there is another run or snapshot.
class Sparkline {
 public:
  /// Faults of `part` are shaded; "" shades none.
  void paint(QPainter& painter, const QRectF& box, const CanvasContext& context, int column,
             const std::string& part);

 private:
  void shape(const CoursePtr& course, int column);
  std::weak_ptr<const Course> of_;  ///< Whose shape this is.
  std::size_t intervals_ = 0;
  QPolygonF points_;  ///< x: 0..1 of the run, y: 0..1 of the highest value.
};

}  // namespace headroom::gui

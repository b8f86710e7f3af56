// Small marks that say by their shape what a colour alone would not.
#pragma once

#include <QPainter>
#include <QPixmap>
#include <QString>

#include "gui/look/colours.h"

namespace headroom::gui {

enum class Sign {
  none,
  pass,          ///< A tick in a disc
  fail,          ///< A cross in a square
  inconclusive,  ///< A question mark in a diamond
  notRun,        ///< An empty ring
  running,       ///< A triangle pointing onward
  error,         ///< A cross in an octagon
  warning,       ///< An exclamation mark in a triangle
  fault,         ///< A bolt
  cause,         ///< A full bar
  effect,        ///< A ring with a bar across
  recovery,      ///< A tick
  changed,       ///< A filled diamond
  better,        ///< A filled triangle, up
  worse,         ///< A filled triangle, down
  unclear        ///< Two waves
};

QColor colourOf(Sign sign, const Colours& colours);
void paintSign(QPainter& painter, const QRectF& box, Sign sign, const Colours& colours);
QPixmap signPixmap(Sign sign, const Colours& colours, int size, qreal pixelRatio);

}  // namespace headroom::gui

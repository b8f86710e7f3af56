// Our own icons, drawn in the colour of the text they stand beside.
#pragma once

#include <QIcon>
#include <QPainter>
#include <QPalette>
#include <QString>

#include "gui/look/colours.h"

namespace headroom::gui {

/// ":/icons/NAME.svg" in `colour`; empty when there is none of that name.
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal pixelRatio = 1);
/// For buttons and actions: normal and disabled in the palette's colours.
QIcon icon(const QString& name, const QPalette& palette);
/// The icon of a part's kind ("gateway", "instance", "cache", "database", "external").
QString kindIcon(const std::string& kind);

/// Draws a condition's mark, told by its shape: a tick, a full bar, a bar across a ring, a cross.
void paintMark(QPainter& painter, const QRectF& box, Condition condition, const Colours& colours);
/// The mark of a part that has limits: a funnel, open at the top.
void paintFunnel(QPainter& painter, const QRectF& box, const QColor& colour);
/// "ok", "saturated", "rejecting", "down", "not run"
QString nameOf(Condition condition);

}  // namespace headroom::gui

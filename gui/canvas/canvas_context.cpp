#include "gui/canvas/canvas_context.h"

#include <QFontInfo>
#include <QFontMetricsF>

namespace headroom::gui {

CanvasLook::CanvasLook(const QWidget& widget) : colours(coloursOf(widget.palette())) {
  font = widget.font();
  const int pixels = qMax(QFontInfo(font).pixelSize(), 8);
  font.setPixelSize(pixels);
  bold = font;
  bold.setBold(true);
  small = font;
  small.setPixelSize(qMax(qRound(pixels * 0.86), 7));
  const QFontMetricsF metrics(font);
  line = metrics.height();
  smallLine = QFontMetricsF(small).height();
  pad = line * 0.5;
  const qreal digit = metrics.horizontalAdvance(QLatin1Char('0'));
  part = QSizeF(qRound(digit * 21), qRound(line * 6.2));
  flow = QSizeF(qRound(digit * 18), qRound(line * 4.6));
}

Detail detailAt(qreal scale, const CanvasLook& look) {
  const qreal pixels = scale * look.font.pixelSize();
  return pixels >= 6.2 ? Detail::full : pixels >= 3.4 ? Detail::names : Detail::blocks;
}

}  // namespace headroom::gui

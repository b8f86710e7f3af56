#include "gui/look/icons.h"

#include <QFile>
#include <QPainterPath>
#include <QSvgRenderer>
#include <array>
#include <cmath>

namespace headroom::gui {

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal pixelRatio) {
  QFile file{QStringLiteral(":/icons/%1.svg").arg(name)};
  if (!file.open(QIODevice::ReadOnly)) return {};
  QByteArray svg = file.readAll();
  svg.replace("currentColor", colour.name().toLatin1());
  QSvgRenderer renderer{svg};
  const int pixels = static_cast<int>(std::lround(size * pixelRatio));
  QPixmap pixmap{pixels, pixels};
  pixmap.fill(Qt::transparent);
  QPainter painter{&pixmap};
  renderer.render(&painter);
  painter.end();
  pixmap.setDevicePixelRatio(pixelRatio);
  return pixmap;
}

QIcon icon(const QString& name, const QPalette& palette) {
  QIcon made;
  for (const qreal ratio : {1.0, 2.0}) {
    made.addPixmap(iconPixmap(name, palette.color(QPalette::ButtonText), 20, ratio));
    made.addPixmap(
        iconPixmap(name, palette.color(QPalette::Disabled, QPalette::ButtonText), 20, ratio),
        QIcon::Disabled);
  }
  return made;
}

QString kindIcon(const std::string& kind) {
  static constexpr std::array kKnown{"gateway", "instance", "cache", "database", "external"};
  for (const char* known : kKnown)
    if (kind == known) return QStringLiteral("kind-%1").arg(QLatin1String(known));
  return QStringLiteral("kind-other");
}

void paintFunnel(QPainter& painter, const QRectF& box, const QColor& colour) {
  const auto at = [&box](qreal x, qreal y) {
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
  };
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(QPolygonF{at(0.06, 0.12), at(0.94, 0.12), at(0.6, 0.54), at(0.6, 0.94),
                                at(0.4, 0.82), at(0.4, 0.54)});
  painter.restore();
}

void paintMark(QPainter& painter, const QRectF& box, Condition condition, const Colours& colours) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const double w = std::min(box.width(), box.height());
  const QRectF square{box.center().x() - w / 2, box.center().y() - w / 2, w, w};
  QPen pen{colours.of(condition), w * 0.16, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  const auto at = [&square](double x, double y) {
    return QPointF{square.left() + x * square.width(), square.top() + y * square.height()};
  };
  switch (condition) {
    case Condition::ok:
      painter.drawPolyline(QPolygonF{{at(0.15, 0.55), at(0.4, 0.8), at(0.85, 0.25)}});
      break;
    case Condition::saturated: {
      painter.drawRect(QRectF{at(0.12, 0.12), at(0.88, 0.88)});
      painter.fillRect(QRectF{at(0.2, 0.3), at(0.8, 0.84)}, colours.of(condition));
      break;
    }
    case Condition::rejecting:
      painter.drawEllipse(QRectF{at(0.1, 0.1), at(0.9, 0.9)});
      painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
      break;
    case Condition::down:
      painter.drawLine(at(0.18, 0.18), at(0.82, 0.82));
      painter.drawLine(at(0.82, 0.18), at(0.18, 0.82));
      break;
    case Condition::unknown:
      painter.drawEllipse(QRectF{at(0.35, 0.35), at(0.65, 0.65)});
      break;
  }
  painter.restore();
}

QString nameOf(Condition condition) {
  switch (condition) {
    case Condition::ok:
      return QStringLiteral("ok");
    case Condition::saturated:
      return QStringLiteral("saturated");
    case Condition::rejecting:
      return QStringLiteral("rejecting");
    case Condition::down:
      return QStringLiteral("down");
    case Condition::unknown:
      return QStringLiteral("not run");
  }
  return {};
}

}  // namespace headroom::gui

#include "gui/app/picture.h"

#include <QBuffer>
#include <QFont>
#include <QFontMetricsF>
#include <QImage>
#include <QImageWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace headroom::gui {
namespace {

constexpr double kMargin = 16;
constexpr int kScale = 2;  ///< Dots of a PNG for each unit, for print and projector.

/// Title, picture, provenance, from top to bottom.
void paintAll(QPainter& painter, const Picture& picture) {
  const QSizeF size = picture.size;
  painter.fillRect(QRectF{{0, 0}, size}, picture.ground);
  QFont font = painter.font();
  font.setPixelSize(12);
  QFont bold = font;
  bold.setPixelSize(16);
  bold.setBold(true);
  const double titleHeight = QFontMetricsF{bold}.height();
  const double lineHeight = QFontMetricsF{font}.height();
  painter.setPen(picture.text);
  painter.setFont(bold);
  const QRectF title{kMargin, kMargin, size.width() - 2 * kMargin, titleHeight};
  painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF{bold}.elidedText(picture.title, Qt::ElideRight, title.width()));
  painter.setFont(font);
  const double top = kMargin * 1.5 + titleHeight;
  const QRectF words =
      QFontMetricsF{font}.boundingRect(QRectF{0, 0, size.width() - 2 * kMargin, 4 * lineHeight},
                                       Qt::TextWordWrap, picture.provenance);
  const double bottom = size.height() - kMargin - words.height();
  painter.drawText(QRectF{kMargin, bottom, size.width() - 2 * kMargin, words.height()},
                   Qt::TextWordWrap, picture.provenance);
  const QSizeF room{size.width() - 2 * kMargin, bottom - kMargin / 2 - top};
  painter.save();
  painter.translate(kMargin, top);
  picture.paint(painter, room);
  painter.restore();
}

QByteArray asSvg(const Picture& picture) {
  QBuffer buffer;
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(picture.size);
  generator.setViewBox(QRect{{0, 0}, picture.size});
  // Which it writes as they are.
  generator.setTitle(picture.title.toHtmlEscaped());
  generator.setDescription(picture.provenance.toHtmlEscaped());
  QPainter painter{&generator};
  paintAll(painter, picture);
  painter.end();
  return buffer.data();
}

QByteArray asPng(const Picture& picture) {
  QImage image{picture.size * kScale, QImage::Format_ARGB32_Premultiplied};
  image.setDevicePixelRatio(kScale);
  image.fill(picture.ground);
  QPainter painter{&image};
  painter.setRenderHint(QPainter::Antialiasing);
  paintAll(painter, picture);
  painter.end();
  image.setText(QStringLiteral("Title"), picture.title);
  image.setText(QStringLiteral("Description"), picture.provenance);
  QBuffer buffer;
  QImageWriter writer{&buffer, "png"};
  return writer.write(image) ? buffer.data() : QByteArray{};
}

QString save(const QByteArray& bytes, const QString& path) {
  QSaveFile file{path};
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
    return {};
  return QStringLiteral("%1: %2").arg(path, file.errorString());
}

}  // namespace

QString writePicture(const Picture& picture, const QString& path) {
  if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) return save(asSvg(picture), path);
  if (path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) return save(asPng(picture), path);
  return QStringLiteral("%1: a picture is .png or .svg").arg(path);
}

QString writeTable(const QString& csv, const QString& provenance, const QString& path) {
  return save(QStringLiteral("# %1\n%2").arg(provenance, csv).toUtf8(), path);
}

}  // namespace headroom::gui

// Pictures and tables written to files, each with the line that says where it came from.
#pragma once

#include <QColor>
#include <QPainter>
#include <QSize>
#include <QString>
#include <functional>

namespace headroom::gui {

/// Paints what is to be shown into a rectangle of that size at the origin.
using PaintPicture = std::function<void(QPainter&, const QSizeF&)>;

struct Picture {
  QString title;
  QString provenance;  ///< Stands below the picture and in the file's own description.
  QSize size{1600, 900};
  QColor ground = Qt::white;
  QColor text = Qt::black;
  PaintPicture paint;
};

/// PNG or SVG by the name's ending. Written to a temporary file, then renamed. Returns what went
/// wrong, "" when nothing did.
QString writePicture(const Picture& picture, const QString& path);
/// The table below a comment line "# ..." with its provenance.
QString writeTable(const QString& csv, const QString& provenance, const QString& path);

}  // namespace headroom::gui

// Pictures and tables of what the window shows, each with the line that says where it came from.
#include <QFileDialog>
#include <QFileInfo>
#include <QStatusBar>

#include "gui/app/main_window.h"
#include "gui/app/message_bar.h"
#include "gui/app/picture.h"
#include "gui/canvas/canvas_view.h"
#include "gui/look/words.h"
#include "gui/timeline/timeline_view.h"

namespace headroom::gui {
namespace {

/// What title, provenance and margins take of a picture.
constexpr QSize kFrame{32, 110};

}  // namespace

Picture MainWindow::emptyPicture(const QString& title) const {
  const Colours colours = coloursOf(palette());
  Picture picture;
  picture.title = title;
  picture.provenance = provenanceLine();
  picture.ground = colours.ground;
  picture.text = colours.text;
  return picture;
}

QString MainWindow::pictureTitle() const {
  const CoursePtr course = runs_.course(focus_.variant());
  if (!course || course->name.empty()) return document_.title();
  return QStringLiteral("%1 — %2").arg(document_.title(), text(course->name));
}

QString MainWindow::exportCanvas(const QString& path) {
  Picture picture = emptyPicture(tr("%1 at %2").arg(pictureTitle(), momentText(focus_.cursor())));
  picture.size = canvas_->preferredPictureSize() + kFrame;
  picture.paint = [this](QPainter& painter, const QSizeF& size) {
    canvas_->paintScene(painter, size);
  };
  return writePicture(picture, path);
}

QString MainWindow::exportTimeline(const QString& path) {
  timeline_->refresh();  // What has come since it was last drawn belongs to it.
  Picture picture = emptyPicture(pictureTitle());
  picture.paint = [this](QPainter& painter, const QSizeF& size) {
    timeline_->paintCharts(painter, size);
  };
  return writePicture(picture, path);
}

QString MainWindow::exportValues(const QString& path) {
  timeline_->refresh();
  return writeTable(timeline_->csv(), provenanceLine(), path);
}

void MainWindow::askAndExport(const QString& what, const QString& filters,
                              QString (MainWindow::*write)(const QString&)) {
  const QString ending = filters.mid(filters.indexOf(QLatin1Char('.')), 4);
  const QFileInfo file{document_.path()};
  const QString offer =
      QStringLiteral("%1/%2-%3%4").arg(file.absolutePath(), file.baseName(), what, ending);
  const QString path = QFileDialog::getSaveFileName(this, tr("Export"), offer, filters);
  if (path.isEmpty()) return;
  const QString problem = (this->*write)(path);
  if (!problem.isEmpty())
    messages_->say(MessageBar::Kind::error, tr("Not written: %1").arg(problem));
  else
    statusBar()->showMessage(tr("Written: %1").arg(path), 5000);
}

}  // namespace headroom::gui

#include <QApplication>
#include <QCommandLineParser>

#include "gui/app/main_window.h"
#include "gui/app/memory.h"

int main(int argc, char** argv) {
  QApplication application{argc, argv};
  QCoreApplication::setOrganizationName(QStringLiteral("headroom"));
  QCoreApplication::setApplicationName(QStringLiteral("headroom"));
  QCoreApplication::setApplicationVersion(QStringLiteral(HEADROOM_VERSION));
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("What does the whole do when a part of it is hurt? The desktop program."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("FILE"),
                               QStringLiteral("A scenario to open; without one the start page."),
                               QStringLiteral("[FILE]"));
  parser.process(application);
  headroom::gui::applyTheme(headroom::gui::Memory::theme());
  headroom::gui::MainWindow window;
  if (const QStringList files = parser.positionalArguments(); !files.isEmpty())
    window.open(files.front());
  window.show();
  return QApplication::exec();
}

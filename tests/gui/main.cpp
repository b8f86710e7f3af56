// The window's tests need an application, and no screen.
#include <gtest/gtest.h>

#include <QApplication>
#include <cstdio>

#include "gui/look/colours.h"

namespace {

/// The platform without a screen says of every window that it ignores what sizes it wishes.
void withoutNoise(QtMsgType type, const QMessageLogContext& context, const QString& message) {
  if (message.startsWith(QLatin1String("This plugin does not support propagateSizeHints"))) return;
  std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  qInstallMessageHandler(withoutNoise);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application{argc, argv};
  // Not those of the one who runs the tests.
  QCoreApplication::setOrganizationName(QStringLiteral("headroom-tests"));
  QCoreApplication::setApplicationName(QStringLiteral("headroom-tests"));
  headroom::gui::applyTheme(headroom::gui::Theme::light);
  return RUN_ALL_TESTS();
}

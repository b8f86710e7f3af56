// The window's tests need an application, and no screen.
#include <gtest/gtest.h>

#include <QApplication>

#include "gui/look/colours.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application{argc, argv};
  // Not those of the one who runs the tests.
  QCoreApplication::setOrganizationName(QStringLiteral("headroom-tests"));
  QCoreApplication::setApplicationName(QStringLiteral("headroom-tests"));
  headroom::gui::applyTheme(headroom::gui::Theme::light);
  return RUN_ALL_TESTS();
}

// What holds of every panel: names for those who do not see it, and light and dark without a
// restart.
#include <QAccessible>
#include <QPlainTextEdit>

#include "gui/look/colours.h"
#include "gui/panels/compare_panel.h"
#include "gui/panels/finder.h"
#include "gui/panels/inspector_panel.h"
#include "gui/panels/problems_panel.h"
#include "gui/panels/verdicts_panel.h"
#include "gui/panels/why_panel.h"
#include "tests/gui/panels_support.h"

namespace headroom::test {
namespace {

class GuiPanels : public PanelTest {
 protected:
  void TearDown() override { gui::applyTheme(gui::Theme::light); }
  std::vector<QWidget*> all() {
    return {&problems, &inspector, &verdicts, &why, &compare, &finder};
  }

  gui::ProblemsPanel problems{document, runs, focus};
  gui::InspectorPanel inspector{document, runs, focus};
  gui::VerdictsPanel verdicts{document, runs, focus};
  gui::WhyPanel why{document, runs, focus};
  gui::ComparePanel compare{document, runs, focus};
  gui::Finder finder{document, runs, focus};
};

TEST_F(GuiPanels, EverythingThatTakesTheKeyboardHasAName) {
  runFlagship();
  focus.selectPart("app");
  focus.setCompared(1);
  int seen = 0;
  for (QWidget* panel : all()) {
    show(*panel);
    for (QWidget* widget : panel->findChildren<QWidget*>()) {
      if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible()) continue;
      ++seen;
      QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
      ASSERT_NE(face, nullptr);
      EXPECT_FALSE(face->text(QAccessible::Name).isEmpty())
          << panel->metaObject()->className() << ": " << widget->metaObject()->className();
    }
  }
  EXPECT_GT(seen, 12);
}

/// Share of pixels that are darker than the middle.
double darkness(QWidget& widget) {
  const QImage image = widget.grab().toImage();
  int dark = 0;
  int all = 0;
  for (int y = 0; y < image.height(); y += 4)
    for (int x = 0; x < image.width(); x += 4) {
      ++all;
      dark += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
    }
  return static_cast<double>(dark) / all;
}

TEST_F(GuiPanels, TurnDarkWhileTheyAreSeen) {
  runFlagship();
  focus.selectPart("app");
  for (QWidget* panel : all()) {
    gui::applyTheme(gui::Theme::light);
    show(*panel);
    EXPECT_LT(darkness(*panel), 0.3) << panel->metaObject()->className();
    gui::applyTheme(gui::Theme::dark);
    settle();
    EXPECT_GT(darkness(*panel), 0.7) << panel->metaObject()->className();
    panel->hide();
  }
}

TEST_F(GuiPanels, FitANarrowDock) {
  runFlagship();
  focus.selectPart("app");
  focus.setCompared(1);
  for (QWidget* panel : all()) {
    show(*panel);
    EXPECT_LE(panel->minimumSizeHint().width(), 320) << panel->metaObject()->className();
    EXPECT_LE(panel->minimumSizeHint().height(), 680) << panel->metaObject()->className();
  }
}

TEST_F(GuiPanels, WhatIsNotSeenCostsNothingAndIsUpToDateOnceItIs) {
  runFlagship();
  const gui::TreeView& chain = tree(why, QStringLiteral("Chain of causes"));
  EXPECT_EQ(chain.model()->rowCount(), 0);
  show(why);
  EXPECT_GT(chain.model()->rowCount(), 0);
}

}  // namespace
}  // namespace headroom::test

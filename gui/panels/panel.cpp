#include "gui/panels/panel.h"

#include <QEvent>

#include "gui/look/words.h"

namespace headroom::gui {

CoursePtr courseOf(const Document& document, const Runs& runs, std::size_t variant) {
  CoursePtr course = runs.course(variant);
  return course && course->revision == document.revision() ? course : nullptr;
}

QString variantName(const LoadedScenario& scenario, std::size_t variant) {
  return variant < scenario.variants.size() ? variantText(scenario.variants[variant].name)
                                            : QString();
}

Panel::Panel(QWidget* parent) : QWidget(parent) {
  timer_.setSingleShot(true);
  timer_.setInterval(0);
  connect(&timer_, &QTimer::timeout, this, &Panel::now);
}

void Panel::later() {
  stale_ = true;
  if (isVisible()) timer_.start();
}

void Panel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  now();
}

void Panel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) later();
}

void Panel::now() {
  if (!stale_ || !isVisible()) return;
  stale_ = false;
  refresh();
}

}  // namespace headroom::gui

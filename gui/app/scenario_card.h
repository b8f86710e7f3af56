// A scenario as a card that is clicked: title, question, and how its last run ended.
#pragma once

#include <QAbstractButton>
#include <optional>

#include "gui/app/bundled_scenarios.h"
#include "gui/app/memory.h"

namespace headroom::gui {

class ScenarioCard : public QAbstractButton {
  Q_OBJECT
 public:
  ScenarioCard(BundledScenario scenario, std::optional<LastVerdict> last, bool prominent,
               QWidget* parent = nullptr);
  const BundledScenario& scenario() const { return scenario_; }
  QSize sizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QFont titleFont() const;
  QString verdictText() const;
  void paintVerdict(QPainter& painter, const QRect& box) const;

  BundledScenario scenario_;
  std::optional<LastVerdict> last_;
  bool prominent_;  ///< The one to begin with.
};

}  // namespace headroom::gui

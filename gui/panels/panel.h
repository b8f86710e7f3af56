// What every panel has in common: it redraws what it shows when it is seen, once for many changes.
#pragma once

#include <QTimer>
#include <QWidget>

#include "gui/document/document.h"
#include "gui/document/focus.h"
#include "gui/run/runs.h"

namespace headroom::gui {

/// What has come of a variant of the document as it is now; nullptr when there is nothing.
CoursePtr courseOf(const Document& document, const Runs& runs, std::size_t variant);
/// "database protected"; "" where there is no such variant.
QString variantName(const LoadedScenario& scenario, std::size_t variant);

class Panel : public QWidget {
  Q_OBJECT
 public:
  explicit Panel(QWidget* parent = nullptr);

 public Q_SLOTS:
  /// Something it shows has changed: it is told when the events in line have been done, or once it
  /// is seen.
  void later();

 protected:
  /// Brings everything up to date.
  virtual void refresh() = 0;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void now();
  QTimer timer_;
  bool stale_ = true;
};

}  // namespace headroom::gui

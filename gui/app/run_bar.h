// The bar that runs: run, pause, step, stop; speed and number of runs; the design that is shown and
// the one it is compared with; how far it has come.
#pragma once

#include <QToolBar>

#include "gui/document/document.h"
#include "gui/document/focus.h"
#include "gui/run/runs.h"

class QComboBox;
class QProgressBar;
class QSpinBox;

namespace headroom::gui {

class Actions;

class RunBar : public QToolBar {
  Q_OBJECT
 public:
  RunBar(const Actions& actions, Document& document, Runs& runs, Focus& focus,
         QWidget* parent = nullptr);

  /// Simulated seconds a second; 0: as fast as possible.
  double speed() const;
  int replications() const;

 Q_SIGNALS:
  void speedChanged(double speed);
  void replicationsChanged(int replications);

 private:
  void addChoices();
  void fillDesigns();
  void showDesigns();
  void showProgress();
  void showState();

  const Actions& actions_;
  Document& document_;
  Runs& runs_;
  Focus& focus_;
  QComboBox* speed_;
  QSpinBox* replications_;
  QComboBox* design_;
  QComboBox* compared_;
  QProgressBar* progress_;
};

}  // namespace headroom::gui

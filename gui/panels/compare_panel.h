// The variant that is shown against another one, and all of them side by side.
#pragma once

#include "gui/panels/panel.h"
#include "gui/tables/difference_model.h"
#include "gui/tables/overview_model.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace headroom::gui {

class TreeView;

class ComparePanel : public Panel {
  Q_OBJECT
 public:
  ComparePanel(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

 protected:
  void refresh() override;

 private:
  QWidget* makeDifferences();
  QWidget* makeOverview();
  void fillCombo();
  void filter();
  void showOverview();
  void showDifferences();
  QString verdictText(const Course& shown, const Course& compared) const;

  Document& document_;
  Runs& runs_;
  Focus& focus_;
  DifferenceModel differences_;
  DifferenceFilter filter_;
  OverviewModel overview_;
  std::vector<CoursePtr> courses_;        ///< That the overview was made from.
  std::pair<CoursePtr, CoursePtr> pair_;  ///< And the differences.
  std::uint64_t revision_ = 0;

  QLabel* shown_;
  QComboBox* compared_;
  QLabel* verdicts_;
  QLabel* method_;
  QCheckBox* onlyClear_;
  QCheckBox* allFigures_;
  TreeView* differenceView_;
  TreeView* overviewView_;
};

}  // namespace headroom::gui

// What is selected: what the file says of it, how it does at the cursor, and whether its baselines
// come out. Nothing selected: the scenario.
#pragma once

#include <map>

#include "gui/panels/panel.h"
#include "gui/run/level_check_job.h"
#include "gui/run/series_index.h"
#include "gui/tables/baseline_model.h"
#include "gui/tables/property_model.h"
#include "gui/tables/subject_model.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTextBrowser;

namespace headroom::gui {

class TreeView;

class InspectorPanel : public Panel {
  Q_OBJECT
 public:
  InspectorPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

 protected:
  void refresh() override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeForm();
  QWidget* makeInstant();
  QWidget* makeBaselines();
  void readDocument();
  void subjectChanged();
  void showHeading();
  void showForm();
  void showHelp();
  void showInstant();
  void showBaselines();
  void startCheck();
  void finishCheck(const std::shared_ptr<const CheckResult>& result);

  Document& document_;
  Runs& runs_;
  Focus& focus_;
  PropertyModel properties_;
  SubjectModel instant_;
  BaselineModel baselines_;
  LevelCheckJob job_;
  bool formStale_ = true;
  SeriesIndex index_;
  std::pair<std::size_t, std::size_t> indexOf_{~std::size_t{0}, 0};  ///< Variant and columns.
  std::size_t checking_ = 0;  ///< The variant that is load-tested.
  QString checkFailure_;
  std::map<std::size_t, std::shared_ptr<const CheckResult>> checks_;  ///< By variant.

  QLabel* kind_;
  QLabel* heading_;
  QLabel* subheading_;
  TreeView* form_;
  QTextBrowser* help_;
  QWidget* instantBox_;
  QLabel* instantTitle_;
  TreeView* instantView_;
  QWidget* baselineBox_;
  QLabel* baselineTitle_;
  TreeView* baselineView_;
  QPushButton* test_;
  QPushButton* cancel_;
  QProgressBar* progress_;
};

}  // namespace headroom::gui

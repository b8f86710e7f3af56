// What is wrong with the open file, and the place in it.
#pragma once

#include "gui/panels/panel.h"
#include "gui/tables/finding_model.h"

class QLabel;
class QToolButton;

namespace headroom::gui {

class SourceView;
class TreeView;

class ProblemsPanel : public Panel {
  Q_OBJECT
 public:
  ProblemsPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);
  /// Errors and warnings of the document as it is.
  int errorCount() const { return model_.count(Severity::error); }
  int warningCount() const { return model_.count(Severity::warning); }

 Q_SIGNALS:
  void locationActivated(const headroom::SourceLocation& where, const QString& pointer);

 protected:
  void refresh() override;

 private:
  void read();
  void open(const QModelIndex& index);
  void filter();
  void showPlace(const Diagnostic& finding);

  Document& document_;
  Focus& focus_;
  FindingModel model_;
  FindingFilter filter_;
  QToolButton* errors_;
  QToolButton* warnings_;
  TreeView* list_;
  QLabel* place_;
  SourceView* source_;
};

}  // namespace headroom::gui

// What must hold, variant by variant, and how it came out.
#pragma once

#include "gui/panels/panel.h"
#include "gui/tables/verdict_model.h"

class QLabel;

namespace headroom::gui {

class TreeView;

class VerdictsPanel : public Panel {
  Q_OBJECT
 public:
  VerdictsPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

 protected:
  void refresh() override;

 private:
  void readDocument();
  void open(const QModelIndex& index);

  Document& document_;
  Runs& runs_;
  Focus& focus_;
  VerdictModel model_;
  QLabel* title_;
  QLabel* question_;
  QLabel* summary_;
  TreeView* tree_;
};

}  // namespace headroom::gui

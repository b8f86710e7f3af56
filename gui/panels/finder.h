// Ctrl+K: a few letters, and one is there: parts, flows, variants, curves, commands.
#pragma once

#include <QFrame>
#include <QList>

#include "gui/document/document.h"
#include "gui/document/focus.h"
#include "gui/run/runs.h"
#include "gui/tables/finder_model.h"

class QAction;
class QLineEdit;

namespace headroom::gui {

class TreeView;

class Finder : public QFrame {
  Q_OBJECT
 public:
  Finder(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

  /// What else can be found: enabled, visible ones with a text are offered.
  void setCommands(const QList<QAction*>& commands) { commands_ = commands; }
  /// Empties the line and shows itself over the top of its parent.
  void popUp();
  const FinderModel& model() const { return model_; }

 Q_SIGNALS:
  // The selection is made already; these are for whoever brings a view forward.
  void partChosen(const QString& name);
  void flowChosen(const QString& name);
  void variantChosen(int variant);
  /// A curve of a part ("pool orders-db") or of a flow ("goodput").
  void curveChosen(const QString& subject, const QString& resource);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void collect();
  void choose(const QModelIndex& index);
  void select(int row);
  Document& document_;
  Focus& focus_;
  QList<QAction*> commands_;
  FinderModel model_;
  QLineEdit* line_;
  TreeView* list_;
};

}  // namespace headroom::gui

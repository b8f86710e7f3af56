// Everything the program can do, as actions: menus, tool bar, keys and finder share them.
#pragma once

#include <QAction>
#include <QObject>
#include <vector>

class QActionGroup;

namespace headroom::gui {

class Actions : public QObject {
  Q_OBJECT
 public:
  explicit Actions(QWidget* window);

  QAction *open, *reload, *startPage, *close, *quit;
  QAction *exportCanvas, *exportTimeline, *exportCsv, *copyCommand;
  QAction *run, *runShown, *pause, *step, *stepTen, *stepToEvent, *runTo, *stop;
  QAction *find, *resetLayout, *themeSystem, *themeLight, *themeDark, *keys, *about;

  const std::vector<QAction*>& all() const { return all_; }
  /// Icons in the colours of the window's palette.
  void colour();

 private:
  QAction* add(const QString& name, const QString& icon, const QKeySequence& keys,
               const QString& help);
  QWidget* window_;
  QActionGroup* themes_;
  std::vector<QAction*> all_;
};

}  // namespace headroom::gui

#include "gui/app/actions.h"

#include <QActionGroup>
#include <QWidget>

#include "gui/look/icons.h"

namespace headroom::gui {

Actions::Actions(QWidget* window)
    : QObject(window), window_(window), themes_(new QActionGroup{this}) {
  open = add(tr("&Open…"), QStringLiteral("open"), QKeySequence::Open, tr("Open a scenario file"));
  reload = add(tr("&Read again"), QStringLiteral("reload"), QKeySequence{tr("Ctrl+R")},
               tr("Read the file from disk again"));
  startPage =
      add(tr("&Start page"), QStringLiteral("home"), {}, tr("Bundled scenarios and recent files"));
  close = add(tr("&Close"), {}, QKeySequence::Close, tr("Close the file"));
  quit = add(tr("&Quit"), {}, QKeySequence::Quit, tr("Leave headroom"));
  exportCanvas = add(tr("Picture of the &topology…"), QStringLiteral("export"), {},
                     tr("PNG or SVG, with seed, model and command"));
  exportTimeline = add(tr("Picture of the &charts…"), QStringLiteral("export"), {},
                       tr("PNG or SVG, with seed, model and command"));
  exportCsv = add(tr("&Values of the charts…"), QStringLiteral("table"), {},
                  tr("CSV of the curves in the range that is shown"));
  copyCommand =
      add(tr("Copy the co&mmand"), QStringLiteral("copy"), QKeySequence{tr("Ctrl+Shift+C")},
          tr("The command line that gives the same figures"));
  run = add(tr("&Run"), QStringLiteral("run"), QKeySequence{Qt::Key_F5},
            tr("Simulate every design, the one shown first; goes on when paused"));
  runShown = add(tr("Run the shown &design only"), {}, QKeySequence{tr("Ctrl+F5")},
                 tr("Simulate the design that is shown, and no other"));
  pause = add(tr("&Pause"), QStringLiteral("pause"), QKeySequence{Qt::Key_Space},
              tr("Pause the run, or go on"));
  step = add(tr("&Step one second"), QStringLiteral("step"), QKeySequence{Qt::Key_F10},
             tr("Simulate one second, then pause"));
  stepTen = add(tr("Step &ten seconds"), {}, QKeySequence{tr("Ctrl+F10")},
                tr("Simulate ten seconds, then pause"));
  stepToEvent =
      add(tr("To the &next event"), QStringLiteral("next-event"), QKeySequence{tr("Shift+F10")},
          tr("Simulate until something happens: a fault, a saturation, a recovery"));
  runTo = add(tr("To a t&ime…"), {}, QKeySequence{tr("Ctrl+G")},
              tr("Simulate up to a time, then pause"));
  stop = add(tr("S&top"), QStringLiteral("stop"), QKeySequence{tr("Shift+F5")},
             tr("End the run where it is; what was seen is kept"));
  find = add(tr("&Find…"), QStringLiteral("find"), QKeySequence{tr("Ctrl+K")},
             tr("Find a part, a flow, a design or a command"));
  resetLayout = add(tr("&Reset the layout"), {}, {}, tr("Panels where they were at first"));
  themeSystem = add(tr("As the &desktop"), {}, {}, tr("Light or dark as the desktop is"));
  themeLight = add(tr("&Light"), {}, {}, tr("Dark on light"));
  themeDark = add(tr("D&ark"), {}, {}, tr("Light on dark"));
  keys = add(tr("&Keys and manners"), QStringLiteral("help"), QKeySequence::HelpContents,
             tr("What the keys and the mouse do"));
  about = add(tr("&About headroom"), {}, {}, tr("Version and licences"));
  for (QAction* theme : {themeSystem, themeLight, themeDark}) {
    theme->setCheckable(true);
    themes_->addAction(theme);
  }
  pause->setCheckable(true);
  colour();
}

QAction* Actions::add(const QString& name, const QString& iconName, const QKeySequence& keySequence,
                      const QString& help) {
  auto* action = new QAction{name, window_};
  action->setShortcut(keySequence);
  action->setData(iconName);
  action->setStatusTip(help);
  const QString shortcut = keySequence.toString(QKeySequence::NativeText);
  action->setToolTip(shortcut.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, shortcut));
  window_->addAction(action);
  all_.push_back(action);
  return action;
}

void Actions::colour() {
  for (QAction* action : all_)
    if (const QString name = action->data().toString(); !name.isEmpty())
      action->setIcon(icon(name, window_->palette()));
}

}  // namespace headroom::gui

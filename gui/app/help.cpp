#include "gui/app/help.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <array>

namespace headroom::gui {
namespace {

struct Key {
  const char* keys;
  const char* what;
};
struct Group {
  const char* name;
  std::vector<Key> keys;
};

const std::vector<Group>& groups() {
  static const std::vector<Group> all{
      {"Running",
       {{"F5", "run every design, the shown one first; go on when paused"},
        {"Ctrl+F5", "run the shown design only"},
        {"Space", "pause, or go on"},
        {"F10, Ctrl+F10", "step one second, ten seconds"},
        {"Shift+F10", "on to the next event: a fault, a saturation, a recovery"},
        {"Ctrl+G", "run to a time"},
        {"Shift+F5", "stop; what was seen is kept"}}},
      {"Charts",
       {{"drag", "move the cursor: topology, charts and values show that instant"},
        {"Left, Right", "one interval; with Shift ten"},
        {"Page Up, Page Down", "the event before, the event after"},
        {"Home, End", "the run's begin, its end"},
        {"Shift+drag", "zoom to a span; Backspace zooms out again"},
        {"Ctrl+wheel", "zoom at the pointer"}}},
      {"Topology",
       {{"click, arrow keys", "select a part or a flow"},
        {"double-click, Enter", "its settings in the inspector"},
        {"Ctrl+wheel, +, -, 0", "larger, smaller, all of it"}}},
      {"Anywhere",
       {{"Ctrl+K", "find a part, a flow, a design, a command"},
        {"Ctrl+R", "read the file again"},
        {"Ctrl+Shift+C", "copy the command that gives the same figures"},
        {"Tab", "to the next control"}}}};
  return all;
}

}  // namespace

void showKeys(QWidget* parent) {
  QString html;
  for (const Group& group : groups()) {
    html += QStringLiteral("<h3>%1</h3><table cellpadding='3'>").arg(QLatin1String(group.name));
    for (const Key& key : group.keys)
      html += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                  .arg(QLatin1String(key.keys), QLatin1String(key.what));
    html += QLatin1String("</table>");
  }
  QDialog dialog{parent};
  dialog.setWindowTitle(QDialog::tr("Keys and manners"));
  auto* column = new QVBoxLayout{&dialog};
  auto* text = new QTextBrowser{&dialog};
  text->setAccessibleName(QDialog::tr("Keys and manners"));
  text->setHtml(html);
  column->addWidget(text);
  auto* buttons = new QDialogButtonBox{QDialogButtonBox::Close, &dialog};
  QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
  column->addWidget(buttons);
  dialog.resize(600, 560);
  dialog.exec();
}

void showAbout(QWidget* parent) {
  QMessageBox::about(
      parent, QMessageBox::tr("About headroom"),
      QMessageBox::tr(
          "<h3>headroom %1</h3><p>A capacity simulator for backend architects: what the whole does "
          "when a part of it is hurt.</p><p>This window: GPL-3.0-or-later, because of QCustomPlot, "
          "which draws its charts. Engine, command line and reports: Apache-2.0. Built with Qt, "
          "Boost.Graph, Eigen, fmt and nlohmann/json.</p>")
          .arg(QLatin1String(HEADROOM_VERSION)));
}

}  // namespace headroom::gui

// The first thing one sees: the bundled scenarios as cards, recent files, and where to drop one.
#pragma once

#include <QScrollArea>
#include <vector>

#include "gui/app/bundled_scenarios.h"

class QGridLayout;
class QVBoxLayout;

namespace headroom::gui {

class StartPage : public QScrollArea {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);

  /// Reads folder, recent files and last verdicts again.
  void refresh();

 Q_SIGNALS:
  /// A card was chosen: it is to be opened and run.
  void scenarioChosen(const QString& path);
  /// A recent file was chosen: it is to be opened.
  void fileChosen(const QString& path);
  void openRequested();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void arrange();
  void addRecent(QVBoxLayout& column);

  std::vector<QWidget*> cards_;
  QGridLayout* grid_ = nullptr;
  int columns_ = 0;
};

}  // namespace headroom::gui

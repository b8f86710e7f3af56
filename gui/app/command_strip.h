// The command line that gives the figures on the screen, to be copied.
#pragma once

#include <QWidget>

class QLineEdit;

namespace headroom::gui {

class CommandStrip : public QWidget {
  Q_OBJECT
 public:
  explicit CommandStrip(QWidget* parent = nullptr);
  void setCommand(const QString& command);
  QString command() const;
  void copy();

 Q_SIGNALS:
  void copied();

 private:
  QLineEdit* line_;
};

}  // namespace headroom::gui

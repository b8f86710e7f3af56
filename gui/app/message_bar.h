// A strip above the picture that says what the user should know, and offers the way out.
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace headroom::gui {

class MessageBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { information, warning, error };

  explicit MessageBar(QWidget* parent = nullptr);
  /// Replaces what was said. Without an action's name there is no button.
  void say(Kind kind, const QString& message, const QString& action = {},
           std::function<void()> act = {});
  void clear();
  QString message() const;

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QColor colour() const;
  void showIcon();
  Kind kind_ = Kind::information;
  QLabel* icon_;
  QLabel* text_;
  QPushButton* action_;
  QToolButton* close_;
  std::function<void()> act_;
};

}  // namespace headroom::gui

// What marks, widths and tints of the canvas mean, in a row below it. Can be hidden.
#pragma once

#include <QToolButton>
#include <QWidget>

namespace headroom::gui {

class Legend : public QWidget {
  Q_OBJECT
 public:
  explicit Legend(QWidget* parent);

  /// Calls a second of the widest line; 0 when nothing has been run.
  void setWidest(double callsPerSecond);
  /// Whether any part has limits: their mark is explained then.
  void setLimits(bool any);
  int heightForWidth(int width) const override;
  /// Draws the entries, in rows as wide as `box`.
  void paintEntries(QPainter& painter, const QRectF& box) const;

 Q_SIGNALS:
  void hideAsked();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Entry;
  std::vector<Entry> entries() const;
  /// Calls `visit(entry, box)` for each; returns the height of all.
  template <class Visit>
  qreal place(qreal width, const Visit& visit) const;
  void paintSign(QPainter& painter, const QRectF& box, const Entry& entry) const;

  double widest_ = 0;
  bool limits_ = false;
  QToolButton* hide_;
};

}  // namespace headroom::gui

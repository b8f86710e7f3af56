// Which line is of which variant: solid of the one that is shown, dashed of the one it is compared
// with.
#pragma once

#include <QWidget>

class QPainter;

namespace headroom::gui {

class CompareKey : public QWidget {
  Q_OBJECT
 public:
  explicit CompareKey(QWidget* parent);
  /// Nothing is shown when `compared` is empty.
  void setNames(const QString& shown, const QString& compared);
  QString words() const;
  void paintOn(QPainter& painter, const QRectF& box) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, 0}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  double sampleWidth() const;
  QString shown_, compared_;
};

}  // namespace headroom::gui

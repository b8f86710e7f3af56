// Which line is of which variant: solid of the one that is shown, dashed of the one it is compared
// with; and what bands are.
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
  /// How many runs the bands are of; fewer than two: there are none.
  void setRuns(std::size_t runs);
  QString words() const;
  void paintOn(QPainter& painter, const QRectF& box) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, 0}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  double sampleWidth() const;
  QString bandWords() const;
  bool isEmpty() const { return compared_.isEmpty() && bandWords().isEmpty(); }
  double bandWidth() const;
  void named();
  void paintNames(QPainter& painter, const QRectF& box) const;
  QString shown_, compared_;
  std::size_t runs_ = 0;
};

}  // namespace headroom::gui

// The values of all curves at the cursor, beside the charts.
#pragma once

#include <QWidget>

#include "gui/tables/value_model.h"
#include "sim/time.h"

class QLabel;
class QTableView;

namespace headroom::gui {

class ValueTable : public QWidget {
  Q_OBJECT
 public:
  explicit ValueTable(ValueModel& model, QWidget* parent = nullptr);

  /// The instant that the values are of, and the interval that they are of: from when on and how
  /// long; of no length where there is none.
  void setMoment(Time at, Time from, Duration length);
  QTableView* table() const { return table_; }
  QString headline() const;
  QSize sizeHint() const override;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fitColumns();
  int valueWidth() const;
  ValueModel& model_;
  QLabel* moment_;
  QTableView* table_;
};

}  // namespace headroom::gui

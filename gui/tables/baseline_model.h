// Baselines of a part: measured, and what a load test inside the simulation says.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "models/spec/part_spec.h"
#include "report/check_report.h"

namespace headroom::gui {

class BaselineModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    baselineColumn,
    measuredColumn,
    simulatedColumn,
    deviationColumn,
    verdictColumn,
    columns
  };
  using QAbstractTableModel::QAbstractTableModel;

  void setBaselines(const std::string& part, const std::vector<BaselineSpec>& baselines);
  /// nullptr: not tested yet.
  void setResult(std::shared_ptr<const CheckResult> result);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    QString name;
    QString measured;
    const BaselineLevel* level = nullptr;
    LevelWords words;
  };
  void fillIn();
  static QVariant cell(const Row& row, int column);
  static QString toolTip(const Row& row);
  std::string part_;
  std::vector<Row> rows_;
  std::shared_ptr<const CheckResult> result_;
};

}  // namespace headroom::gui

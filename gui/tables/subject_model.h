// The numbers of one part, flow or segment at an instant.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "gui/document/focus.h"
#include "gui/look/signs.h"
#include "gui/run/course.h"
#include "gui/run/series_index.h"

namespace headroom::gui {

class SubjectModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  using QAbstractTableModel::QAbstractTableModel;

  /// Nothing to show: no rows.
  void clear() { take({}); }
  /// At the interval that holds `at`; no rows when the subject has no curves.
  void setInstant(const Course& course, const SeriesIndex& index, const Subject& subject, Time at);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    QString name;
    QString value;
    Sign sign = Sign::none;
    bool operator==(const Row&) const = default;
  };
  void take(std::vector<Row> rows);
  static std::vector<Row> partRows(const Course& course, const PartColumns& columns,
                                   std::size_t interval, const std::string& part, Time at);
  static std::vector<Row> flowRows(const Course& course, const FlowColumns& columns,
                                   std::size_t interval);
  static std::vector<Row> segmentRows(const Course& course, const SeriesIndex& index,
                                      std::size_t interval, const std::string& segment);
  std::vector<Row> rows_;
};

}  // namespace headroom::gui

// All variants side by side: the answer to the question, in one table. Flows, and below each its
// variants with goodput and success in every phase.
#pragma once

#include <QAbstractItemModel>
#include <memory>
#include <vector>

#include "gui/look/signs.h"
#include "gui/run/course.h"
#include "models/spec/load.h"

namespace headroom::gui {

class OverviewModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  using QAbstractItemModel::QAbstractItemModel;

  /// `courses` by variant; nullptr where nothing has been run.
  void setCourses(const std::shared_ptr<const LoadedScenario>& scenario,
                  const std::vector<CoursePtr>& courses);
  static std::size_t variantOf(const QModelIndex& index) {
    return static_cast<std::size_t>(index.row());
  }

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex&) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Cell {
    QString text = "-";
    double success = 1;  ///< NaN: nothing to say of.
  };
  struct Variant {
    QString name;
    Sign sign = Sign::notRun;
    std::vector<Cell> cells;
  };
  struct Flow {
    QString name;
    std::vector<Variant> variants;
  };
  static Cell cellOf(const VariantResult& result, const std::string& flow,
                     const std::string& phase);
  std::vector<std::string> phases_;
  std::vector<Flow> flows_;
};

}  // namespace headroom::gui

// Two variants held against each other, figure by figure, on the same random numbers.
#pragma once

#include <QSortFilterProxyModel>
#include <vector>

#include "gui/tables/two_level_model.h"
#include "report/scenario_result.h"
#include "studies/paired.h"

namespace headroom::gui {

/// How a difference reads: "clear" is said only where its interval leaves 0 out.
enum class Difference { none, same, oneRun, unclear, differsByRun, better, worse, higher, lower };
Difference readingOf(const PairedDifference& paired);
QString nameOf(Difference difference);

/// The figures of a variant: of all its runs, or of the one there is.
Evidence evidenceOf(const ScenarioSpec& spec, const VariantResult& result, bool severalRuns);

class DifferenceModel : public TwoLevelModel {
  Q_OBJECT
 public:
  enum Column { figureColumn, shownColumn, comparedColumn, differenceColumn, columns };
  using TwoLevelModel::TwoLevelModel;

  void clear();
  /// Shown minus compared; `phases` in the order of time.
  void setEvidence(const Evidence& shown, const Evidence& compared,
                   const std::vector<std::string>& phases);

  Difference differenceOf(const QModelIndex& index) const;
  /// Whether a row is one of goodput, success, p99 of a flow.
  bool isMain(const QModelIndex& index) const;
  int clearCount() const;

  int columnCount(const QModelIndex&) const override { return columns; }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 protected:
  std::size_t groupCount() const override { return groups_.size(); }
  std::size_t rowsIn(std::size_t group) const override { return groups_[group].rows.size(); }

 private:
  struct Row {
    FigureId id;
    QString figure, shown, compared, difference;
    Difference reading = Difference::none;
  };
  struct Group {
    QString title;  ///< "browse · product-cache down"
    std::vector<Row> rows;
  };
  const Row& rowOf(const QModelIndex& index) const {
    return groups_[groupOf(index)].rows[static_cast<std::size_t>(index.row())];
  }
  QVariant rowData(const Row& row, int column, int role) const;
  std::vector<Group> groups_;
};

/// Of the rows only the main figures, or only clear differences; groups without rows are left out.
class DifferenceFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;
  void show(bool onlyClear, bool allFigures);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  bool onlyClear_ = false;
  bool allFigures_ = false;
};

}  // namespace headroom::gui

// Who got what: segments, and below each its load and goodput in every phase, with its shares of
// all; and of the service that each part gave what each segment got.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "gui/tables/two_level_model.h"
#include "models/spec/scenario_spec.h"
#include "report/scenario_result.h"

namespace headroom::gui {

class SegmentModel : public TwoLevelModel {
  Q_OBJECT
 public:
  enum Column { nameColumn, offeredColumn, goodputColumn, successColumn, columns };
  using TwoLevelModel::TwoLevelModel;

  /// Segments of `system`; what came of them where there is a result (nullptr: no figures).
  void setResult(const SystemSpec& system, const VariantResult* result);
  void clear();
  /// The segment of a row of either level.
  const std::string& segmentOf(const QModelIndex& index) const {
    return segments_[groupOf(index)].name;
  }

  int columnCount(const QModelIndex&) const override { return columns; }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 protected:
  std::size_t groupCount() const override { return segments_.size(); }
  std::size_t rowsIn(std::size_t segment) const override {
    return segments_[segment].phases.size();
  }

 private:
  struct Phase {
    QString name, offered, goodput;
    double success = 1;   ///< NaN: nothing to say of.
    double degraded = 0;  ///< Share of what arrived.
  };
  struct Segment {
    std::string name;
    QString rule;
    std::vector<Phase> phases;
  };
  QVariant phaseData(const Segment& segment, const Phase& phase, int column, int role) const;
  std::vector<Segment> segments_;
};

/// Parts that gave service, and a column for each segment.
class ServiceModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  using QAbstractTableModel::QAbstractTableModel;

  /// nullptr: no rows.
  void setResult(const VariantResult* result);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Part {
    QString name;
    std::vector<double> shares;  ///< By segment, 0..1.
  };
  std::vector<QString> segments_;
  std::vector<Part> parts_;
};

}  // namespace headroom::gui

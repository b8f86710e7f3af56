// All variants in one table: the answer to the question. Variants, and below each its flows with
// and segments with goodput and success in every phase.
#pragma once

#include <memory>
#include <vector>

#include "gui/document/focus.h"
#include "gui/look/signs.h"
#include "gui/run/course.h"
#include "gui/tables/two_level_model.h"
#include "models/spec/load.h"

namespace headroom::gui {

class OverviewModel : public TwoLevelModel {
  Q_OBJECT
 public:
  using TwoLevelModel::TwoLevelModel;

  /// `courses` by variant; nullptr where nothing has been run.
  void setCourses(const std::shared_ptr<const LoadedScenario>& scenario,
                  const std::vector<CoursePtr>& courses);
  /// The variant that is shown stands out.
  void setShown(std::size_t variant);
  /// Of a row of either level.
  static std::size_t variantOf(const QModelIndex& index) { return groupOf(index); }

  /// The flow or segment of a row; none of a variant's.
  Subject subjectOf(const QModelIndex& index) const;

  int columnCount(const QModelIndex&) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 protected:
  std::size_t groupCount() const override { return variants_.size(); }
  std::size_t rowsIn(std::size_t variant) const override {
    return variants_[variant].streams.size();
  }

 private:
  struct Cell {
    QString text = "-";
    double success = 1;   ///< NaN: nothing to say of.
    double degraded = 0;  ///< Share of what arrived; known of single runs.
  };
  static Cell cellOf(const FlowSpan& span);
  /// A flow or a segment.
  struct Stream {
    Subject subject;
    std::vector<Cell> cells;  ///< By phase.
  };
  struct Variant {
    QString name;
    Sign sign = Sign::notRun;
    std::vector<Stream> streams;
  };
  static Cell cellOf(const VariantResult& result, const Subject& stream, const std::string& phase);
  void addStream(Variant& variant, const VariantResult* result, const Subject& subject) const;
  std::vector<std::string> phases_;
  std::vector<Variant> variants_;
  bool anySegments_ = false;
  std::size_t shown_ = 0;
};

}  // namespace headroom::gui

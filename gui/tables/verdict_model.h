// What is asserted, and how it came out: variants, and below each its assertions.
#pragma once

#include <memory>
#include <vector>

#include "gui/document/focus.h"
#include "gui/run/course.h"
#include "gui/tables/two_level_model.h"
#include "models/spec/load.h"

namespace headroom::gui {

class VerdictModel : public TwoLevelModel {
  Q_OBJECT
 public:
  using TwoLevelModel::TwoLevelModel;

  /// Everything in words, nothing run yet. nullptr: no rows.
  void setScenario(std::shared_ptr<const LoadedScenario> scenario);
  /// What has come of a variant; nullptr when nothing has.
  void setCourse(std::size_t variant, CoursePtr course);
  /// The variant that is shown stands out.
  void setShown(std::size_t variant);

  /// The variant of a row of either level.
  static std::size_t variantOf(const QModelIndex& index) { return groupOf(index); }
  /// Of an assertion's row: its number; nothing for a variant's.
  static std::optional<std::size_t> assertionOf(const QModelIndex& index);
  /// Whom an assertion is about.
  Subject subjectOf(const QModelIndex& assertion) const;
  /// Where an assertion begins to count.
  Time beginOf(const QModelIndex& assertion) const;

  int columnCount(const QModelIndex&) const override { return 1; }
  QVariant data(const QModelIndex& index, int role) const override;

 protected:
  std::size_t groupCount() const override { return rows_.size(); }
  std::size_t rowsIn(std::size_t variant) const override {
    return rows_[variant].judgements.size();
  }

 private:
  struct Row {
    CoursePtr course;
    std::vector<Judgement> judgements;
  };
  QVariant variantData(std::size_t variant, int role) const;
  QVariant assertionData(std::size_t variant, std::size_t assertion, int role) const;
  QString variantName(std::size_t variant) const;
  QString summaryOf(const Row& row) const;
  QString bodyOf(std::size_t variant) const;

  std::shared_ptr<const LoadedScenario> scenario_;
  std::vector<Row> rows_;
  std::size_t shown_ = 0;
};

}  // namespace headroom::gui

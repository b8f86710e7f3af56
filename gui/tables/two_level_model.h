// Groups, and below each its rows: what item models of a fixed depth of two have in common.
#pragma once

#include <QAbstractItemModel>
#include <cstddef>

namespace headroom::gui {

class TwoLevelModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  using QAbstractItemModel::QAbstractItemModel;

  static bool isGroup(const QModelIndex& index) { return index.internalId() == 0; }
  /// The group that a valid index of either level is of.
  static std::size_t groupOf(const QModelIndex& index) {
    return static_cast<std::size_t>(isGroup(index) ? static_cast<quintptr>(index.row())
                                                   : index.internalId() - 1);
  }

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;

 protected:
  virtual std::size_t groupCount() const = 0;
  virtual std::size_t rowsIn(std::size_t group) const = 0;
};

}  // namespace headroom::gui

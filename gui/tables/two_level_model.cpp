#include "gui/tables/two_level_model.h"

namespace headroom::gui {

QModelIndex TwoLevelModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  // A row remembers its group, counted from 1; a group has none.
  return createIndex(row, column,
                     parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex TwoLevelModel::parent(const QModelIndex& index) const {
  if (!index.isValid() || isGroup(index)) return {};
  return createIndex(static_cast<int>(groupOf(index)), 0, quintptr{0});
}

int TwoLevelModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(groupCount());
  if (!isGroup(parent) || parent.column() > 0) return 0;
  return static_cast<int>(rowsIn(groupOf(parent)));
}

}  // namespace headroom::gui

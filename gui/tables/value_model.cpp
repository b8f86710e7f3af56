#include "gui/tables/value_model.h"

#include <QFont>
#include <algorithm>
#include <cmath>
#include <limits>

#include "gui/look/words.h"

namespace headroom::gui {

bool ValueRow::sameThing(const ValueRow& other) const {
  return name == other.name && fullName == other.fullName && unit == other.unit &&
         heading == other.heading;
}

void ValueModel::setRows(std::vector<ValueRow> rows) {
  const bool same = std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                               [](const ValueRow& a, const ValueRow& b) { return a.sameThing(b); });
  if (same) {
    rows_ = std::move(rows);
    if (!rows_.empty())
      Q_EMIT dataChanged(index(0, curve), index(rowCount() - 1, curve), {Qt::DecorationRole});
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  values_.clear();
  compared_.clear();
  endResetModel();
}

void ValueModel::setValues(std::vector<double> ofShown, std::vector<double> ofCompared) {
  values_ = std::move(ofShown);
  compared_ = std::move(ofCompared);
  if (!rows_.empty())
    Q_EMIT dataChanged(index(0, value), index(rowCount() - 1, columnCount() - 1),
                       {Qt::DisplayRole});
}

void ValueModel::setNames(const QString& ofShown, const std::optional<QString>& ofCompared) {
  if (ofShown == shownName_ && ofCompared == comparedName_) return;
  const bool columns = ofCompared.has_value() != comparedName_.has_value();
  if (columns) beginResetModel();
  shownName_ = ofShown;
  comparedName_ = ofCompared;
  if (columns)
    endResetModel();
  else
    Q_EMIT headerDataChanged(Qt::Horizontal, value, columnCount() - 1);
}

int ValueModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ValueModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : comparedName_ ? 3 : 2;
}

QString ValueModel::valueWords(const QModelIndex& at) const {
  const auto row = static_cast<std::size_t>(at.row());
  if (rows_[row].heading) return {};
  const std::vector<double>& values = at.column() == value ? values_ : compared_;
  const double of = row < values.size() ? values[row] : std::numeric_limits<double>::quiet_NaN();
  return valueText(of, rows_[row].unit);
}

QVariant ValueModel::data(const QModelIndex& at, int role) const {
  if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
    return {};
  const ValueRow& row = rows_[static_cast<std::size_t>(at.row())];
  switch (role) {
    case Qt::DisplayRole:
      return at.column() == curve ? row.name : valueWords(at);
    case Qt::ToolTipRole:
      return row.heading ? row.name : row.fullName;
    case Qt::AccessibleTextRole:
      if (row.heading) return row.name;
      return at.column() == curve ? row.fullName : valueWords(at);
    case kHeadingRole:
      return row.heading;
    case Qt::DecorationRole:
      if (at.column() == curve && !row.sample.isNull()) return row.sample;
      return {};
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(
          Qt::Alignment(at.column() == curve ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole: {
      if (!row.heading) return {};
      QFont bold;
      bold.setBold(true);
      return bold;
    }
    default:
      return {};
  }
}

QVariant ValueModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::Alignment(section == curve ? Qt::AlignLeft : Qt::AlignRight) |
                               Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  if (section == curve) return QStringLiteral("Curve");
  if (section == compared) return *comparedName_;
  return shownName_.isEmpty() ? QStringLiteral("Value") : shownName_;
}

Qt::ItemFlags ValueModel::flags(const QModelIndex& at) const {
  if (!at.isValid()) return Qt::NoItemFlags;
  return rows_[static_cast<std::size_t>(at.row())].heading
             ? Qt::ItemIsEnabled
             : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

}  // namespace headroom::gui

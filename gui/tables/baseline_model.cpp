#include "gui/tables/baseline_model.h"

#include <QStringList>

#include "gui/look/words.h"
#include "gui/tables/roles.h"
#include "models/notation/units.h"
#include "models/spec/baseline_reach.h"
#include "report/number_format.h"

namespace headroom::gui {

void BaselineModel::setBaselines(const std::string& part,
                                 const std::vector<BaselineSpec>& baselines) {
  beginResetModel();
  part_ = part;
  rows_.clear();
  for (const BaselineSpec& baseline : baselines) {
    // "app browse without product-cache": which part it is of is known here.
    QString name = text(baselineName(part, baseline));
    if (name.startsWith(text(part) + ' ')) name.remove(0, text(part).size() + 1);
    rows_.push_back({name, text(toText(baseline.throughput)), nullptr, {}});
  }
  fillIn();
  endResetModel();
}

void BaselineModel::setResult(std::shared_ptr<const CheckResult> result) {
  result_ = std::move(result);
  fillIn();
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void BaselineModel::fillIn() {
  for (Row& row : rows_) row.level = nullptr;
  if (!result_) return;
  for (const BaselineLevel& level : result_->levels)
    if (level.part == part_ && level.index < rows_.size()) {
      rows_[level.index].level = &level;
      rows_[level.index].words = wordsOf(*result_, level, TerminalStyle{});
    }
}

int BaselineModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int BaselineModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant BaselineModel::cell(const Row& row, int column) {
  const bool tested = row.level != nullptr;
  switch (column) {
    case baselineColumn:
      return row.name;
    case measuredColumn:
      return row.measured;
    case simulatedColumn:
      return tested ? text(row.words.simulated) : text(kNothing);
    case deviationColumn:
      return tested ? text(row.words.deviation) : text(kNothing);
    case verdictColumn:
      return tested ? text(row.words.verdict).toLower() : tr("not tested");
    default:
      return {};
  }
}

QString BaselineModel::toolTip(const Row& row) {
  QStringList words{row.name};
  if (row.level != nullptr) {
    words << tr("interval %1; allowed deviation %2")
                 .arg(text(row.words.interval), text(row.words.allowed));
    for (const std::string& remark : row.words.remarks) words << text(remark);
  }
  return words.join('\n');
}

QVariant BaselineModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const bool tested = row.level != nullptr;
  switch (role) {
    case Qt::DisplayRole:
      return cell(row, index.column());
    case HeadRole:
      return row.name;
    case TailRole:
      return tested ? tr("%1, %2").arg(text(row.words.verdict).toLower(), text(row.words.deviation))
                    : tr("not tested");
    case BodyRole:
      if (!tested) return tr("measured %1").arg(row.measured);
      return tr("measured %1, simulated %2 (%3; %4 allowed)")
          .arg(row.measured, text(row.words.simulated), text(row.words.interval),
               text(row.words.allowed));
    case NotesRole: {
      QStringList notes;
      // Why no more than that; the rest is in the tooltip.
      if (tested && !row.words.remarks.empty()) notes << text(row.words.remarks.front());
      return notes;
    }
    case SignRole:
      if (index.column() != verdictColumn && index.column() != baselineColumn)
        return signValue(Sign::none);
      return signValue(!tested ? Sign::notRun : row.level->holds() ? Sign::pass : Sign::fail);
    case Qt::ToolTipRole:
      return toolTip(row);
    default:
      return {};
  }
}

QVariant BaselineModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case baselineColumn:
      return tr("load test");
    case measuredColumn:
      return tr("measured");
    case simulatedColumn:
      return tr("simulated");
    case deviationColumn:
      return tr("deviation");
    case verdictColumn:
      return tr("verdict");
    default:
      return {};
  }
}

}  // namespace headroom::gui

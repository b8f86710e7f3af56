#include "gui/tables/difference_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "gui/look/words.h"
#include "gui/tables/roles.h"
#include "models/spec/threshold.h"
#include "report/differences.h"
#include "report/evidence_table.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

Sign signFor(Difference difference) {
  switch (difference) {
    case Difference::better:
      return Sign::better;
    case Difference::worse:
      return Sign::worse;
    case Difference::higher:
    case Difference::lower:
      return Sign::changed;
    case Difference::differsByRun:
      return Sign::inconclusive;
    case Difference::unclear:
      return Sign::unclear;
    case Difference::none:
    case Difference::same:
    case Difference::oneRun:
      break;
  }
  return Sign::none;
}

bool isClear(Difference difference) {
  return difference == Difference::better || difference == Difference::worse ||
         difference == Difference::higher || difference == Difference::lower;
}

/// Neither more nor less of these is good in itself.
bool isNeutral(Metric metric) { return metric == Metric::utilisation || metric == Metric::offered; }

QString figureText(const FigureId& id) {
  if (id.metric == Metric::latency && id.aggregation)
    return text(EnumNames<Aggregation>::names()[static_cast<std::size_t>(*id.aggregation)]);
  QString out;
  switch (id.metric) {
    case Metric::successRatio:
      out = "success";
      break;
    case Metric::retryAmplification:
      out = "tries";
      break;
    default:
      out = text(nameOf(id.metric)).replace('_', ' ');
  }
  if (!id.resource.empty()) out += " of " + text(id.resource);
  return out;
}

bool isMainFigure(const FigureId& id) {
  return id.metric == Metric::goodput || id.metric == Metric::successRatio ||
         (id.metric == Metric::latency && id.aggregation == Aggregation::p99);
}

/// Value and interval on lines of their own: columns stay narrow.
QString inTwoLines(const std::string& cell) { return text(cell).replace(" ±", "\n±"); }

using FiguresById = std::map<FigureId, const Figure*>;

FiguresById byId(const Evidence& evidence) {
  FiguresById figures;
  for (const Figure& figure : evidence.figures) figures.emplace(figure.id, &figure);
  return figures;
}

QString estimateOf(const FiguresById& figures, const FigureId& id) {
  const auto found = figures.find(id);
  if (found == figures.end()) return text(kNothing);
  return inTwoLines(estimateCell(id.metric, found->second->estimate(), TerminalStyle{}));
}

}  // namespace

Difference readingOf(const PairedDifference& paired) {
  const Estimate& e = paired.difference;
  if (e.kind == EstimateKind::nothing || !std::isfinite(e.value)) return Difference::none;
  if (e.kind == EstimateKind::twoModes) return Difference::differsByRun;
  if (e.value == 0 && e.halfWidth == 0) return Difference::same;
  if (e.kind == EstimateKind::one) return Difference::oneRun;
  if (!paired.clear()) return Difference::unclear;
  const bool more = e.value > 0;
  if (isNeutral(paired.id.metric)) return more ? Difference::higher : Difference::lower;
  return more == fewerIsWorse(paired.id.metric) ? Difference::better : Difference::worse;
}

QString nameOf(Difference difference) {
  switch (difference) {
    case Difference::none:
      return {};
    case Difference::same:
      return "same";
    case Difference::oneRun:
      return "one run";
    case Difference::unclear:
      return "not clear";
    case Difference::differsByRun:
      return "differs by run";
    case Difference::better:
      return "clear, better";
    case Difference::worse:
      return "clear, worse";
    case Difference::higher:
      return "clear, higher";
    case Difference::lower:
      return "clear, lower";
  }
  return {};
}

Evidence evidenceOf(const ScenarioSpec& spec, const VariantResult& result, bool severalRuns) {
  if (severalRuns && result.evidence) return *result.evidence;
  EvidenceCollector collector{spec};
  collector.add(result.outcome);
  return collector.finish();
}

void DifferenceModel::clear() {
  beginResetModel();
  groups_.clear();
  endResetModel();
}

void DifferenceModel::setEvidence(const Evidence& shown, const Evidence& compared,
                                  const std::vector<std::string>& phases) {
  beginResetModel();
  groups_.clear();
  const auto rank = [&phases](const std::string& phase) {
    return std::find(phases.begin(), phases.end(), phase) - phases.begin();
  };
  const FiguresById mine = byId(shown);
  const FiguresById theirs = byId(compared);
  std::vector<PairedDifference> all = pairedDifferences(compared, shown);
  // With phases, the whole run is the last of them.
  std::stable_sort(all.begin(), all.end(),
                   [&](const PairedDifference& a, const PairedDifference& b) {
                     const auto key = [&](const FigureId& id) {
                       return std::tuple{id.flow.empty(), id.flow, id.segment.empty(),
                                         id.segment,      id.part, rank(id.phase)};
                     };
                     return key(a.id) < key(b.id);
                   });
  for (const PairedDifference& paired : all) {
    const FigureId& id = paired.id;
    const QString whose =
        id.segment.empty() ? text(id.flow + id.part) : segmentText(id.segment) + text(id.part);
    const QString title = whose + text(" · " + id.phase);
    if (groups_.empty() || groups_.back().title != title) groups_.push_back({title, {}});
    Row row{id, figureText(id), estimateOf(mine, id), estimateOf(theirs, id), {}, {}};
    row.reading = readingOf(paired);
    row.difference =
        row.reading == Difference::same ? QString{} : text(differenceText(paired, TerminalStyle{}));
    groups_.back().rows.push_back(std::move(row));
  }
  endResetModel();
}

Difference DifferenceModel::differenceOf(const QModelIndex& index) const {
  return !index.isValid() || isGroup(index) ? Difference::none : rowOf(index).reading;
}

bool DifferenceModel::isMain(const QModelIndex& index) const {
  return index.isValid() && !isGroup(index) && isMainFigure(rowOf(index).id);
}

int DifferenceModel::clearCount() const {
  int count = 0;
  for (const Group& group : groups_)
    for (const Row& row : group.rows) count += isClear(row.reading) ? 1 : 0;
  return count;
}

QVariant DifferenceModel::rowData(const Row& row, int column, int role) const {
  const QString reading = nameOf(row.reading);
  if (role == SignRole)
    return signValue(column == differenceColumn ? signFor(row.reading) : Sign::none);
  if (role == FaintRole)
    return column == differenceColumn &&
           (row.reading == Difference::unclear || row.reading == Difference::same);
  if (role == Qt::ToolTipRole)
    return tr("%1: %2 against %3; difference %4 %5")
        .arg(row.figure, row.shown, row.compared, row.difference, reading)
        .replace('\n', ' ');
  if (role != Qt::DisplayRole) return {};
  switch (column) {
    case figureColumn:
      return row.figure;
    case shownColumn:
      return row.shown;
    case comparedColumn:
      return row.compared;
    default:
      if (reading.isEmpty() || row.reading == Difference::oneRun) return row.difference;
      return row.difference.isEmpty() ? reading : row.difference + '\n' + reading;
  }
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (!isGroup(index)) return rowData(rowOf(index), index.column(), role);
  if (role == StrongRole) return true;
  if (index.column() == 0 && (role == Qt::DisplayRole || role == Qt::ToolTipRole))
    return groups_[groupOf(index)].title;
  return {};
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case figureColumn:
      return tr("figure");
    case shownColumn:
      return tr("shown");
    case comparedColumn:
      return tr("compared");
    case differenceColumn:
      return tr("difference");
    default:
      return {};
  }
}

void DifferenceFilter::show(bool onlyClear, bool allFigures) {
  onlyClear_ = onlyClear;
  allFigures_ = allFigures;
  invalidateFilter();
}

bool DifferenceFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const auto* model = qobject_cast<const DifferenceModel*>(sourceModel());
  if (model == nullptr) return false;
  const QModelIndex index = model->index(row, 0, parent);
  if (!parent.isValid()) {
    for (int child = 0; child < model->rowCount(index); ++child)
      if (filterAcceptsRow(child, index)) return true;
    return false;
  }
  if (!allFigures_ && !model->isMain(index)) return false;
  return !onlyClear_ || isClear(model->differenceOf(index));
}

}  // namespace headroom::gui

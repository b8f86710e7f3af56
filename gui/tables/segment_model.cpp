#include "gui/tables/segment_model.h"

#include <algorithm>

#include "gui/look/words.h"
#include "gui/tables/roles.h"
#include "gui/tables/rule_words.h"
#include "report/flow_tables.h"
#include "report/number_format.h"
#include "report/segment_table.h"

namespace headroom::gui {
namespace {

QString rateAndShare(double rate, double share) {
  return text(formatRate(rate)) + '\n' + text(formatShare(share));
}

}  // namespace

void SegmentModel::clear() {
  beginResetModel();
  segments_.clear();
  endResetModel();
}

void SegmentModel::setResult(const SystemSpec& system, const VariantResult* result) {
  beginResetModel();
  segments_.clear();
  for (const auto& [name, spec] : system.segments)
    segments_.push_back({name, segmentWords(spec), {}});
  for (Segment& segment : segments_) {
    if (result == nullptr) continue;
    for (const FlowOutcome& outcome : result->outcome.segments) {
      if (outcome.name != segment.name) continue;
      for (const SegmentTraffic& traffic : segmentTraffic(result->outcome, outcome))
        segment.phases.push_back({text(traffic.phase),
                                  rateAndShare(offeredRate(*traffic.span), traffic.offeredShare),
                                  rateAndShare(goodputRate(*traffic.span), traffic.goodputShare),
                                  successShare(*traffic.span), degradedShare(*traffic.span)});
    }
  }
  endResetModel();
}

QVariant SegmentModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Segment& segment = segments_[groupOf(index)];
  if (!isGroup(index))
    return phaseData(segment, segment.phases[static_cast<std::size_t>(index.row())], index.column(),
                     role);
  if (role == StrongRole) return true;
  if (index.column() != nameColumn) return {};
  if (role == Qt::DisplayRole) return segmentText(segment.name);
  if (role == Qt::AccessibleTextRole) return tr("segment %1").arg(text(segment.name));
  if (role == Qt::ToolTipRole) return tr("%1: %2").arg(text(segment.name), segment.rule);
  return {};
}

QVariant SegmentModel::phaseData(const Segment& segment, const Phase& phase, int column,
                                 int role) const {
  if (role == Qt::ToolTipRole)
    return tr("%1, %2: offered %3 of all requests, goodput %4 of all goodput, %5 succeeded")
               .arg(text(segment.name), phase.name, QString(phase.offered).replace('\n', ", "),
                    QString(phase.goodput).replace('\n', ", "), text(formatShare(phase.success))) +
           (phase.degraded > 0 ? tr(", %1 answered degraded").arg(text(formatShare(phase.degraded)))
                               : QString{});
  if (role == SignRole)
    return signValue(column != successColumn ? Sign::none
                     : phase.success < 0.5   ? Sign::worse
                     : phase.success < 0.99  ? Sign::warning
                                             : Sign::none);
  if (role != Qt::DisplayRole) return {};
  switch (column) {
    case nameColumn:
      return phase.name;
    case offeredColumn:
      return phase.offered;
    case goodputColumn:
      return phase.goodput;
    default:
      return text(formatShare(phase.success));
  }
}

QVariant SegmentModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  switch (section) {
    case nameColumn:
      return role == Qt::DisplayRole ? tr("segment") : QVariant{};
    case offeredColumn:
      if (role == Qt::ToolTipRole) return tr("Requests a second, and their share of all requests");
      return role == Qt::DisplayRole ? tr("offered\nof all") : QVariant{};
    case goodputColumn:
      if (role == Qt::ToolTipRole)
        return tr("Answers that count as success, and their share of all such");
      return role == Qt::DisplayRole ? tr("goodput\nof all") : QVariant{};
    default:
      if (role == Qt::ToolTipRole) return tr("Of its own requests that arrived in the phase");
      return role == Qt::DisplayRole ? tr("success") : QVariant{};
  }
}

void ServiceModel::setResult(const VariantResult* result) {
  beginResetModel();
  segments_.clear();
  parts_.clear();
  if (result != nullptr) {
    for (const FlowOutcome& segment : result->outcome.segments)
      segments_.push_back(text(segment.name));
    for (const PartOutcome& part : result->outcome.parts) {
      if (part.serviceSeconds <= 0) continue;
      parts_.push_back({text(part.name), {}});
      for (std::size_t s = 0; s < segments_.size(); ++s)
        parts_.back().shares.push_back(serviceShare(part, s));
    }
  }
  endResetModel();
}

int ServiceModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(parts_.size());
}

int ServiceModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 1 + static_cast<int>(segments_.size());
}

QVariant ServiceModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Part& part = parts_[static_cast<std::size_t>(index.row())];
  if (index.column() == 0)
    return role == Qt::DisplayRole || role == Qt::ToolTipRole ? part.name : QVariant{};
  const auto segment = static_cast<std::size_t>(index.column() - 1);
  const QString share = text(formatShare(part.shares[segment]));
  if (role == Qt::DisplayRole) return share;
  if (role == Qt::ToolTipRole)
    return tr("%1 of the service that %2 gave, over the whole run, went to %3")
        .arg(share, part.name, segments_[segment]);
  return {};
}

QVariant ServiceModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
    return {};
  if (section == 0) return tr("service by");
  return segments_[static_cast<std::size_t>(section - 1)];
}

}  // namespace headroom::gui

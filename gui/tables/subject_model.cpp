#include "gui/tables/subject_model.h"

#include <algorithm>

#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "gui/tables/roles.h"

namespace headroom::gui {
namespace {

Sign signFor(Condition condition) {
  switch (condition) {
    case Condition::ok:
      return Sign::pass;
    case Condition::saturated:
      return Sign::cause;
    case Condition::rejecting:
      return Sign::effect;
    case Condition::down:
      return Sign::fail;
    case Condition::unknown:
      break;
  }
  return Sign::notRun;
}

// As SeriesColumn::unit has them, and valueText takes them.
constexpr const char* kRate = "1/s";
constexpr const char* kSeconds = "s";
constexpr const char* kShare = "share";
constexpr const char* kNumber = "1";

/// Of a part's visits those of one segment: "810/s, 12.3 in service".
QString shareText(const Series& series, const ShareColumns& share, std::size_t interval) {
  return SubjectModel::tr("%1, %2 in service")
      .arg(valueText(valueAt(series, share.offered, interval), kRate),
           valueText(valueAt(series, share.served, interval), kNumber));
}

}  // namespace

void SubjectModel::setInstant(const Course& course, const SeriesIndex& index,
                              const Subject& subject, Time at) {
  const auto interval = intervalAt(course.series(), at);
  std::vector<Row> rows;
  if (interval && subject.kind == Subject::Kind::part) {
    if (const auto found = index.parts.find(subject.name); found != index.parts.end())
      rows = partRows(course, found->second, *interval, subject.name, at);
  } else if (interval && subject.kind == Subject::Kind::flow) {
    if (const auto found = index.flows.find(subject.name); found != index.flows.end())
      rows = flowRows(course, found->second, *interval);
  } else if (interval && subject.kind == Subject::Kind::segment) {
    rows = segmentRows(course, index, *interval, subject.name);
  }
  take(std::move(rows));
}

std::vector<SubjectModel::Row> SubjectModel::partRows(const Course& course,
                                                      const PartColumns& columns,
                                                      std::size_t interval, const std::string& part,
                                                      Time at) {
  const Series& series = course.series();
  const PartState state = stateAt(series, columns, interval, course.faults, part, at);
  QString condition = nameOf(state.condition);
  const QString fault = text(state.fault);
  if (!fault.isEmpty() && fault != condition) condition += tr(" (fault: %1)").arg(fault);
  std::vector<Row> rows{{tr("condition"), condition, signFor(state.condition)}};
  const auto add = [&](const QString& name, int column, const char* unit) {
    if (column >= 0)
      rows.push_back({name, valueText(valueAt(series, column, interval), unit), Sign::none});
  };
  add(tr("offered"), columns.offered, kRate);
  add(tr("degraded"), columns.degraded, kRate);
  add(tr("refused"), columns.refused, kRate);
  add(tr("failed"), columns.failed, kRate);
  add(tr("inside"), columns.inside, kNumber);
  add(tr("hit ratio"), columns.hitRatio, kShare);
  for (const ResourceColumns& resource : columns.resources) {
    QString value;
    if (resource.utilisation >= 0)
      value = tr("%1 busy").arg(valueText(valueAt(series, resource.utilisation, interval), kShare));
    if (resource.queue >= 0)
      value += (value.isEmpty() ? "" : ", ") +
               tr("%1 waiting").arg(valueText(valueAt(series, resource.queue, interval), kNumber));
    rows.push_back({text(resource.name), value, Sign::none});
  }
  for (const auto& [segment, share] : columns.segments)
    rows.push_back({segmentText(segment), shareText(series, share, interval), Sign::none});
  return rows;
}

std::vector<SubjectModel::Row> SubjectModel::flowRows(const Course& course,
                                                      const FlowColumns& columns,
                                                      std::size_t interval) {
  const Series& series = course.series();
  std::vector<Row> rows;
  const auto add = [&](const QString& name, int column, const char* unit) {
    if (column >= 0)
      rows.push_back({name, valueText(valueAt(series, column, interval), unit), Sign::none});
  };
  add(tr("offered"), columns.offered, kRate);
  add(tr("goodput"), columns.goodput, kRate);
  add(tr("degraded"), columns.degraded, kRate);
  add(tr("refused"), columns.refused, kRate);
  add(tr("failed"), columns.failed, kRate);
  add(tr("attempts"), columns.attempts, kRate);
  add(tr("latency p50"), columns.p50, kSeconds);
  add(tr("latency p95"), columns.p95, kSeconds);
  add(tr("latency p99"), columns.p99, kSeconds);
  for (const auto& [cause, column] : columns.causes)
    if (valueAt(series, column, interval) > 0) add(text(cause), column, kRate);
  return rows;
}

/// Its curves, then what it has of each part that it comes to.
std::vector<SubjectModel::Row> SubjectModel::segmentRows(const Course& course,
                                                         const SeriesIndex& index,
                                                         std::size_t interval,
                                                         const std::string& segment) {
  const auto found = index.segments.find(segment);
  if (found == index.segments.end()) return {};
  std::vector<Row> rows = flowRows(course, found->second, interval);
  for (const auto& [part, columns] : index.parts) {
    const auto share = columns.segments.find(segment);
    if (share == columns.segments.end()) continue;
    if (valueAt(course.series(), share->second.offered, interval) > 0 ||
        valueAt(course.series(), share->second.served, interval) > 0)
      rows.push_back({tr("at %1").arg(text(part)),
                      shareText(course.series(), share->second, interval), Sign::none});
  }
  return rows;
}

void SubjectModel::take(std::vector<Row> rows) {
  const bool sameNames = std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                                    [](const Row& a, const Row& b) { return a.name == b.name; });
  if (sameNames) {
    if (rows == rows_) return;
    rows_ = std::move(rows);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 1));
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int SubjectModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int SubjectModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 2; }

QVariant SubjectModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const bool value = index.column() == 1;
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
      return value ? row.value : row.name;
    case SignRole:
      return signValue(value ? row.sign : Sign::none);
    default:
      return {};
  }
}

QVariant SubjectModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == 0 ? tr("figure") : tr("value");
}

}  // namespace headroom::gui

#include "gui/tables/overview_model.h"

#include <algorithm>

#include "gui/look/words.h"
#include "gui/tables/roles.h"
#include "gui/tables/verdict_signs.h"
#include "report/flow_tables.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

/// More phases than this leave no room for their figures: whole runs are compared then.
constexpr std::size_t kMostPhases = 4;

bool samePhases(const Outcome& a, const Outcome& b) {
  return std::equal(a.phases.begin(), a.phases.end(), b.phases.begin(), b.phases.end(),
                    [](const Phase& x, const Phase& y) { return x.name == y.name; });
}

const VariantResult* resultOf(const CoursePtr& course) {
  return course && course->finished() ? course->result.get() : nullptr;
}

std::vector<std::string> phasesOf(const std::vector<CoursePtr>& courses) {
  const Outcome* first = nullptr;
  for (const CoursePtr& course : courses) {
    const VariantResult* result = resultOf(course);
    if (result == nullptr) continue;
    if (first == nullptr) first = &result->outcome;
    if (!samePhases(*first, result->outcome)) return {kWholeRun};
  }
  if (first == nullptr || first->phases.size() < 2 || first->phases.size() > kMostPhases)
    return {kWholeRun};
  std::vector<std::string> names;
  for (const Phase& phase : first->phases) names.push_back(phase.name);
  return names;
}

/// Broken at the blank or hyphen nearest to its middle.
QString inTwoLines(const QString& name) {
  qsizetype best = -1;
  for (qsizetype i = 1; i + 1 < name.size(); ++i)
    if ((name[i] == ' ' || name[i] == '-') &&
        (best < 0 || std::abs(2 * i - name.size()) < std::abs(2 * best - name.size())))
      best = i;
  if (best < 0) return name;
  return name.left(name[best] == '-' ? best + 1 : best) + '\n' + name.mid(best + 1);
}

QString twoLines(double goodput, double success) {
  return text(formatRate(goodput)) + '\n' + text(formatShare(success));
}

}  // namespace

OverviewModel::Cell OverviewModel::cellOf(const FlowSpan& span) {
  return {twoLines(goodputRate(span), successShare(span)), successShare(span), degradedShare(span)};
}

OverviewModel::Cell OverviewModel::cellOf(const VariantResult& result, const Subject& stream,
                                          const std::string& phase) {
  const bool segment = stream.kind == Subject::Kind::segment;
  if (result.evidence) {
    const auto estimateOf = [&](Metric metric) {
      const Figure* figure = result.evidence->find({phase,
                                                    segment ? std::string{} : stream.name,
                                                    "",
                                                    "",
                                                    metric,
                                                    {},
                                                    segment ? stream.name : std::string{}});
      return figure == nullptr ? Estimate{} : figure->estimate();
    };
    const Estimate goodput = estimateOf(Metric::goodput);
    const Estimate success = estimateOf(Metric::successRatio);
    if (goodput.modes || success.modes) return {tr("two kinds\nof runs"), 0.9};
    if (success.kind == EstimateKind::nothing) return {};
    return {twoLines(goodput.value, success.value), success.value};
  }
  for (const FlowOutcome& outcome : segment ? result.outcome.segments : result.outcome.flows) {
    if (outcome.name != stream.name) continue;
    if (phase == kWholeRun) return cellOf(outcome.whole);
    for (const NamedSpan& named : spansOf(result.outcome, outcome))
      if (named.name == phase && named.span->offered > 0) return cellOf(*named.span);
  }
  return {};
}

void OverviewModel::addStream(Variant& variant, const VariantResult* result,
                              const Subject& subject) const {
  Stream stream{subject, {}};
  for (const std::string& phase : phases_)
    stream.cells.push_back(result == nullptr ? Cell{} : cellOf(*result, subject, phase));
  variant.streams.push_back(std::move(stream));
}

void OverviewModel::setCourses(const std::shared_ptr<const LoadedScenario>& scenario,
                               const std::vector<CoursePtr>& courses) {
  beginResetModel();
  variants_.clear();
  anySegments_ = false;
  phases_ = phasesOf(courses);
  for (std::size_t v = 0; scenario && v < scenario->variants.size(); ++v) {
    const CoursePtr course = v < courses.size() ? courses[v] : nullptr;
    const VariantResult* result = resultOf(course);
    Variant variant{variantText(scenario->variants[v].name), signFor(course), {}};
    const SystemSpec& system = scenario->variants[v].spec.system;
    for (const auto& [name, spec] : system.flows)
      addStream(variant, result, {Subject::Kind::flow, name});
    for (const auto& [name, spec] : system.segments)
      addStream(variant, result, {Subject::Kind::segment, name});
    anySegments_ = anySegments_ || !system.segments.empty();
    variants_.push_back(std::move(variant));
  }
  endResetModel();
}

void OverviewModel::setShown(std::size_t variant) {
  if (shown_ == variant) return;
  shown_ = variant;
  if (!variants_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

Subject OverviewModel::subjectOf(const QModelIndex& index) const {
  if (!index.isValid() || isGroup(index)) return {};
  return variants_[variantOf(index)].streams[static_cast<std::size_t>(index.row())].subject;
}

int OverviewModel::columnCount(const QModelIndex&) const {
  return 1 + static_cast<int>(phases_.size());
}

QVariant OverviewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Variant& variant = variants_[variantOf(index)];
  if (isGroup(index)) {
    if (role == StrongRole) return true;
    if (index.column() > 0) return {};
    if (role == SignRole) return signValue(variant.sign);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
      return variantOf(index) == shown_ ? tr("%1 · shown").arg(variant.name) : variant.name;
    return {};
  }
  const Stream& stream = variant.streams[static_cast<std::size_t>(index.row())];
  const bool segment = stream.subject.kind == Subject::Kind::segment;
  const QString plain = text(stream.subject.name);
  if (index.column() == 0) {
    if (role == Qt::DisplayRole) return segment ? segmentText(stream.subject.name) : plain;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
      return segment ? tr("segment %1").arg(plain) : plain;
    return {};
  }
  const auto column = static_cast<std::size_t>(index.column() - 1);
  const Cell& cell = stream.cells[column];
  switch (role) {
    case Qt::DisplayRole:
      return cell.text;
    case Qt::ToolTipRole:
      return tr("%1, %2, %3: goodput, and success of what arrived then")
                 .arg(variant.name, plain, text(phases_[column])) +
             (cell.degraded > 0 ? tr("; %1 answered degraded").arg(text(formatShare(cell.degraded)))
                                : QString{});
    case SignRole:
      return signValue(cell.success < 0.5    ? Sign::worse
                       : cell.success < 0.99 ? Sign::warning
                                             : Sign::none);
    default:
      return {};
  }
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  const QString name = section == 0 ? (anySegments_ ? tr("flow, ◇ segment") : tr("flow"))
                                    : text(phases_[static_cast<std::size_t>(section - 1)]);
  if (role == Qt::ToolTipRole) return name;
  // As narrow as the figures beneath: a long name takes two lines.
  if (role == Qt::DisplayRole && section == 0) return name;
  if (role == Qt::DisplayRole) return name.size() > 10 ? inTwoLines(name) : name;
  return {};
}

}  // namespace headroom::gui

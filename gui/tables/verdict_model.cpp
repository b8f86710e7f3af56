#include "gui/tables/verdict_model.h"

#include <QStringList>
#include <algorithm>

#include "gui/look/words.h"
#include "gui/tables/roles.h"
#include "gui/tables/verdict_signs.h"
#include "models/notation/units.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

std::vector<Judgement> inWords(const ScenarioSpec& spec) {
  std::vector<Judgement> judgements;
  for (const AssertionSpec& assertion : spec.assertions) judgements.push_back(wordsOf(assertion));
  return judgements;
}

QString shareText(const RunShare& share) {
  return QString("%1 of %2 runs hold: %3 to %4 of all (95 %, Wilson); wanted %5")
      .arg(share.holds)
      .arg(share.runs)
      .arg(text(formatShare(share.low)), text(formatShare(share.high)),
           text(formatShare(share.required)));
}

}  // namespace

void VerdictModel::setScenario(std::shared_ptr<const LoadedScenario> scenario) {
  beginResetModel();
  scenario_ = std::move(scenario);
  rows_.clear();
  if (scenario_)
    for (const LoadedVariant& variant : scenario_->variants)
      rows_.push_back({nullptr, inWords(variant.spec)});
  endResetModel();
}

void VerdictModel::setCourse(std::size_t variant, CoursePtr course) {
  if (variant >= rows_.size() || rows_[variant].course == course) return;
  Row& row = rows_[variant];
  const bool judged = row.course && row.course->finished();
  row.course = std::move(course);
  const QModelIndex at = index(static_cast<int>(variant), 0);
  const auto count = static_cast<int>(row.judgements.size());
  if (row.course && row.course->finished()) {
    std::vector<Judgement> judgements = row.course->result->judgements;
    if (judgements.size() == row.judgements.size()) row.judgements = std::move(judgements);
  } else if (judged) {
    row.judgements = inWords(scenario_->variants[variant].spec);
  }
  Q_EMIT dataChanged(at, at);
  if (count > 0) Q_EMIT dataChanged(index(0, 0, at), index(count - 1, 0, at));
}

void VerdictModel::setShown(std::size_t variant) {
  shown_ = variant;
  if (!rows_.empty())
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {CurrentRole, Qt::DisplayRole});
}

std::optional<std::size_t> VerdictModel::assertionOf(const QModelIndex& index) {
  if (!index.isValid() || isGroup(index)) return std::nullopt;
  return static_cast<std::size_t>(index.row());
}

Subject VerdictModel::subjectOf(const QModelIndex& index) const {
  const auto assertion = assertionOf(index);
  if (!assertion || !scenario_) return {};
  const AssertionSpec& spec = scenario_->variants[variantOf(index)].spec.assertions[*assertion];
  if (spec.flow) return {Subject::Kind::flow, spec.flow->name};
  if (spec.segment) return {Subject::Kind::segment, spec.segment->name};
  if (spec.part) return {Subject::Kind::part, spec.part->name};
  return {};
}

Time VerdictModel::beginOf(const QModelIndex& index) const {
  const auto assertion = assertionOf(index);
  if (!assertion || !scenario_) return {};
  const AssertionSpec& spec = scenario_->variants[variantOf(index)].spec.assertions[*assertion];
  if (spec.after) return Time{*spec.after};
  return spec.window ? Time{spec.window->from} : Time{};
}

QVariant VerdictModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const std::size_t variant = variantOf(index);
  if (variant >= rows_.size()) return {};
  const auto assertion = assertionOf(index);
  return assertion ? assertionData(variant, *assertion, role) : variantData(variant, role);
}

QString VerdictModel::variantName(std::size_t variant) const {
  return variantText(scenario_->variants[variant].name);
}

/// "2 of 3 hold"
QString VerdictModel::summaryOf(const Row& row) const {
  if (row.judgements.empty()) return tr("nothing is asserted");
  const auto holds = std::count_if(row.judgements.begin(), row.judgements.end(),
                                   [](const Judgement& j) { return j.verdict == Verdict::pass; });
  return tr("%1 of %2 hold").arg(holds).arg(row.judgements.size());
}

/// How it was found out: "fail · one run of 3m"; "running, at 1m15s"; "not run".
QString VerdictModel::bodyOf(std::size_t variant) const {
  const Course* course = rows_[variant].course.get();
  if (course == nullptr) return tr("not run");
  if (!course->finished()) return tr("running, at %1").arg(momentText(course->reached));
  const VariantResult& result = *course->result;
  const bool stopped = !result.outcome.stopReason.empty();
  // One that was stopped ends at an odd nanosecond.
  const QString length = stopped ? momentText(Time{result.outcome.duration})
                                 : text(toText(Duration{result.outcome.duration}));
  QString out = result.evidence ? tr("%1 runs of %2").arg(result.evidence->replications).arg(length)
                                : tr("one run of %1").arg(length);
  if (!rows_[variant].judgements.empty()) out.prepend(text(nameOf(result.verdict)) + tr(" · "));
  if (stopped) out += tr(" · %1").arg(text(result.outcome.stopReason));
  return out;
}

QVariant VerdictModel::variantData(std::size_t variant, int role) const {
  const Row& row = rows_[variant];
  const bool finished = row.course && row.course->finished();
  switch (role) {
    case SignRole:
      // Where nothing is asserted there is no verdict.
      return signValue(finished && row.judgements.empty() ? Sign::none : signFor(row.course));
    case HeadRole:
      return variantName(variant);
    case TailRole:
      return finished || row.judgements.empty()
                 ? summaryOf(row)
                 : tr("%n assertion(s)", nullptr, static_cast<int>(row.judgements.size()))
                       .replace("(s)", row.judgements.size() == 1 ? "" : "s");
    case BodyRole:
      return bodyOf(variant) + (variant == shown_ ? tr(" · shown") : QString{});
    case CurrentRole:
      return variant == shown_;
    case StrongRole:
      return true;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
      return tr("%1: %2, %3").arg(variantName(variant), bodyOf(variant), summaryOf(row));
    case Qt::ToolTipRole:
      return tr("%1\nEnter shows this variant in all views").arg(variantName(variant));
    default:
      return {};
  }
}

QVariant VerdictModel::assertionData(std::size_t variant, std::size_t assertion, int role) const {
  const Row& row = rows_[variant];
  const Judgement& j = row.judgements[assertion];
  const bool finished = row.course && row.course->finished();
  const QString verdict = finished ? text(nameOf(j.verdict)) : tr("not run");
  switch (role) {
    case SignRole:
      return signValue(finished ? signFor(j.verdict) : Sign::notRun);
    case HeadRole:
      return text(j.text);
    case BodyRole:
      return finished ? tr("%1 · %2 · %3").arg(verdict, text(j.value), text(j.window))
                      : tr("%1 · %2").arg(verdict, text(j.window));
    case NotesRole: {
      QStringList notes;
      // Of several runs the remark says the share again: once will do.
      if (j.share) notes << shareText(*j.share);
      if (!j.remark.empty()) notes << text(j.remark).section(';', j.share ? 1 : 0).trimmed();
      for (const std::string& doubt : j.doubts) notes << tr("doubt: %1").arg(text(doubt));
      notes.removeAll(QString{});
      return notes;
    }
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
      return tr("%1: %2, %3, %4").arg(text(j.text), verdict, text(j.value), text(j.window));
    case Qt::ToolTipRole:
      return tr("%1, measured over %2\nEnter moves the cursor to where it begins to count, and "
                "selects whom it is about")
          .arg(text(j.text), text(j.window));
    default:
      return {};
  }
}

}  // namespace headroom::gui

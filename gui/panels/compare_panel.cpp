#include "gui/panels/compare_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStandardItemModel>
#include <QStringList>
#include <QVBoxLayout>

#include "gui/look/words.h"
#include "gui/panels/tree_view.h"
#include "gui/panels/wording.h"

namespace headroom::gui {
namespace {

std::vector<std::string> phasesOf(const Outcome& outcome) {
  std::vector<std::string> names;
  for (const Phase& phase : outcome.phases) names.push_back(phase.name);
  return names;
}

/// Beyond this, groups are opened one by one.
constexpr int kMostOpen = 200;

void spanGroups(TreeView& view) {
  for (int row = 0; row < view.model()->rowCount(); ++row)
    view.setFirstColumnSpanned(row, {}, true);
  if (view.model()->rowCount() <= kMostOpen)
    view.expandAll();
  else
    view.collapseAll();
}

}  // namespace

ComparePanel::ComparePanel(Document& document, Runs& runs, Focus& focus, QWidget* parent)
    : Panel(parent), document_(document), runs_(runs), focus_(focus) {
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(makeOverview());
  splitter->addWidget(makeDifferences());
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 1);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(splitter);

  connect(&document, &Document::changed, this, &ComparePanel::fillCombo);
  connect(&runs, &Runs::courseChanged, this, [this](std::size_t variant) {
    // Snapshots of a run change nothing here: only what has ended is compared.
    const CoursePtr course = courseOf(document_, runs_, variant);
    const CoursePtr before = variant < courses_.size() ? courses_[variant] : nullptr;
    if (!course || course->finished() || !before || before->finished()) later();
  });
  connect(&runs, &Runs::stateChanged, this, &Panel::later);
  connect(&focus, &Focus::variantsChanged, this, &Panel::later);
  fillCombo();
}

QWidget* ComparePanel::makeOverview() {
  auto* box = new QWidget(this);
  auto* title = headingLabel(box);
  title->setText(tr("All variants"));
  auto* what = wrappedLabel(box);
  what->setText(tr("Goodput, and success of what arrived in the phase."));
  overviewView_ = new TreeView(TreeView::Rows::cells, tr("All variants by flow and phase"), box);
  overviewView_->setModel(&overview_);
  overviewView_->setToolTip(tr("Enter shows a variant, and a flow or segment of it, in all views"));
  overviewView_->header()->setStretchLastSection(false);
  overviewView_->header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 10);
  overviewView_->setIndentation(fontMetrics().height() / 2);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(title);
  layout->addWidget(what);
  layout->addWidget(overviewView_);
  connect(overviewView_, &TreeView::chosen, this, [this](const QModelIndex& index) {
    if (!index.isValid()) return;
    focus_.setVariant(OverviewModel::variantOf(index));
    if (const Subject subject = overview_.subjectOf(index); subject.kind != Subject::Kind::none)
      focus_.select(subject);
  });
  return box;
}

QWidget* ComparePanel::makeDifferences() {
  auto* box = new QWidget(this);
  shown_ = wrappedLabel(box);
  compared_ = new QComboBox(box);
  compared_->setAccessibleName(tr("Compared with"));
  compared_->setToolTip(
      tr("The variant that the shown one is held against, on the same random "
         "numbers"));
  compared_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  auto* form = new QFormLayout;
  form->addRow(tr("Shown:"), shown_);
  form->addRow(tr("Compared with:"), compared_);
  verdicts_ = wrappedLabel(box);
  onlyClear_ = new QCheckBox(tr("Only clear differences"), box);
  onlyClear_->setToolTip(tr("Those whose 95 % interval leaves 0 out"));
  allFigures_ = new QCheckBox(tr("All figures"), box);
  allFigures_->setToolTip(tr("Also other percentiles, tries, and figures of parts"));
  auto* checks = new QHBoxLayout;
  checks->addWidget(onlyClear_);
  checks->addWidget(allFigures_);
  checks->addStretch();
  differenceView_ = new TreeView(TreeView::Rows::cells, tr("Differences by flow and phase"), box);
  filter_.setSourceModel(&differences_);
  differenceView_->setModel(&filter_);
  differenceView_->header()->setStretchLastSection(false);
  differenceView_->setIndentation(fontMetrics().height() / 2);
  method_ = wrappedLabel(box);
  method_->setForegroundRole(QPalette::PlaceholderText);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(form);
  layout->addWidget(verdicts_);
  layout->addLayout(checks);
  layout->addWidget(differenceView_, 1);
  layout->addWidget(method_);
  connect(onlyClear_, &QCheckBox::toggled, this, &ComparePanel::filter);
  connect(allFigures_, &QCheckBox::toggled, this, &ComparePanel::filter);
  connect(compared_, &QComboBox::activated, this, [this](int) {
    const int chosen = compared_->currentData().toInt();
    focus_.setCompared(chosen < 0 ? std::nullopt : std::optional{static_cast<std::size_t>(chosen)});
  });
  return box;
}

void ComparePanel::fillCombo() {
  compared_->clear();
  compared_->addItem(tr("none"), -1);
  if (const auto scenario = document_.scenario(); scenario && scenario->variants.size() > 1)
    for (std::size_t i = 0; i < scenario->variants.size(); ++i)
      compared_->addItem(variantName(*scenario, i), static_cast<int>(i));
  later();
}

void ComparePanel::filter() {
  filter_.show(onlyClear_->isChecked(), allFigures_->isChecked());
  spanGroups(*differenceView_);
  if (differences_.rowCount() > 0)
    differenceView_->setEmptyText(
        tr("No difference is clear: 0 lies in every interval, or there "
           "is one run each."));
}

void ComparePanel::refresh() {
  const auto scenario = document_.scenario();
  shown_->setText(scenario ? variantName(*scenario, focus_.variant()) : QString{});
  const auto compared = focus_.compared();
  compared_->setCurrentIndex(
      std::max(0, compared_->findData(compared ? static_cast<int>(*compared) : -1)));
  compared_->setEnabled(compared_->count() > 1);
  if (auto* items = qobject_cast<QStandardItemModel*>(compared_->model()))
    for (int i = 1; i < items->rowCount(); ++i)  // Nothing is compared with itself.
      items->item(i)->setEnabled(static_cast<std::size_t>(i - 1) != focus_.variant());
  overview_.setShown(focus_.variant());
  showOverview();
  showDifferences();
}

void ComparePanel::showOverview() {
  const auto scenario = document_.scenario();
  std::vector<CoursePtr> courses;
  for (std::size_t i = 0; scenario && i < scenario->variants.size(); ++i)
    courses.push_back(courseOf(document_, runs_, i));
  overviewView_->setEmptyText(document_.isOpen()
                                  ? tr("The file has errors: see Problems.")
                                  : tr("Open a scenario (Ctrl+O) to compare its variants."));
  if (courses == courses_ && revision_ == document_.revision()) return;
  courses_ = courses;
  revision_ = document_.revision();
  overview_.setCourses(scenario, courses);
  spanGroups(*overviewView_);
  QHeaderView* header = overviewView_->header();
  const int cell = fontMetrics().horizontalAdvance("99.99 %") + 3 * fontMetrics().height() / 2;
  for (int c = 0; c < header->count(); ++c) {
    header->setSectionResizeMode(c, c == 0 ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (c > 0)
      header->resizeSection(c, std::clamp(header->sectionSizeHint(c), cell, cell + cell / 3));
  }
}

void ComparePanel::showDifferences() {
  const auto scenario = document_.scenario();
  const CoursePtr shown = courseOf(document_, runs_, focus_.variant());
  const CoursePtr compared =
      focus_.compared() ? courseOf(document_, runs_, *focus_.compared()) : nullptr;
  const bool both = scenario && shown && compared && shown->finished() && compared->finished();
  verdicts_->setVisible(both);
  method_->setVisible(both);
  if (!both) {
    pair_ = {};
    differences_.clear();
    differenceView_->setEmptyText(
        !scenario                       ? QString{}
        : scenario->variants.size() < 2 ? tr("The scenario has one variant: there is nothing to "
                                             "compare it with.")
        : !focus_.compared()            ? tr("Choose a variant to compare with.")
                                        : tr("Run both variants (F5) to see how they differ."));
    return;
  }
  if (pair_ == std::pair{shown, compared}) return;
  pair_ = {shown, compared};
  const VariantResult& a = *shown->result;
  const VariantResult& b = *compared->result;
  const bool several = a.evidence && b.evidence;
  const auto& variants = scenario->variants;
  differences_.setEvidence(evidenceOf(variants[shown->variant].spec, a, several),
                           evidenceOf(variants[compared->variant].spec, b, several),
                           phasesOf(a.outcome));
  verdicts_->setText(verdictText(*shown, *compared));
  method_->setText(several ? tr("Shown minus compared, run by run on the same random numbers; "
                                "means with 95 % intervals over %1 runs.")
                                 .arg(std::min(a.evidence->replications, b.evidence->replications))
                           : tr("Shown minus compared, one run each: no interval."));
  onlyClear_->setEnabled(several);
  if (!several) onlyClear_->setChecked(false);
  filter();
  QHeaderView* header = differenceView_->header();
  header->setSectionResizeMode(DifferenceModel::differenceColumn, QHeaderView::ResizeToContents);
  const QFontMetrics metrics = fontMetrics();
  header->resizeSection(0, metrics.horizontalAdvance("goodput") + 2 * metrics.height());
  for (const int c : {DifferenceModel::shownColumn, DifferenceModel::comparedColumn})
    header->resizeSection(c, std::max(metrics.horizontalAdvance("123.4 ms"),
                                      metrics.horizontalAdvance(tr("compared"))) +
                                 metrics.height() * 2 / 3);
}

/// "2 assertions differ: order success_ratio >= 99 %: pass here, fail there."
QString ComparePanel::verdictText(const Course& shown, const Course& compared) const {
  const std::vector<Judgement>& mine = shown.result->judgements;
  const std::vector<Judgement>& theirs = compared.result->judgements;
  if (mine.empty()) return tr("Nothing is asserted.");
  QStringList words;
  for (std::size_t i = 0; i < mine.size() && i < theirs.size(); ++i)
    if (mine[i].text == theirs[i].text && mine[i].verdict != theirs[i].verdict)
      words << tr("%1: %2 instead of %3")
                   .arg(text(mine[i].text), text(headroom::nameOf(mine[i].verdict)),
                        text(headroom::nameOf(theirs[i].verdict)));
  if (words.isEmpty()) return tr("All assertions come out alike.");
  return tr("%1 of %2 assertions come out otherwise: %3.")
      .arg(words.size())
      .arg(mine.size())
      .arg(words.join("; "));
}

}  // namespace headroom::gui

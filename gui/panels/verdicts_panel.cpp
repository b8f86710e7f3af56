#include "gui/panels/verdicts_panel.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/look/words.h"
#include "gui/panels/tree_view.h"
#include "gui/panels/wording.h"

namespace headroom::gui {

VerdictsPanel::VerdictsPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent)
    : Panel(parent), document_(document), runs_(runs), focus_(focus) {
  title_ = headingLabel(this);
  question_ = wrappedLabel(this);
  summary_ = wrappedLabel(this);
  tree_ = new TreeView(TreeView::Rows::entries, tr("Verdicts"), this);
  tree_->setRootIsDecorated(true);
  tree_->setModel(&model_);

  auto* layout = new QVBoxLayout(this);
  layout->addWidget(title_);
  layout->addWidget(question_);
  layout->addWidget(summary_);
  layout->addWidget(tree_, 1);

  connect(tree_, &TreeView::chosen, this, &VerdictsPanel::open);
  connect(&document, &Document::changed, this, &VerdictsPanel::readDocument);
  connect(&runs, &Runs::courseChanged, this, &Panel::later);
  connect(&runs, &Runs::stateChanged, this, &Panel::later);
  connect(&focus, &Focus::variantsChanged, this, &Panel::later);
  readDocument();
}

void VerdictsPanel::readDocument() {
  const auto scenario = document_.scenario();
  model_.setScenario(scenario);
  tree_->expandAll();
  title_->setText(document_.isOpen() ? document_.title() : QString{});
  title_->setVisible(!title_->text().isEmpty());
  question_->setText(scenario ? text(scenario->document.spec.question) : QString{});
  question_->setVisible(!question_->text().isEmpty());
  if (!document_.isOpen())
    tree_->setEmptyText(tr("Open a scenario (Ctrl+O) to see what must hold in it."));
  else if (!scenario)
    tree_->setEmptyText(tr("The file has errors: see Problems."));
  later();
}

void VerdictsPanel::refresh() {
  const auto scenario = document_.scenario();
  if (!scenario) {
    summary_->clear();
    return;
  }
  const std::size_t count = scenario->variants.size();
  std::size_t done = 0;
  std::size_t pass = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const CoursePtr course = courseOf(document_, runs_, i);
    model_.setCourse(i, course);
    if (!course || !course->finished()) continue;
    ++done;
    if (course->result->verdict == Verdict::pass) ++pass;
  }
  model_.setShown(focus_.variant());
  if (scenario->systemOnly)
    summary_->setText(tr("The file has no workload: nothing can be run or asserted."));
  else if (std::all_of(scenario->variants.begin(), scenario->variants.end(),
                       [](const LoadedVariant& v) { return v.spec.assertions.empty(); }))
    summary_->setText(tr("Nothing is asserted: add \"assert\" to the file to have it judged."));
  else if (done == 0)
    summary_->setText(runs_.isActive() ? tr("Running: verdicts come with the end of each variant.")
                                       : tr("Nothing has been run. Run (F5) to see what holds."));
  else if (count == 1)
    summary_->setText(pass == 1 ? tr("Everything holds.") : tr("Not everything holds."));
  else
    summary_->setText(tr("Everything holds in %1 of %2 variants%3.")
                          .arg(pass)
                          .arg(count)
                          .arg(done < count ? tr("; %1 not judged").arg(count - done) : ""));
}

void VerdictsPanel::open(const QModelIndex& index) {
  if (!index.isValid()) return;
  focus_.setVariant(VerdictModel::variantOf(index));
  if (!VerdictModel::assertionOf(index)) return;
  focus_.setCursor(model_.beginOf(index));
  if (const Subject subject = model_.subjectOf(index); subject.kind != Subject::Kind::none)
    focus_.select(subject);
}

}  // namespace headroom::gui

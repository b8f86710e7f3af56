#include "gui/panels/segments_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/look/words.h"
#include "gui/panels/tree_view.h"
#include "gui/panels/wording.h"

namespace headroom::gui {
namespace {

constexpr int kMostPartLines = 12;
constexpr int kMostInSight = 4;  // Columns: parts, and three segments.

}  // namespace

SegmentsPanel::SegmentsPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent)
    : Panel(parent), document_(document), runs_(runs), focus_(focus) {
  title_ = headingLabel(this);
  title_->setText(tr("Who got what"));
  what_ = wrappedLabel(this);
  trafficView_ = new TreeView(TreeView::Rows::cells, tr("Segments by phase"), this);
  trafficView_->setModel(&traffic_);
  trafficView_->setToolTip(tr("Enter selects a segment in all views"));
  trafficView_->setIndentation(fontMetrics().height() / 2);
  trafficView_->header()->setStretchLastSection(false);
  serviceTitle_ = wrappedLabel(this);
  serviceTitle_->setText(tr("Of the service each part gave over the whole run:"));
  serviceView_ = new TreeView(TreeView::Rows::cells, tr("Service of the parts by segment"), this);
  serviceView_->setModel(&service_);
  serviceView_->setRootIsDecorated(false);
  serviceView_->setUniformRowHeights(true);
  serviceView_->header()->setStretchLastSection(false);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(title_);
  layout->addWidget(what_);
  layout->addWidget(trafficView_, 1);
  layout->addWidget(serviceTitle_);
  layout->addWidget(serviceView_);

  connect(trafficView_, &TreeView::chosen, this, [this](const QModelIndex& index) {
    if (index.isValid()) focus_.select({Subject::Kind::segment, traffic_.segmentOf(index)});
  });
  connect(&document, &Document::changed, this, &Panel::later);
  connect(&runs, &Runs::courseChanged, this, [this](std::size_t variant) {
    if (variant == focus_.variant()) later();
  });
  connect(&focus, &Focus::variantsChanged, this, &Panel::later);
  connect(&focus, &Focus::subjectChanged, this, &Panel::later);
}

/// Snapshots of a run change nothing: what each got is known when it has ended.
void SegmentsPanel::refresh() {
  const auto scenario = document_.scenario();
  const SystemSpec* system = scenario && focus_.variant() < scenario->variants.size()
                                 ? &scenario->variants[focus_.variant()].spec.system
                                 : nullptr;
  const bool any = system != nullptr && !system->segments.empty();
  const CoursePtr course = courseOf(document_, runs_, focus_.variant());
  const CoursePtr ended = course && course->finished() ? course : nullptr;
  showEmpty(scenario.get(), any);
  what_->setText(
      !any
          ? QString{}
          : tr("In \"%1\": load and goodput a second with their share of all, and success%2.")
                .arg(
                    variantName(*scenario, focus_.variant()),
                    ended && ended->result->evidence
                        ? tr("; of the first of %1 runs").arg(ended->result->evidence->replications)
                        : QString{}));
  what_->setVisible(any);
  serviceTitle_->setVisible(any && ended);
  serviceView_->setVisible(any && ended);
  const bool same = told_ == ended && revision_ == document_.revision() &&
                    variant_ == focus_.variant() && (traffic_.rowCount() > 0) == any;
  told_ = ended;
  revision_ = document_.revision();
  variant_ = focus_.variant();
  if (!same) {
    if (any)
      traffic_.setResult(*system, ended ? ended->result.get() : nullptr);
    else
      traffic_.clear();
    service_.setResult(any && ended ? ended->result.get() : nullptr);
    layOut();
  }
  showSelected();
}

void SegmentsPanel::showEmpty(const LoadedScenario* scenario, bool anySegments) {
  if (anySegments) return;
  trafficView_->setEmptyText(
      scenario != nullptr
          ? tr("The system declares no segments. With \"segments\" in the file - rules over a "
               "request's flow and attributes - each one's share of traffic and service is here.")
      : document_.isOpen() ? tr("The file has errors: see Problems.")
                           : tr("Open a scenario (Ctrl+O) to see which segment gets what."));
}

void SegmentsPanel::layOut() {
  trafficView_->expandAll();
  for (int row = 0; row < traffic_.rowCount(); ++row)
    trafficView_->setFirstColumnSpanned(row, {}, true);
  const QFontMetrics metrics = fontMetrics();
  const int cell = metrics.horizontalAdvance("99.99 %") + 3 * metrics.height() / 2;
  QHeaderView* traffic = trafficView_->header();
  traffic->setSectionResizeMode(SegmentModel::nameColumn, QHeaderView::Stretch);
  for (int c = 1; c < SegmentModel::columns; ++c) traffic->resizeSection(c, cell);
  QHeaderView* service = serviceView_->header();
  // Of many segments the columns are scrolled.
  service->setSectionResizeMode(
      0, service->count() <= kMostInSight ? QHeaderView::Stretch : QHeaderView::Interactive);
  service->resizeSection(0, metrics.averageCharWidth() * 16);
  for (int c = 1; c < service->count(); ++c)
    service->resizeSection(c, std::clamp(service->sectionSizeHint(c), cell, cell * 3 / 2));
  serviceView_->fitRows(kMostPartLines);
}

void SegmentsPanel::showSelected() {
  if (focus_.subject().kind != Subject::Kind::segment) return;
  const QModelIndex now = trafficView_->currentIndex();
  if (now.isValid() && traffic_.segmentOf(now) == focus_.subject().name) return;
  for (int row = 0; row < traffic_.rowCount(); ++row)
    if (traffic_.segmentOf(traffic_.index(row, 0)) == focus_.subject().name)
      trafficView_->setCurrentIndex(traffic_.index(row, 0));
}

}  // namespace headroom::gui

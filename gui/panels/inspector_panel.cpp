#include "gui/panels/inspector_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "gui/panels/tree_view.h"
#include "gui/panels/wording.h"
#include "models/notation/shape.h"

namespace headroom::gui {
namespace {

/// What the form is of: a type of the notation, and the place of its value.
struct Place {
  const Type* type = nullptr;
  std::string pointer;
};

Place placeOf(const Subject& subject) {
  switch (subject.kind) {
    case Subject::Kind::part:
      return {&typeOf<PartSpec>(), "/system/parts" + pointerToken(subject.name)};
    case Subject::Kind::flow:
      return {&typeOf<FlowSpec>(), "/system/flows" + pointerToken(subject.name)};
    case Subject::Kind::segment:
      return {&typeOf<SegmentSpec>(), "/system/segments" + pointerToken(subject.name)};
    case Subject::Kind::none:
      break;
  }
  return {&typeOf<ScenarioSpec>(), ""};
}

/// Parts are selected one by one: thousands of them are no form.
const std::set<std::string>& closedPlaces() {
  static const std::set<std::string> closed{"/system/parts"};
  return closed;
}

QWidget* column(QWidget* parent, const std::initializer_list<QWidget*>& widgets) {
  auto* box = new QWidget(parent);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  for (QWidget* widget : widgets) layout->addWidget(widget);
  return box;
}

QLabel* sectionLabel(QWidget* parent) {
  QLabel* label = wrappedLabel(parent);
  QFont font = label->font();
  font.setWeight(QFont::DemiBold);
  label->setFont(font);
  return label;
}

std::set<QString> expandedIn(const TreeView& view, const PropertyModel& model) {
  std::set<QString> pointers;
  const std::function<void(const QModelIndex&)> visit = [&](const QModelIndex& parent) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
      const QModelIndex index = model.index(row, 0, parent);
      if (!view.isExpanded(index)) continue;
      pointers.insert(model.at(index).pointer);
      visit(index);
    }
  };
  visit({});
  return pointers;
}

/// What was open stays open, and what a variant changes is opened up.
void expandAgain(TreeView& view, const PropertyModel& model, const std::set<QString>& pointers,
                 bool first) {
  const std::function<void(const QModelIndex&)> visit = [&](const QModelIndex& parent) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
      const QModelIndex index = model.index(row, 0, parent);
      const Property& property = model.at(index);
      if (property.children.empty()) continue;
      const bool few = first && !parent.isValid() && property.children.size() <= 6;
      if (few || property.changedInside || pointers.contains(property.pointer))
        view.setExpanded(index, true);
      visit(index);
    }
  };
  visit({});
}

}  // namespace

InspectorPanel::InspectorPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent)
    : Panel(parent), document_(document), runs_(runs), focus_(focus) {
  kind_ = new QLabel(this);
  heading_ = headingLabel(this);
  subheading_ = wrappedLabel(this);
  auto* names = new QVBoxLayout;
  names->setSpacing(0);
  names->addWidget(heading_);
  names->addWidget(subheading_);
  auto* head = new QHBoxLayout;
  head->addWidget(kind_, 0, Qt::AlignTop);
  head->addLayout(names, 1);
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(makeForm());
  splitter->addWidget(makeInstant());
  splitter->setStretchFactor(0, 5);
  splitter->setStretchFactor(1, 2);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(head);
  layout->addWidget(splitter, 1);
  layout->addWidget(makeBaselines());

  connect(&document, &Document::changed, this, &InspectorPanel::readDocument);
  connect(&focus, &Focus::subjectChanged, this, &InspectorPanel::subjectChanged);
  connect(&focus, &Focus::variantsChanged, this, &InspectorPanel::subjectChanged);
  connect(&focus, &Focus::cursorMoved, this, &Panel::later);
  connect(&runs, &Runs::courseChanged, this, [this](std::size_t variant) {
    if (variant == focus_.variant()) later();
  });
  connect(&job_, &LevelCheckJob::finished, this, &InspectorPanel::finishCheck);
  connect(&job_, &LevelCheckJob::progress, this, [this](double share) {
    progress_->setValue(static_cast<int>(share * progress_->maximum()));
  });
  connect(&job_, &LevelCheckJob::failed, this,
          [this](const QString& message) { checkFailure_ = message; });
  connect(&job_, &LevelCheckJob::runningChanged, this, &InspectorPanel::showBaselines);
}

QWidget* InspectorPanel::makeForm() {
  form_ = new TreeView(TreeView::Rows::cells, tr("Fields"), this);
  form_->setModel(&properties_);
  form_->header()->setStretchLastSection(true);
  form_->setColumnWidth(0, fontMetrics().averageCharWidth() * 24);
  form_->setUniformRowHeights(true);
  help_ = new QTextBrowser(this);
  help_->setAccessibleName(tr("About the field"));
  help_->setTabChangesFocus(true);
  help_->setFixedHeight(fontMetrics().height() * 5);
  help_->setOpenLinks(false);
  connect(form_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &InspectorPanel::showHelp);
  return column(this, {form_, help_});
}

QWidget* InspectorPanel::makeInstant() {
  instantTitle_ = sectionLabel(this);
  instantView_ = new TreeView(TreeView::Rows::cells, tr("Figures at the cursor"), this);
  instantView_->setModel(&instant_);
  instantView_->setRootIsDecorated(false);
  instantView_->setUniformRowHeights(true);
  instantView_->header()->hide();
  instantView_->setColumnWidth(0, fontMetrics().averageCharWidth() * 20);
  instantBox_ = column(this, {instantTitle_, instantView_});
  return instantBox_;
}

QWidget* InspectorPanel::makeBaselines() {
  baselineTitle_ = sectionLabel(this);
  baselineView_ = new TreeView(TreeView::Rows::entries, tr("Baselines"), this);
  baselineView_->setModel(&baselines_);
  for (int other = 1; other < BaselineModel::columns; ++other)
    baselineView_->setColumnHidden(other, true);
  test_ = new QPushButton(tr("Load-test this system"), this);
  test_->setToolTip(
      tr("Finds the highest rate each part sustains in the simulation, under the "
         "conditions of its baselines, and holds it against what was measured "
         "(headroom check)"));
  cancel_ = new QPushButton(tr("Cancel"), this);
  progress_ = new QProgressBar(this);
  progress_->setRange(0, 1000);
  progress_->setAccessibleName(tr("Progress of the load tests"));
  auto* buttons = new QWidget(this);
  auto* row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(test_);
  row->addWidget(progress_, 1);
  row->addWidget(cancel_);
  row->addStretch();
  connect(test_, &QPushButton::clicked, this, &InspectorPanel::startCheck);
  connect(cancel_, &QPushButton::clicked, &job_, &LevelCheckJob::cancel);
  baselineBox_ = column(this, {baselineTitle_, baselineView_, buttons});
  return baselineBox_;
}

void InspectorPanel::readDocument() {
  job_.cancel();
  checks_.clear();
  checkFailure_.clear();
  indexOf_ = {~std::size_t{0}, 0};
  subjectChanged();
}

void InspectorPanel::subjectChanged() {
  formStale_ = true;
  later();
}

void InspectorPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) formStale_ = true;  // The icon beside the name.
  Panel::changeEvent(event);
}

void InspectorPanel::refresh() {
  if (formStale_) {
    formStale_ = false;
    showHeading();
    showForm();
    showBaselines();
  }
  showInstant();
}

void InspectorPanel::showHeading() {
  const auto scenario = document_.scenario();
  const Subject& subject = focus_.subject();
  kind_->setVisible(scenario != nullptr && subject.kind != Subject::Kind::none);
  subheading_->clear();
  if (!scenario) {
    heading_->setText(document_.isOpen() ? document_.title() : tr("Inspector"));
    return;
  }
  const QString variant = scenario->variants.size() > 1
                              ? tr(" · in \"%1\"").arg(variantName(*scenario, focus_.variant()))
                              : QString{};
  if (subject.kind == Subject::Kind::none) {
    heading_->setText(document_.title());
    subheading_->setText((scenario->systemOnly ? tr("system") : tr("scenario")) + variant);
    return;
  }
  heading_->setText(text(subject.name));
  const bool segment = subject.kind == Subject::Kind::segment;
  QString kind = segment ? tr("segment: requests of which all of this holds") : tr("flow");
  QString picture = segment ? QStringLiteral("segment") : QStringLiteral("client");
  const auto& parts = scenario->document.spec.system.parts;
  if (const auto part = parts.find(subject.name);
      subject.kind == Subject::Kind::part && part != parts.end()) {
    kind = text(kindOf(part->second));
    picture = kindIcon(kindOf(part->second));
  }
  subheading_->setText(kind + variant);
  kind_->setPixmap(iconPixmap(picture, palette().color(QPalette::WindowText),
                              fontMetrics().height() * 2, devicePixelRatioF()));
}

void InspectorPanel::showForm() {
  const auto scenario = document_.scenario();
  const std::set<QString> expanded = expandedIn(*form_, properties_);
  const QString current = properties_.at(form_->currentIndex()).pointer;
  if (!scenario) {
    properties_.setProperties(nullptr);
    form_->setEmptyText(document_.isOpen() ? tr("The file has errors: see Problems.")
                                           : tr("Open a file (Ctrl+O) to see what it says."));
    showHelp();
    return;
  }
  const std::size_t variant = std::min(focus_.variant(), scenario->variants.size() - 1);
  const Place place = placeOf(focus_.subject());
  const JsonValue* value = resolvePointer(scenario->variants[variant].document, place.pointer);
  const JsonValue* former = resolvePointer(scenario->document.document, place.pointer);
  form_->setEmptyText(tr("There is nothing of that name in the file."));
  const bool first = properties_.find(current).isValid() == false || expanded.empty();
  properties_.setProperties(
      value == nullptr ? nullptr
                       : propertiesOf(*place.type, *value, former, place.pointer, closedPlaces()));
  expandAgain(*form_, properties_, expanded, first);
  if (const QModelIndex again = properties_.find(current); again.isValid())
    form_->setCurrentIndex(again);
  showHelp();
}

void InspectorPanel::showHelp() {
  const QModelIndex index = form_->currentIndex().siblingAtColumn(0);
  help_->setHtml(index.isValid()
                     ? index.data(Qt::ToolTipRole).toString()
                     : properties_.at({}).help + tr("<p>Choose a field to read what it means and "
                                                    "what may be written.</p>"));
}

void InspectorPanel::showInstant() {
  const CoursePtr course = courseOf(document_, runs_, focus_.variant());
  const Subject& subject = focus_.subject();
  const bool isThing = subject.kind != Subject::Kind::none && document_.scenario() != nullptr;
  instantBox_->setVisible(isThing);
  if (!isThing) return;
  instantTitle_->setText(course ? tr("At %1").arg(momentText(focus_.cursor()))
                                : tr("At the cursor"));
  instantView_->setEmptyText(course ? tr("Nothing was recorded of it.")
                                    : tr("Run (F5) to see its figures at the cursor."));
  if (!course) {
    instant_.clear();
    return;
  }
  const std::pair key{course->variant, course->series().columns.size()};
  if (key != indexOf_) {
    index_ = SeriesIndex(course->series());
    indexOf_ = key;
  }
  instant_.setInstant(*course, index_, subject, focus_.cursor());
}

void InspectorPanel::showBaselines() {
  const auto scenario = document_.scenario();
  const std::vector<BaselineSpec>* baselines = nullptr;
  const Subject& subject = focus_.subject();
  if (scenario && subject.kind == Subject::Kind::part &&
      focus_.variant() < scenario->variants.size()) {
    const auto& parts = scenario->variants[focus_.variant()].spec.system.parts;
    if (const auto part = parts.find(subject.name); part != parts.end())
      baselines = &baselinesOf(part->second);
  }
  baselineBox_->setVisible(baselines != nullptr && !baselines->empty());
  if (baselines == nullptr || baselines->empty()) return;
  baselines_.setBaselines(subject.name, *baselines);
  const auto found = checks_.find(focus_.variant());
  const auto result = found == checks_.end() ? nullptr : found->second;
  baselines_.setResult(result);
  baselineView_->fitRows(10);
  baselineTitle_->setText(job_.isRunning() ? tr("Baselines: load-testing every part …")
                          : !checkFailure_.isEmpty() && checking_ == focus_.variant()
                              ? tr("Baselines: the load test failed: %1").arg(checkFailure_)
                          : result ? tr("Baselines: measured, and sustained in the simulation")
                                   : tr("Baselines"));
  baselineTitle_->setToolTip(result && !result->levels.empty() ? text(methodOf(*result))
                                                               : QString{});
  test_->setVisible(!job_.isRunning());
  progress_->setVisible(job_.isRunning());
  cancel_->setVisible(job_.isRunning());
}

void InspectorPanel::startCheck() {
  if (!document_.scenario()) return;
  progress_->setValue(0);
  checkFailure_.clear();
  checking_ = focus_.variant();
  job_.start(document_.scenario(), checking_);
}

void InspectorPanel::finishCheck(const std::shared_ptr<const CheckResult>& result) {
  checks_[checking_] = result;
  showBaselines();
}

}  // namespace headroom::gui

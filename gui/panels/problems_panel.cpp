#include "gui/panels/problems_panel.h"

#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/look/signs.h"
#include "gui/look/words.h"
#include "gui/panels/source_view.h"
#include "gui/panels/tree_view.h"

namespace headroom::gui {
namespace {

QToolButton* filterButton(QWidget* parent, const QString& toolTip) {
  auto* button = new QToolButton(parent);
  button->setCheckable(true);
  button->setChecked(true);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setAutoRaise(true);
  button->setToolTip(toolTip);
  return button;
}

/// The part a pointer leads into, if any: "/system/parts/NAME/...".
std::optional<std::string> partOf(const std::string& pointer) {
  if (!pointer.starts_with("/system/parts/")) return std::nullopt;
  const std::vector<std::string> tokens = pointerTokens(pointer);
  return tokens.size() < 3 ? std::nullopt : std::optional{tokens[2]};
}

}  // namespace

ProblemsPanel::ProblemsPanel(Document& document, Runs&, Focus& focus, QWidget* parent)
    : Panel(parent), document_(document), focus_(focus) {
  errors_ = filterButton(this, tr("Show what keeps the file from being run"));
  warnings_ = filterButton(this, tr("Show what is doubtful but legal"));
  list_ = new TreeView(TreeView::Rows::entries, tr("Findings"), this);
  filter_.setSourceModel(&model_);
  list_->setModel(&filter_);
  list_->setToolTip(tr("Enter shows the place in the file"));
  place_ = new QLabel(this);
  place_->setTextFormat(Qt::PlainText);
  place_->setWordWrap(true);
  source_ = new SourceView(this);
  source_->setAccessibleName(tr("The place in the file"));

  auto* buttons = new QHBoxLayout;
  buttons->addWidget(errors_);
  buttons->addWidget(warnings_);
  buttons->addStretch();
  auto* below = new QWidget(this);
  auto* belowLayout = new QVBoxLayout(below);
  belowLayout->setContentsMargins(0, 0, 0, 0);
  belowLayout->addWidget(place_);
  belowLayout->addWidget(source_);
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(list_);
  splitter->addWidget(below);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(buttons);
  layout->addWidget(splitter);

  connect(errors_, &QToolButton::toggled, this, &ProblemsPanel::filter);
  connect(warnings_, &QToolButton::toggled, this, &ProblemsPanel::filter);
  connect(list_, &TreeView::chosen, this, &ProblemsPanel::open);
  connect(&document, &Document::changed, this, &ProblemsPanel::read);
  read();
}

/// Also while it is not seen: others ask for the numbers.
void ProblemsPanel::read() {
  model_.setFindings(document_.findings(), document_.path());
  source_->clear();
  place_->setText(tr("Choose a finding to see its place in the file."));
  list_->setEmptyText(document_.isOpen() ? tr("No findings.")
                                         : tr("Open a file (Ctrl+O) to see what is said of it."));
  later();
}

void ProblemsPanel::refresh() {
  const Colours colours = coloursOf(palette());
  const int size = fontMetrics().height();
  const auto label = [](int count, const QString& one, const QString& many) {
    return QString("%1 %2").arg(count).arg(count == 1 ? one : many);
  };
  errors_->setText(label(errorCount(), tr("error"), tr("errors")));
  warnings_->setText(label(warningCount(), tr("warning"), tr("warnings")));
  for (auto* button : {errors_, warnings_}) button->setAccessibleName(button->text());
  errors_->setIcon(QIcon(signPixmap(Sign::error, colours, size, devicePixelRatioF())));
  warnings_->setIcon(QIcon(signPixmap(Sign::warning, colours, size, devicePixelRatioF())));
}

void ProblemsPanel::filter() {
  filter_.show(errors_->isChecked(), warnings_->isChecked());
  if (model_.rowCount() > 0) list_->setEmptyText(tr("All findings are filtered out."));
}

void ProblemsPanel::open(const QModelIndex& index) {
  const QModelIndex own = filter_.mapToSource(index);
  if (!own.isValid()) return;
  const Diagnostic finding = model_.at(own.row());
  showPlace(finding);
  if (const auto part = partOf(finding.pointer)) focus_.selectPart(*part);
  Q_EMIT locationActivated(finding.where, text(finding.pointer));
}

void ProblemsPanel::showPlace(const Diagnostic& finding) {
  const SourceLocation& where = finding.where;
  const QString path = QFile::decodeName(where.file.c_str());
  if (where.line == 0 || !source_->showPlace(path, where)) {
    source_->clear();
    place_->setText(where.line == 0 ? tr("It is said of the whole file %1.").arg(path)
                                    : tr("%1 cannot be read.").arg(path));
    return;
  }
  place_->setText(
      tr("%1, line %2:%3").arg(QFileInfo(path).fileName()).arg(where.line).arg(where.column));
  place_->setToolTip(path);
}

}  // namespace headroom::gui

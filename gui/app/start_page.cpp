#include "gui/app/start_page.h"

#include <QCommandLinkButton>
#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/app/memory.h"
#include "gui/app/scenario_card.h"

namespace headroom::gui {
namespace {

constexpr int kCardWidth = 330;

QLabel* heading(const QString& words, double scale, QWidget* parent) {
  auto* label = new QLabel{words, parent};
  QFont font = label->font();
  font.setBold(true);
  font.setPointSizeF(font.pointSizeF() * scale);
  label->setFont(font);
  label->setWordWrap(true);
  return label;
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QScrollArea(parent) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  refresh();
}

void StartPage::refresh() {
  build();
  arrange();
}

void StartPage::build() {
  cards_.clear();
  columns_ = 0;
  auto* page = new QWidget;
  auto* column = new QVBoxLayout{page};
  column->setContentsMargins(32, 24, 32, 24);
  column->setSpacing(12);
  column->addWidget(heading(tr("What does the whole do when a part of it is hurt?"), 1.7, page));
  auto* intro = new QLabel{
      tr("Choose a question: it is simulated at once. Or open, or drop anywhere, a scenario of "
         "your own."),
      page};
  intro->setWordWrap(true);
  column->addWidget(intro);
  auto* open = new QPushButton{tr("Open a scenario…"), page};
  open->setAccessibleName(tr("Open a scenario file"));
  connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
  column->addWidget(open, 0, Qt::AlignLeft);
  column->addSpacing(8);
  grid_ = new QGridLayout;
  grid_->setSpacing(14);
  const std::vector<BundledScenario> scenarios = bundledScenarios(scenarioFolder());
  for (const BundledScenario& scenario : scenarios) {
    auto* card = new ScenarioCard{scenario, Memory::lastVerdict(scenario.path), cards_.empty()};
    connect(card, &ScenarioCard::clicked, this,
            [this, path = scenario.path] { Q_EMIT scenarioChosen(path); });
    cards_.push_back(card);
  }
  if (scenarios.empty()) {
    auto* none = new QLabel{tr("No bundled scenarios were found: HEADROOM_SCENARIOS may name the "
                               "folder they are in."),
                            page};
    none->setWordWrap(true);
    column->addWidget(none);
  }
  column->addLayout(grid_);
  addRecent(*column);
  column->addStretch(1);
  setWidget(page);
}

void StartPage::addRecent(QVBoxLayout& column) {
  const QStringList files = Memory::recentFiles();
  if (files.isEmpty()) return;
  column.addSpacing(10);
  column.addWidget(heading(tr("Recent files"), 1.15, nullptr));
  for (const QString& file : files) {
    auto* link = new QCommandLinkButton{QFileInfo{file}.fileName(), QFileInfo{file}.path()};
    link->setAccessibleName(tr("Open %1").arg(QFileInfo{file}.fileName()));
    link->setToolTip(file);
    connect(link, &QCommandLinkButton::clicked, this, [this, file] { Q_EMIT fileChosen(file); });
    column.addWidget(link);
  }
}

/// As many cards side by side as are wide enough.
void StartPage::arrange() {
  const int room = std::max(1, viewport()->width() - 64);
  const int columns = std::clamp(room / kCardWidth, 1, 4);
  if (columns == columns_) return;
  for (int c = 0; c < std::max(columns, columns_); ++c)
    grid_->setColumnStretch(c, c < columns ? 1 : 0);
  columns_ = columns;
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    const int at = static_cast<int>(i);
    grid_->addWidget(cards_[i], at / columns, at % columns);
  }
}

/// Enter does what Space does, whatever the desktop thinks of it.
void StartPage::keyPressEvent(QKeyEvent* event) {
  auto* button = qobject_cast<QAbstractButton*>(focusWidget());
  if (button != nullptr && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
    return button->click();
  QScrollArea::keyPressEvent(event);
}

void StartPage::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  arrange();
}

}  // namespace headroom::gui

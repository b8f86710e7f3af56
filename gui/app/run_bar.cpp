#include "gui/app/run_bar.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QSpinBox>
#include <QToolButton>
#include <array>
#include <cmath>

#include "gui/app/actions.h"
#include "gui/look/words.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

constexpr std::array kSpeeds{0, 1, 2, 5, 10, 20, 50, 100};
constexpr int kMostRuns = 10'000;
constexpr int kProgressSteps = 1000;

QString designName(const LoadedVariant& variant) {
  return variant.name.empty() ? RunBar::tr("as written") : text(variant.name);
}

}  // namespace

RunBar::RunBar(const Actions& actions, Document& document, Runs& runs, Focus& focus,
               QWidget* parent)
    : QToolBar(tr("Run bar"), parent),
      actions_(actions),
      document_(document),
      runs_(runs),
      focus_(focus),
      speed_(new QComboBox{this}),
      replications_(new QSpinBox{this}),
      design_(new QComboBox{this}),
      compared_(new QComboBox{this}),
      progress_(new QProgressBar{this}) {
  setObjectName(QStringLiteral("runBar"));
  setMovable(false);
  setIconSize({20, 20});
  addAction(actions.startPage);
  addAction(actions.open);
  addSeparator();
  for (QAction* action :
       {actions.run, actions.pause, actions.step, actions.stepToEvent, actions.stop})
    addAction(action);
  auto* more = new QMenu{this};
  for (QAction* action : {actions.step, actions.stepTen, actions.stepToEvent, actions.runTo})
    more->addAction(action);
  auto* stepButton = qobject_cast<QToolButton*>(widgetForAction(actions.step));
  stepButton->setMenu(more);
  stepButton->setPopupMode(QToolButton::MenuButtonPopup);
  for (QAction* action : this->actions())
    if (QWidget* button = widgetForAction(action)) {
      button->setAccessibleName(action->statusTip());
      button->setFocusPolicy(Qt::TabFocus);
    }
  addChoices();
  connect(&document, &Document::changed, this, &RunBar::fillDesigns);
  connect(&focus, &Focus::variantsChanged, this, &RunBar::showDesigns);
  connect(&runs, &Runs::stateChanged, this, &RunBar::showState);
  connect(&runs, &Runs::progressChanged, this, &RunBar::showProgress);
  fillDesigns();
  showState();
  showProgress();
}

void RunBar::addChoices() {
  addSeparator();
  for (const int speed : kSpeeds)
    speed_->addItem(speed == 0 ? tr("full speed") : tr("%1× real time").arg(speed), speed);
  speed_->setAccessibleName(tr("Speed of the run"));
  speed_->setToolTip(tr("Simulated seconds a second, of the design that is shown"));
  speed_->setFocusPolicy(Qt::StrongFocus);
  connect(speed_, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT speedChanged(speed()); });
  addWidget(speed_);
  replications_->setRange(1, kMostRuns);
  replications_->setSuffix(tr(" runs"));
  replications_->setSpecialValueText(tr("1 run"));
  replications_->setAccessibleName(tr("Runs of each design"));
  replications_->setToolTip(
      tr("Runs of each design, each with other random numbers: one run has no interval"));
  connect(replications_, &QSpinBox::valueChanged, this, &RunBar::replicationsChanged);
  addWidget(replications_);
  addSeparator();
  design_->setAccessibleName(tr("Design that is shown"));
  design_->setToolTip(tr("The design (variant) that is shown"));
  compared_->setAccessibleName(tr("Design it is compared with"));
  compared_->setToolTip(tr("A second design, drawn dashed, on the same random numbers"));
  for (QComboBox* box : {design_, compared_}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(14);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setFocusPolicy(Qt::StrongFocus);
    addWidget(box);
  }
  connect(design_, &QComboBox::activated, this,
          [this](int index) { focus_.setVariant(static_cast<std::size_t>(index)); });
  connect(compared_, &QComboBox::activated, this, [this](int row) {
    focus_.setCompared(
        row == 0 ? std::nullopt
                 : std::optional{static_cast<std::size_t>(compared_->itemData(row).toInt())});
  });
  addSeparator();
  progress_->setRange(0, kProgressSteps);
  progress_->setAccessibleName(tr("Progress of the run"));
  progress_->setMinimumWidth(
      fontMetrics().horizontalAdvance(QStringLiteral("100 % · 00 s left__")));
  progress_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  progress_->setAlignment(Qt::AlignCenter);
  addWidget(progress_);
}

double RunBar::speed() const { return speed_->currentData().toDouble(); }
int RunBar::replications() const { return replications_->value(); }

void RunBar::fillDesigns() {
  const std::shared_ptr<const LoadedScenario> scenario = document_.scenario();
  design_->clear();
  if (scenario) {
    for (const LoadedVariant& variant : scenario->variants) {
      design_->addItem(designName(variant));
      design_->setItemData(design_->count() - 1, designName(variant), Qt::ToolTipRole);
    }
    std::int64_t wanted = 1;
    for (const LoadedVariant& variant : scenario->variants)
      wanted = std::max(wanted, variant.spec.replications);
    replications_->setValue(static_cast<int>(std::min<std::int64_t>(wanted, kMostRuns)));
  }
  showDesigns();
  showState();
}

void RunBar::showDesigns() {
  design_->setCurrentIndex(static_cast<int>(focus_.variant()));
  design_->setEnabled(design_->count() > 1);
  compared_->clear();
  compared_->addItem(tr("compare with…"));
  for (int i = 0; i < design_->count(); ++i) {
    if (static_cast<std::size_t>(i) == focus_.variant()) continue;
    compared_->addItem(tr("vs. %1").arg(design_->itemText(i)), i);
    compared_->setItemData(compared_->count() - 1, design_->itemText(i), Qt::ToolTipRole);
    if (focus_.compared() == static_cast<std::size_t>(i))
      compared_->setCurrentIndex(compared_->count() - 1);
  }
  compared_->setEnabled(compared_->count() > 1);
  // Long names are cut in the box.
  QString shown = tr("The design (variant) that is shown");
  if (design_->count() > 1) shown += QStringLiteral(":\n%1").arg(design_->currentText());
  design_->setToolTip(shown);
}

void RunBar::showState() {
  const bool runnable = document_.scenario() && !document_.scenario()->systemOnly;
  const bool active = runs_.isActive();
  for (QAction* action : {actions_.run, actions_.runShown, actions_.step, actions_.stepTen,
                          actions_.stepToEvent, actions_.runTo})
    action->setEnabled(runnable);
  actions_.pause->setEnabled(active);
  actions_.pause->setChecked(runs_.state() == Runs::State::paused);
  actions_.stop->setEnabled(active);
  replications_->setEnabled(!active);
  showProgress();
}

void RunBar::showProgress() {
  progress_->setValue(static_cast<int>(std::lround(runs_.progress() * kProgressSteps)));
  QString words = tr("ready");
  if (runs_.state() == Runs::State::paused) {
    words = tr("paused");
  } else if (runs_.isActive()) {
    words = tr("%1 %").arg(static_cast<int>(runs_.progress() * 100));
    if (runs_.secondsLeft() >= 1)
      words += tr(" · %1 left")
                   .arg(momentText(std::chrono::seconds{
                       static_cast<std::int64_t>(std::ceil(runs_.secondsLeft()))}));
  } else if (runs_.course(focus_.variant())) {
    words = runs_.progress() >= 1 ? tr("done") : tr("stopped");
  }
  progress_->setFormat(words);
  progress_->setToolTip(runs_.activity());
}

}  // namespace headroom::gui

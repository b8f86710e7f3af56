#include "gui/panels/finder.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include "gui/look/words.h"
#include "gui/panels/tree_view.h"

namespace headroom::gui {
namespace {

constexpr int kPage = 8;

/// "&Open…" -> "Open"
QString plainName(const QAction& action) {
  QString name = action.text();
  return name.remove('&').remove("…").remove("...");
}

}  // namespace

Finder::Finder(Document& document, Runs&, Focus& focus, QWidget* parent)
    : QFrame(parent, Qt::Popup), document_(document), focus_(focus) {
  setFrameShape(QFrame::StyledPanel);
  setAccessibleName(tr("Finder"));
  line_ = new QLineEdit(this);
  line_->setAccessibleName(tr("Find"));
  line_->setPlaceholderText(tr("Find a part, flow, segment, variant, curve or command"));
  line_->setToolTip(
      tr("Letters in order are enough: \"odb\" finds orders-db. Up and down choose, "
         "Enter goes there, Esc closes"));
  line_->setClearButtonEnabled(true);
  line_->installEventFilter(this);
  list_ = new TreeView(TreeView::Rows::entries, tr("Found"), this);
  list_->setModel(&model_);
  list_->setUniformRowHeights(true);
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setEmptyText(tr("Nothing of that name."));
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(line_);
  layout->addWidget(list_, 1);
  connect(line_, &QLineEdit::textChanged, this, [this](const QString& query) {
    model_.setQuery(query);
    select(0);
  });
  connect(list_, &TreeView::chosen, this, &Finder::choose);
}

void Finder::collect() {
  std::vector<FinderEntry> entries;
  if (const auto scenario = document_.scenario()) entries = entriesOf(*scenario);
  for (QAction* action : commands_) {
    if (!action->isEnabled() || !action->isVisible() || plainName(*action).isEmpty()) continue;
    FinderEntry entry;
    entry.kind = FinderEntry::Kind::command;
    entry.name = plainName(*action);
    entry.detail = action->shortcut().toString(QKeySequence::NativeText);
    entry.action = action;
    entries.push_back(std::move(entry));
  }
  model_.setEntries(std::move(entries));
}

void Finder::popUp() {
  collect();
  line_->clear();
  model_.setQuery({});
  select(0);
  const QWidget* over = parentWidget() == nullptr ? nullptr : parentWidget()->window();
  const int unit = fontMetrics().height();
  const QSize room = over == nullptr ? QSize(40 * unit, 30 * unit) : over->size();
  resize(std::min(38 * unit, room.width() - 2 * unit),
         std::min(26 * unit, room.height() - 4 * unit));
  if (over != nullptr) move(over->mapToGlobal(QPoint((room.width() - width()) / 2, 3 * unit)));
  show();
  line_->setFocus(Qt::PopupFocusReason);
}

void Finder::select(int row) {
  const int last = model_.rowCount() - 1;
  if (last >= 0) list_->setCurrentIndex(model_.index(std::clamp(row, 0, last)));
}

bool Finder::eventFilter(QObject* watched, QEvent* event) {
  if (watched != line_ || event->type() != QEvent::KeyPress) return false;
  const int key = static_cast<QKeyEvent*>(event)->key();
  const int row = list_->currentIndex().row();
  switch (key) {
    case Qt::Key_Up:
      select(row - 1);
      return true;
    case Qt::Key_Down:
      select(row + 1);
      return true;
    case Qt::Key_PageUp:
      select(row - kPage);
      return true;
    case Qt::Key_PageDown:
      select(row + kPage);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      choose(list_->currentIndex());
      return true;
    case Qt::Key_Escape:
      close();
      return true;
    default:
      return false;
  }
}

void Finder::choose(const QModelIndex& index) {
  if (!index.isValid()) return;
  const FinderEntry entry = model_.at(index.row());
  close();
  const std::string subject = entry.subject.toStdString();
  switch (entry.kind) {
    case FinderEntry::Kind::part:
      focus_.selectPart(subject);
      Q_EMIT partChosen(entry.subject);
      break;
    case FinderEntry::Kind::flow:
      focus_.select({Subject::Kind::flow, subject});
      Q_EMIT flowChosen(entry.subject);
      break;
    case FinderEntry::Kind::segment:
      focus_.select({Subject::Kind::segment, subject});
      break;
    case FinderEntry::Kind::variant:
      focus_.setVariant(static_cast<std::size_t>(entry.variant));
      Q_EMIT variantChosen(entry.variant);
      break;
    case FinderEntry::Kind::curve:
      focus_.select({entry.of, subject});
      Q_EMIT curveChosen(entry.subject, entry.resource);
      break;
    case FinderEntry::Kind::command:
      entry.action->trigger();
      break;
  }
}

}  // namespace headroom::gui

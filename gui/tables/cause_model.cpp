#include "gui/tables/cause_model.h"

#include <algorithm>

#include "gui/look/words.h"
#include "gui/tables/roles.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

bool sameRow(const ToldEntry& a, const ToldEntry& b) {
  return a.leftOut == b.leftOut && a.entry.at == b.entry.at && a.entry.kind == b.entry.kind &&
         a.entry.begins == b.entry.begins && a.entry.subject == b.entry.subject &&
         a.entry.text == b.entry.text;
}

Sign signFor(const LogEntry& entry) {
  using Kind = LogEntry::Kind;
  if (entry.kind == Kind::fault && entry.begins) return Sign::fault;
  if (!entry.begins) return Sign::recovery;
  return entry.kind == Kind::refusing || entry.kind == Kind::failing ? Sign::effect : Sign::cause;
}

QString kindText(const LogEntry& entry) {
  switch (signFor(entry)) {
    case Sign::fault:
      return CauseModel::tr("done to the system");
    case Sign::recovery:
      return CauseModel::tr("recovery");
    case Sign::effect:
      return CauseModel::tr("effect");
    default:
      return CauseModel::tr("cause");
  }
}

}  // namespace

void CauseModel::setChain(std::vector<ToldEntry> chain) {
  const auto [mine, theirs] =
      std::mismatch(chain_.begin(), chain_.end(), chain.begin(), chain.end(), sameRow);
  const auto same = static_cast<int>(mine - chain_.begin());
  const auto before = static_cast<int>(chain_.size());
  const auto after = static_cast<int>(chain.size());
  if (same < before) {
    beginRemoveRows({}, same, before - 1);
    chain_.resize(static_cast<std::size_t>(same));
    current_ = std::min(current_, same - 1);
    endRemoveRows();
  }
  if (same < after) {
    beginInsertRows({}, same, after - 1);
    chain_.insert(chain_.end(), std::make_move_iterator(theirs),
                  std::make_move_iterator(chain.end()));
    endInsertRows();
  }
  findCurrent();
}

void CauseModel::setCursor(Time cursor) {
  if (cursor_ == cursor) return;
  cursor_ = cursor;
  findCurrent();
}

void CauseModel::findCurrent() {
  int now = -1;
  for (std::size_t i = 0; i < chain_.size(); ++i)
    if (chain_[i].entry.at <= cursor_) now = static_cast<int>(i);
  if (now == current_) return;
  const int low = std::max(0, std::min(now, current_));
  const int high = std::max(now, current_);
  current_ = now;
  Q_EMIT dataChanged(index(low), index(high), {CurrentRole, FaintRole});
}

QString CauseModel::whatOf(const ToldEntry& told) const {
  QString what = text(told.entry.text);
  if (told.leftOut > 0)
    what += told.leftOut == 1 ? tr(" (and once between)")
                              : tr(" (and %1 times between)").arg(told.leftOut);
  return what;
}

QString CauseModel::lineOf(int row) const {
  const ToldEntry& told = at(row);
  return QString("%1  %2  %3")
      .arg(text(formatSecond(told.entry.at)), text(told.entry.subject), whatOf(told));
}

int CauseModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(chain_.size());
}

QVariant CauseModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const ToldEntry& told = at(index.row());
  switch (role) {
    case SignRole:
      return signValue(signFor(told.entry));
    case LeadRole:
      return text(formatSecond(told.entry.at));
    case HeadRole:
      return text(told.entry.subject);
    case BodyRole:
      return whatOf(told);
    case StrongRole:
      return told.entry.kind == LogEntry::Kind::fault;
    case CurrentRole:
      return index.row() == current_;
    case FaintRole:
      return index.row() > current_;
    case Qt::DisplayRole:
      return lineOf(index.row());
    case Qt::AccessibleTextRole:
      return lineOf(index.row()) + ", " + kindText(told.entry);
    case Qt::ToolTipRole:
      return tr("%1 at %2\nEnter moves the cursor here and selects %3")
          .arg(kindText(told.entry), text(formatMoment(told.entry.at)), text(told.entry.subject));
    default:
      return {};
  }
}

}  // namespace headroom::gui

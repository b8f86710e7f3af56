// The chain of causes: one row for each thing worth telling, causes before effects.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "report/cause_chain.h"
#include "sim/time.h"

namespace headroom::gui {

class CauseModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  /// Rows that are as they were stay: a run in progress adds at the end.
  void setChain(std::vector<ToldEntry> chain);
  const ToldEntry& at(int row) const { return chain_.at(static_cast<std::size_t>(row)); }
  /// What comes after it is faint; the last row at or before it is the current one.
  void setCursor(Time cursor);
  /// -1 when nothing has happened by then.
  int currentRow() const { return current_; }
  /// One line a row: what Ctrl+C copies.
  QString lineOf(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void findCurrent();
  QString whatOf(const ToldEntry& told) const;
  std::vector<ToldEntry> chain_;
  Time cursor_{};
  int current_ = -1;
};

}  // namespace headroom::gui

// Everything there is to go to, and of it what matches a few typed letters, best first.
#pragma once

#include <QAbstractListModel>
#include <QString>
#include <memory>
#include <vector>

#include "gui/document/focus.h"
#include "models/spec/load.h"

class QAction;

namespace headroom::gui {

struct FinderEntry {
  enum class Kind { part, flow, segment, variant, curve, command };
  Kind kind = Kind::part;
  QString name;                            ///< What is matched and shown.
  QString detail;                          ///< Shown beside it: "instance", "Ctrl+O".
  QString subject;                         ///< Part, flow or segment,
  Subject::Kind of = Subject::Kind::part;  ///< as this says.
  QString resource;                        ///< Of a curve: "pool orders-db", "hit ratio".
  int variant = 0;
  QAction* action = nullptr;
};
QString nameOf(FinderEntry::Kind kind);

/// How well `query` (lower case) matches `text` (lower case): its letters in order, better at the
/// beginning, at beginnings of words and side by side. Negative when it does not.
int matchScore(QStringView query, QStringView text);

/// Parts, flows, segments, variants and curves of a document.
std::vector<FinderEntry> entriesOf(const LoadedScenario& scenario);

class FinderModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void setEntries(std::vector<FinderEntry> entries);
  /// All entries when empty, in their order.
  void setQuery(const QString& query);
  const FinderEntry& at(int row) const { return entries_[matches_[static_cast<std::size_t>(row)]]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void match();
  std::vector<FinderEntry> entries_;
  std::vector<QString> lower_;        ///< Names, in lower case.
  std::vector<std::size_t> matches_;  ///< Best first, at most some hundred.
  QString query_;
};

}  // namespace headroom::gui

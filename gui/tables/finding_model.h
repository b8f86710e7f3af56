// What is wrong with the file: one row for each finding.
#pragma once

#include <QAbstractListModel>
#include <QSortFilterProxyModel>
#include <vector>

#include "models/notation/diagnostic.h"

namespace headroom::gui {

class FindingModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  /// `file`: the document's, whose name need not be said again with every place.
  void setFindings(std::vector<Diagnostic> findings, const QString& file);
  const Diagnostic& at(int row) const { return findings_.at(static_cast<std::size_t>(row)); }
  int count(Severity severity) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  QString placeOf(const Diagnostic& finding) const;
  std::vector<Diagnostic> findings_;
  QString file_;
};

/// Errors, warnings, or both.
class FindingFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;
  void show(bool errors, bool warnings);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  bool errors_ = true;
  bool warnings_ = true;
};

}  // namespace headroom::gui

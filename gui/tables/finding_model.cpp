#include "gui/tables/finding_model.h"

#include <QFileInfo>
#include <algorithm>

#include "gui/look/words.h"
#include "gui/tables/roles.h"

namespace headroom::gui {

void FindingModel::setFindings(std::vector<Diagnostic> findings, const QString& file) {
  beginResetModel();
  findings_ = std::move(findings);
  file_ = file;
  endResetModel();
}

int FindingModel::count(Severity severity) const {
  return static_cast<int>(
      std::count_if(findings_.begin(), findings_.end(),
                    [severity](const Diagnostic& d) { return d.severity == severity; }));
}

int FindingModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(findings_.size());
}

/// "line 12:34 /system/parts/app/pools"; with the file's name where it is another file.
QString FindingModel::placeOf(const Diagnostic& finding) const {
  QStringList words;
  const QFileInfo file(text(finding.where.file));
  if (!finding.where.file.empty() && file != QFileInfo(file_)) words << file.fileName();
  if (finding.where.line > 0)
    words << tr("line %1:%2").arg(finding.where.line).arg(finding.where.column);
  if (!finding.pointer.empty()) words << text(finding.pointer);
  return words.join(' ');
}

QVariant FindingModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Diagnostic& finding = at(index.row());
  const bool error = finding.severity == Severity::error;
  switch (role) {
    case SignRole:
      return signValue(error ? Sign::error : Sign::warning);
    case HeadRole:
      return tr("%1 %2").arg(error ? tr("error") : tr("warning"), text(finding.code));
    case BodyRole:
      return text(finding.message);
    case NotesRole:
      return QStringList{placeOf(finding)};
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
      return text(toText(finding));
    case Qt::ToolTipRole:
      return tr("Enter shows the place in the file");
    default:
      return {};
  }
}

void FindingFilter::show(bool errors, bool warnings) {
  errors_ = errors;
  warnings_ = warnings;
  invalidateFilter();
}

bool FindingFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const Sign sign = signOf(sourceModel()->index(row, 0, parent).data(SignRole));
  return sign == Sign::error ? errors_ : warnings_;
}

}  // namespace headroom::gui

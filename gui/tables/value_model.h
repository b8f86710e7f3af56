// What curves are at one instant, as rows of a table: for those who cannot or do not want to read
// them off a picture.
#pragma once

#include <QAbstractTableModel>
#include <QPixmap>
#include <QString>
#include <optional>
#include <string>
#include <vector>

namespace headroom::gui {

struct ValueRow {
  QString name;      ///< "goodput"; of a heading: the chart's title.
  QString fullName;  ///< "browse goodput", for tooltips and screen readers.
  std::string unit;  ///< As valueText() takes it.
  QPixmap sample;    ///< How the curve looks.
  bool heading = false;
  /// The same curve; however it looks.
  bool sameThing(const ValueRow& other) const;
};

class ValueModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { curve, value, compared };
  /// Whether the row is a heading.
  static constexpr int kHeadingRole = Qt::UserRole;
  explicit ValueModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  /// Resets only when there are other curves.
  void setRows(std::vector<ValueRow> rows);
  /// One for each row, whatever of headings; NaN where there is nothing to say.
  void setValues(std::vector<double> ofShown, std::vector<double> ofCompared);
  /// What the columns of values are of; nothing to compare: no such column.
  void setNames(const QString& ofShown, const std::optional<QString>& ofCompared);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  QString valueWords(const QModelIndex& index) const;
  std::vector<ValueRow> rows_;
  std::vector<double> values_, compared_;
  QString shownName_;
  std::optional<QString> comparedName_;
};

}  // namespace headroom::gui

// The tree of a thing's fields, for a view of two columns.
#pragma once

#include <QAbstractItemModel>

#include "gui/tables/property_tree.h"

namespace headroom::gui {

class PropertyModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { nameColumn, valueColumn, columns };

  explicit PropertyModel(QObject* parent = nullptr);
  void setProperties(std::unique_ptr<Property> root);
  const Property& at(const QModelIndex& index) const;
  /// The row of a JSON pointer; invalid when there is none.
  QModelIndex find(const QString& pointer) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString toolTip(const Property& property) const;
  std::unique_ptr<Property> root_;
};

}  // namespace headroom::gui

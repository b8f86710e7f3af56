#include "gui/tables/property_model.h"

#include <QFont>
#include <algorithm>

#include "gui/tables/roles.h"

namespace headroom::gui {

PropertyModel::PropertyModel(QObject* parent)
    : QAbstractItemModel(parent), root_(std::make_unique<Property>()) {}

void PropertyModel::setProperties(std::unique_ptr<Property> root) {
  beginResetModel();
  root_ = root ? std::move(root) : std::make_unique<Property>();
  endResetModel();
}

const Property& PropertyModel::at(const QModelIndex& index) const {
  return index.isValid() ? *static_cast<const Property*>(index.internalPointer()) : *root_;
}

QModelIndex PropertyModel::find(const QString& pointer) const {
  QModelIndex at;
  for (;;) {
    QModelIndex next;
    for (int row = 0; row < rowCount(at) && !next.isValid(); ++row) {
      const QModelIndex child = index(row, 0, at);
      const QString own = this->at(child).pointer;
      if (own == pointer) return child;
      if (pointer.startsWith(own + "/")) next = child;
    }
    if (!next.isValid()) return {};
    at = next;
  }
}

QModelIndex PropertyModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, at(parent).children[static_cast<std::size_t>(row)].get());
}

QModelIndex PropertyModel::parent(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  const Property* above = at(index).parent;
  if (above == nullptr || above == root_.get()) return {};
  const auto& siblings = above->parent->children;
  const auto found = std::find_if(siblings.begin(), siblings.end(),
                                  [above](const auto& p) { return p.get() == above; });
  return createIndex(static_cast<int>(found - siblings.begin()), 0,
                     const_cast<Property*>(above));  // NOLINT: Qt keeps it as void*.
}

int PropertyModel::rowCount(const QModelIndex& parent) const {
  if (parent.column() > 0) return 0;
  return static_cast<int>(at(parent).children.size());
}

int PropertyModel::columnCount(const QModelIndex&) const { return columns; }

QString PropertyModel::toolTip(const Property& property) const {
  QString out = property.help;
  if (!property.value.isEmpty() && property.isSet)
    out.prepend("<p><b>" + property.value.toHtmlEscaped() + "</b></p>");
  if (property.changed)
    out +=
        tr("<p><b>Changed by variant</b>, without it: %1</p>").arg(property.former.toHtmlEscaped());
  else if (property.changedInside)
    out += tr("<p>The variant changes something in it.</p>");
  return out;
}

QVariant PropertyModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Property& property = at(index);
  const bool value = index.column() == valueColumn;
  switch (role) {
    case Qt::DisplayRole:
      return value ? property.value : property.name;
    case Qt::AccessibleTextRole:
      return (value ? property.value : property.name) +
             (property.changed ? tr(", changed by variant") : QString{});
    case Qt::ToolTipRole:
      return toolTip(property);
    case SignRole:
      return signValue(!value && (property.changed || property.changedInside) ? Sign::changed
                                                                              : Sign::none);
    case FaintRole:
      return !property.isSet;
    case StrongRole:
      return property.changed;
    default:
      return {};
  }
}

QVariant PropertyModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == nameColumn ? tr("field") : tr("value");
}

}  // namespace headroom::gui

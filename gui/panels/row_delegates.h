// How rows of our tables are drawn: marks told by their shape, paragraphs that wrap.
#pragma once

#include <QStyledItemDelegate>

#include "gui/look/colours.h"

namespace headroom::gui {

/// Ground of a selected row.
QColor selectionTint(const Colours& colours);

/// Cells of a table: a mark before the text, faint or strong.
class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  /// In a tree that wraps words, at most three lines of them.
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// Rows in paragraphs: mark, lead, head and tail, body, notes.
class EntryDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace headroom::gui

#include "gui/panels/tree_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include "gui/look/colours.h"
#include "gui/panels/row_delegates.h"

namespace headroom::gui {

TreeView::TreeView(Rows rows, const QString& name, QWidget* parent)
    : QTreeView(parent), rows_(rows) {
  setAccessibleName(name);
  setEditTriggers(NoEditTriggers);
  setSelectionBehavior(SelectRows);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollMode(ScrollPerPixel);
  setFrameShape(QFrame::StyledPanel);
  setAllColumnsShowFocus(true);
  setTabKeyNavigation(false);
  setIndentation(fontMetrics().height());
  if (rows == Rows::entries) {
    setItemDelegate(new EntryDelegate(this));
    setHeaderHidden(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRootIsDecorated(false);
  } else {
    setItemDelegate(new CellDelegate(this));
    header()->setHighlightSections(false);
    connect(header(), &QHeaderView::sectionResized, this, [this] {
      if (wordWrap()) scheduleDelayedItemsLayout();
    });
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
  }
  connect(this, &QTreeView::clicked, this, &TreeView::chosen);
}

void TreeView::setEmptyText(const QString& text) {
  if (emptyText_ == text) return;
  emptyText_ = text;
  viewport()->update();
}

void TreeView::copy() const {
  const QString text =
      copyText_ ? copyText_() : currentIndex().siblingAtColumn(0).data().toString();
  if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

void TreeView::fitRows(int mostLines) {
  int height = header()->isHidden() ? 0 : header()->sizeHint().height();
  const int count = model() == nullptr ? 0 : model()->rowCount();
  for (int row = 0; row < count; ++row) height += sizeHintForIndex(model()->index(row, 0)).height();
  const int most = fontMetrics().height() * mostLines;
  const int least = fontMetrics().height() * 3;
  setFixedHeight(std::clamp(height + 2 * frameWidth() + 2, least, std::max(least, most)));
}

/// Rows keep the colours of what they say when they are selected: a tint and the text's own colour.
void TreeView::initViewItemOption(QStyleOptionViewItem* option) const {
  QTreeView::initViewItemOption(option);
  const Colours colours = coloursOf(palette());
  option->palette.setColor(QPalette::Highlight, selectionTint(colours));
  option->palette.setColor(QPalette::HighlightedText, colours.text);
}

void TreeView::paintEvent(QPaintEvent* event) {
  QTreeView::paintEvent(event);
  if (emptyText_.isEmpty() || (model() != nullptr && model()->rowCount() > 0)) return;
  QPainter painter(viewport());
  painter.setPen(coloursOf(palette()).dim);
  const int margin = fontMetrics().height();
  painter.drawText(viewport()->rect().adjusted(margin, margin / 2, -margin, -margin / 2),
                   Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
}

void TreeView::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) {
    copy();
    event->accept();
    return;
  }
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && currentIndex().isValid()) {
    Q_EMIT chosen(currentIndex());
    event->accept();
    return;
  }
  QTreeView::keyPressEvent(event);
}

/// Paragraphs are as high as the width makes them.
void TreeView::resizeEvent(QResizeEvent* event) {
  QTreeView::resizeEvent(event);
  if (rows_ == Rows::entries && event->size().width() != event->oldSize().width())
    scheduleDelayedItemsLayout();
}

}  // namespace headroom::gui

#include "gui/panels/source_view.h"

#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QTextBlock>

#include "gui/look/colours.h"

namespace headroom::gui {
namespace {

/// Beyond this a view in a panel is of no use; input files are smaller anyway.
constexpr qint64 kMostBytes = 64 << 20;

}  // namespace

/// Beside the text: numbers of the lines.
class SourceView::Margin : public QWidget {
 public:
  explicit Margin(SourceView* view) : QWidget(view), view_(view) {}
  QSize sizeHint() const override { return {view_->marginWidth(), 0}; }

 protected:
  void paintEvent(QPaintEvent* event) override { view_->paintMargin(event); }

 private:
  SourceView* view_;
};

SourceView::SourceView(QWidget* parent) : QPlainTextEdit(parent), margin_(new Margin(this)) {
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setLineWrapMode(NoWrap);
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  font.setPointSizeF(this->font().pointSizeF());
  setFont(font);
  connect(this, &QPlainTextEdit::blockCountChanged, this, &SourceView::place);
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
    if (dy != 0)
      margin_->scroll(0, dy);
    else
      margin_->update(0, rect.y(), margin_->width(), rect.height());
  });
  place();
}

bool SourceView::showPlace(const QString& path, const SourceLocation& where) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes) return false;
  const QString content = QString::fromUtf8(file.readAll());
  if (content != toPlainText()) setPlainText(content);
  marked_ = static_cast<int>(where.line);
  mark(static_cast<int>(where.column));
  return true;
}

void SourceView::clear() {
  marked_ = 0;
  setExtraSelections({});
  QPlainTextEdit::clear();
}

void SourceView::mark(int column) {
  column_ = column;
  const QTextBlock block = document()->findBlockByNumber(marked_ - 1);
  if (!block.isValid()) return;
  QTextCursor cursor(block);
  const int inside = std::min(std::max(column - 1, 0), std::max(block.length() - 1, 0));
  cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, inside);
  setTextCursor(cursor);
  centerCursor();
  const Colours colours = coloursOf(palette());
  QColor tint = colours.saturated;
  tint.setAlpha(60);
  QTextEdit::ExtraSelection line;
  line.format.setBackground(tint);
  line.format.setProperty(QTextFormat::FullWidthSelection, true);
  line.cursor = cursor;
  QTextEdit::ExtraSelection word;
  word.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
  word.format.setUnderlineColor(colours.down);
  word.cursor = cursor;
  word.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
  if (word.cursor.selectedText().isEmpty())
    word.cursor.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor);
  setExtraSelections({line, word});
}

int SourceView::marginWidth() const {
  const qsizetype digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
  return fontMetrics().horizontalAdvance('0') * static_cast<int>(digits + 3);
}

void SourceView::place() {
  setViewportMargins(marginWidth(), 0, 0, 0);
  const QRect inside = contentsRect();
  margin_->setGeometry(inside.left(), inside.top(), marginWidth(), inside.height());
}

void SourceView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  place();
  if (marked_ > 0) centerCursor();
}

void SourceView::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && marked_ > 0) mark(column_);
}

void SourceView::paintMargin(QPaintEvent* event) {
  const Colours colours = coloursOf(palette());
  QPainter painter(margin_);
  painter.fillRect(event->rect(), colours.panel);
  if (document()->isEmpty()) return;
  const int gap = fontMetrics().horizontalAdvance('0');
  QTextBlock block = firstVisibleBlock();
  qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
  while (block.isValid() && top <= event->rect().bottom()) {
    const qreal height = blockBoundingRect(block).height();
    const bool here = block.blockNumber() + 1 == marked_;
    const QRectF line(0, top, margin_->width() - gap, height);
    painter.setPen(here ? colours.text : colours.dim);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(block.blockNumber() + 1));
    // Beside the tint of the line: a mark that needs no colour.
    if (here) painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, "▶");
    top += height;
    block = block.next();
  }
}

}  // namespace headroom::gui

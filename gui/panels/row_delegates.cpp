#include "gui/panels/row_delegates.h"

#include <QPainter>
#include <QTextLayout>
#include <QTreeView>
#include <vector>

#include "gui/tables/roles.h"

namespace headroom::gui {
namespace {

/// Broken at words, and where a word is longer than a line, within it.
QTextOption wrapping(Qt::Alignment align) {
  QTextOption option(align);
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  return option;
}

/// "5425/s" is one word to a reader, though not to who breaks lines.
QString keptTogether(QString text) { return text.replace("/s", QString("/\u2060s")); }

int heightOf(const QString& text, const QFont& font, int width) {
  int height = 0;
  for (const QString& line : text.split('\n')) {
    QTextLayout layout(line, font);
    layout.setTextOption(wrapping(Qt::AlignLeft));
    layout.beginLayout();
    for (QTextLine next = layout.createLine(); next.isValid(); next = layout.createLine()) {
      next.setLineWidth(width);
      height += QFontMetrics(font).height();
    }
    layout.endLayout();
  }
  return height;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

/// One paragraph of an entry, and where it stands.
struct Paragraph {
  QRect box;
  QString text;
  bool strong = false;
  bool dim = false;
  Qt::Alignment align = Qt::AlignLeft;
};

struct EntryLayout {
  QRect sign;
  std::vector<Paragraph> paragraphs;
  int height = 0;
};

QFont strongFont(QFont font) {
  font.setWeight(QFont::DemiBold);
  return font;
}

/// An entry laid out at the origin, `width` wide.
EntryLayout layoutOf(const QModelIndex& index, const QFont& font, int width) {
  EntryLayout layout;
  const QFontMetrics metrics(font);
  const int line = metrics.height();
  const int pad = line / 3;
  int left = pad + 2;
  if (signOf(index.data(SignRole)) != Sign::none) {
    layout.sign = QRect(left, pad, line, line);
    left += line + pad;
  }
  int top = pad;
  if (const QString lead = index.data(LeadRole).toString(); !lead.isEmpty()) {
    const int own =
        std::max(metrics.horizontalAdvance("0000 s"), metrics.horizontalAdvance(lead)) + 2;
    layout.paragraphs.push_back({{left, top, own, line}, lead, false, true, Qt::AlignRight});
    left += own + 2 * pad;
  }
  const int right = width - pad;
  int headRight = right;
  if (const QString tail = index.data(TailRole).toString(); !tail.isEmpty()) {
    const int own = std::min(metrics.horizontalAdvance(tail) + 2, (right - left) / 2);
    layout.paragraphs.push_back({{right - own, top, own, line},
                                 metrics.elidedText(tail, Qt::ElideRight, own),
                                 false,
                                 true,
                                 Qt::AlignRight});
    headRight -= own + 2 * pad;
  }
  const auto add = [&](const QString& text, bool isStrong, bool dim, int until) {
    if (text.isEmpty()) return;
    const QString kept = keptTogether(text);
    const int room = std::max(until - left, line);
    const int height = heightOf(kept, isStrong ? strongFont(font) : font, room);
    layout.paragraphs.push_back({{left, top, room, height}, kept, isStrong, dim, Qt::AlignLeft});
    top += height;
  };
  add(index.data(HeadRole).toString(), true, false, headRight);
  add(index.data(BodyRole).toString(), false, false, right);
  for (const QString& note : index.data(NotesRole).toStringList()) add(note, false, true, right);
  layout.height = std::max(top, pad + line) + pad;
  return layout;
}

/// What the view leaves of its width for a row.
int rowWidth(const QStyleOptionViewItem& option, const QModelIndex& index) {
  const auto* tree = qobject_cast<const QTreeView*>(option.widget);
  if (tree == nullptr) return option.rect.width();
  int depth = tree->rootIsDecorated() ? 1 : 0;
  for (QModelIndex at = index.parent(); at.isValid(); at = at.parent()) ++depth;
  return tree->viewport()->width() - depth * tree->indentation();
}

const QPalette& paletteOf(const QStyleOptionViewItem& option) {
  return option.widget == nullptr ? option.palette
                                  : const_cast<QWidget*>(option.widget)->palette();  // NOLINT
}

}  // namespace

QColor selectionTint(const Colours& colours) {
  return mixed(colours.ground, colours.accent, colours.dark ? 0.35 : 0.16);
}

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
  QStyledItemDelegate::initStyleOption(option, index);
  const Colours colours = coloursOf(paletteOf(*option));
  const Sign sign = signOf(index.data(SignRole));
  if (sign != Sign::none) {
    const int size = option->fontMetrics.ascent();
    const qreal ratio = option->widget == nullptr ? 1 : option->widget->devicePixelRatioF();
    option->icon = QIcon(signPixmap(sign, colours, size, ratio));
    option->decorationSize = {size, size};
    option->features |= QStyleOptionViewItem::HasDecoration;
  }
  if (index.data(FaintRole).toBool()) {
    option->palette.setColor(QPalette::Text, colours.dim);
    option->palette.setColor(QPalette::HighlightedText, colours.dim);
  }
  if (index.data(StrongRole).toBool()) option->font = strongFont(option->font);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QSize size = QStyledItemDelegate::sizeHint(option, index);
  const auto* tree = qobject_cast<const QTreeView*>(option.widget);
  if (tree == nullptr || !tree->wordWrap() ||
      tree->isFirstColumnSpanned(index.row(), index.parent()))
    return size;
  const int line = option.fontMetrics.height();
  int room = tree->columnWidth(index.column()) - line / 2;
  if (index.column() == 0)
    for (QModelIndex at = index; at.isValid(); at = at.parent()) room -= tree->indentation();
  if (signOf(index.data(SignRole)) != Sign::none) room -= line;
  const int wanted =
      heightOf(index.data(Qt::DisplayRole).toString(), option.font, std::max(room, line));
  size.setHeight(std::max(size.height(), std::min(wanted, 3 * line) + 2));
  return size;
}

void EntryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  const Colours colours = coloursOf(paletteOf(option));
  const bool faint = index.data(FaintRole).toBool();
  const bool current = index.data(CurrentRole).toBool();
  painter->save();
  painter->setClipRect(option.rect);
  if (option.state & QStyle::State_Selected)
    painter->fillRect(option.rect, selectionTint(colours));
  else if (current)
    painter->fillRect(option.rect, mixed(colours.ground, colours.accent, 0.07));
  if (current)
    painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colours.accent);
  painter->setPen(colours.grid);
  painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
  painter->translate(option.rect.topLeft());
  const EntryLayout layout = layoutOf(index, option.font, option.rect.width());
  if (faint) painter->setOpacity(0.6);
  if (const Sign sign = signOf(index.data(SignRole)); sign != Sign::none)
    paintSign(*painter, layout.sign, sign, colours);
  for (const Paragraph& paragraph : layout.paragraphs) {
    painter->setFont(paragraph.strong ? strongFont(option.font) : option.font);
    painter->setPen(paragraph.dim ? colours.dim : colours.text);
    painter->drawText(QRectF(paragraph.box), paragraph.text, wrapping(paragraph.align));
  }
  if (option.state & QStyle::State_HasFocus) {
    painter->setOpacity(1);
    painter->setPen(colours.accent);
    painter->drawRect(QRect(QPoint(0, 0), option.rect.size()).adjusted(0, 0, -1, -1));
  }
  painter->restore();
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const int width = rowWidth(option, index);
  return {width, layoutOf(index, option.font, width).height};
}

}  // namespace headroom::gui

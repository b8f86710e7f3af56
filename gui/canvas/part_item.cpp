#include "gui/canvas/part_item.h"

#include <QPainter>

#include "gui/canvas/canvas_words.h"
#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

QString replicasText(std::int64_t replicas) { return QStringLiteral("×%1").arg(replicas); }

}  // namespace

QRectF PartItem::boundingRect() const {
  // The ring of the selection and the chip stand out.
  return card().adjusted(-6, -6 - context_.look.smallLine, 6, 6);
}

void PartItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const CanvasLook& look = context_.look;
  const bool selected = context_.isSelected(Subject::Kind::part, spec().name);
  const Condition condition = state().condition;
  const Detail detail = detailAt(scaleOf(*painter), look);
  if (detail != Detail::full) {
    painter->setRenderHint(QPainter::Antialiasing, detail == Detail::names);
    if (detail == Detail::blocks)
      paintBlock(*painter, card(), condition, selected, look);
    else
      paintName(*painter, card(), text(spec().name), condition, selected, look);
    if (!state().fault.empty()) paintFaultCorner(*painter, card(), look);
    return;
  }
  painter->setRenderHint(QPainter::Antialiasing);
  paintFrame(*painter, card(), condition, selected, look);
  const auto row = [&](qreal at, qreal height) {
    return QRectF(look.pad, look.line * at, card().width() - look.pad * 2, look.line * height);
  };
  paintTitle(*painter, row(0.5, 1.1));
  if (condition == Condition::unknown)
    paintConfigured(*painter, row(1.85, 1), row(2.95, 1));
  else
    paintLoad(*painter, row(1.85, 1), row(2.95, 1));
  paintOffered(*painter, row(4.2, 1.5));
  const QColor chip = state().fault.empty() ? look.colours.of(condition) : look.colours.down;
  const qreal left = paintLimits(*painter, card(), spec().limits.size(), look);
  paintChip(*painter, card(), chipWords(state()), chip, look, left);
}

void PartItem::paintTitle(QPainter& painter, const QRectF& row) const {
  const CanvasLook& look = context_.look;
  const qreal size = row.height();
  paintKind(painter, QRectF(row.topLeft(), QSizeF(size, size)), spec().kind, look);
  paintMark(painter,
            QRectF(row.right() - size * 0.9, row.top() + size * 0.05, size * 0.9, size * 0.9),
            state().condition, look.colours);
  QRectF name = row.adjusted(size * 1.3, 0, -size * 1.15, 0);
  if (spec().replicas != 1) {
    painter.setFont(look.font);
    painter.setPen(look.colours.dim);
    const QString times = replicasText(spec().replicas);
    const qreal width = QFontMetricsF(look.font).horizontalAdvance(times);
    paintElided(painter, QRectF(name.right() - width, name.top(), width + 1, name.height()), times,
                Qt::AlignRight);
    name.setRight(name.right() - width - look.pad * 0.5);
  }
  painter.setFont(look.bold);
  painter.setPen(look.colours.text);
  // Names of a family differ at their ends.
  paintElided(painter, name, text(spec().name), Qt::AlignLeft, Qt::ElideMiddle);
}

void PartItem::paintLoad(QPainter& painter, const QRectF& first, const QRectF& second) const {
  const CanvasLook& look = context_.look;
  const Colours& colours = look.colours;
  painter.setFont(look.small);
  if (std::isnan(state().utilisation)) {
    painter.setPen(colours.dim);
    paintElided(painter, first, QStringLiteral("nothing limited"), Qt::AlignLeft);
  } else {
    const qreal words = QFontMetricsF(look.small).horizontalAdvance(QStringLiteral("100.0 %"));
    const QRectF bar(first.left(), first.top() + first.height() * 0.22,
                     first.width() - words - look.pad, first.height() * 0.56);
    const bool full = state().condition == Condition::saturated || state().utilisation > 0.995;
    paintBar(painter, bar, state().utilisation, full ? colours.saturated : colours.accent, look);
    painter.setPen(colours.text);
    paintElided(painter, first, text(formatShare(state().utilisation)), Qt::AlignRight);
  }
  const double queue = std::round(state().queue);
  const QString waiting = queue > 0 ? QStringLiteral("%1 waiting").arg(text(formatNumber(queue)))
                                    : QStringLiteral("no queue");
  painter.setPen(queue > 0 ? colours.text : colours.dim);
  paintElided(painter, second, waiting, Qt::AlignLeft);
  // What is left of the row: of a cache its hits, else which resource the bar is of.
  const qreal left = QFontMetricsF(look.small).horizontalAdvance(waiting) + look.pad;
  const bool cache = !std::isnan(state().hitRatio);
  painter.setPen(cache ? colours.text : colours.dim);
  paintElided(painter, second.adjusted(left, 0, 0, 0),
              cache ? QStringLiteral("%1 hits").arg(text(formatShare(state().hitRatio)))
                    : text(state().fullest),
              Qt::AlignRight);
}

void PartItem::paintConfigured(QPainter& painter, const QRectF& first, const QRectF& second) const {
  const CanvasLook& look = context_.look;
  painter.setFont(look.small);
  painter.setPen(look.colours.dim);
  const std::vector<std::string>& lines = spec().configured;
  paintElided(painter, first, lines.empty() ? text(spec().kind) : text(lines[0]), Qt::AlignLeft);
  if (lines.size() > 1) paintElided(painter, second, text(lines[1]), Qt::AlignLeft);
}

void PartItem::paintOffered(QPainter& painter, const QRectF& row) {
  const CanvasLook& look = context_.look;
  painter.setFont(look.small);
  painter.setPen(look.colours.dim);
  if (state().condition == Condition::unknown) {
    if (spec().configured.size() > 2)
      paintElided(painter, row, text(spec().configured[2]), Qt::AlignLeft);
    return;
  }
  const qreal words = QFontMetricsF(look.small).horizontalAdvance(QStringLiteral("88.88k/s"));
  painter.setPen(look.colours.text);
  paintElided(painter, row, text(formatRate(state().offered)), Qt::AlignRight);
  sparkline_.paint(painter, row.adjusted(0, 0, -words - look.pad * 0.5, 0), context_,
                   context_.reader.offeredOfPart(part_), spec().name);
}

}  // namespace headroom::gui

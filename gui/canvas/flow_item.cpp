#include "gui/canvas/flow_item.h"

#include <QPainter>

#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "report/number_format.h"

namespace headroom::gui {

void FlowItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const CanvasLook& look = context_.look;
  const bool selected = context_.isSelected(Subject::Kind::flow, spec().name);
  const Detail detail = detailAt(scaleOf(*painter), look);
  const Condition condition = state().condition;
  if (detail == Detail::blocks) return paintBlock(*painter, card(), condition, selected, look);
  painter->setRenderHint(QPainter::Antialiasing);
  if (detail == Detail::names)
    return paintName(*painter, card(), text(spec().name), condition, selected, look);
  paintFrame(*painter, card(), condition, selected, look);
  const auto row = [&](qreal at, qreal height) {
    return QRectF(look.pad, look.line * at, card().width() - look.pad * 2, look.line * height);
  };
  const QRectF title = row(0.4, 1.1);
  const qreal mark = title.height() * 0.9;
  paintMark(*painter, QRectF(title.right() - mark, title.top(), mark, mark), condition,
            look.colours);
  painter->setFont(look.bold);
  painter->setPen(look.colours.text);
  paintElided(*painter, title.adjusted(0, 0, -mark - look.pad * 0.5, 0), text(spec().name),
              Qt::AlignLeft);
  painter->setFont(look.small);
  if (condition == Condition::unknown) {
    painter->setPen(look.colours.dim);
    const std::vector<std::string>& lines = spec().configured;
    for (std::size_t i = 0; i < lines.size() && i < 2; ++i)
      paintElided(*painter, row(1.65 + 1.1 * static_cast<double>(i), 1), text(lines[i]),
                  Qt::AlignLeft);
    return;
  }
  paintRates(*painter, row(1.55, 1), row(2.55, 1), row(3.75, 0.4));
}

void FlowItem::paintRates(QPainter& painter, const QRectF& first, const QRectF& second,
                          const QRectF& bar) const {
  const CanvasLook& look = context_.look;
  const double share = state().goodShare();
  painter.setPen(look.colours.text);
  paintElided(painter, first, QStringLiteral("offered %1").arg(text(formatRate(state().offered))),
              Qt::AlignLeft);
  const QString shareWords = std::isnan(share) ? QString{} : text(formatShare(share));
  const qreal taken = painter.fontMetrics().horizontalAdvance(shareWords) + look.pad * 0.7;
  paintElided(painter, second.adjusted(0, 0, -taken, 0),
              QStringLiteral("good %1").arg(text(formatRate(state().goodput))), Qt::AlignLeft);
  if (std::isnan(share)) return;
  paintElided(painter, second, shareWords, Qt::AlignRight);
  // Failures stand at the right end of the bar, hatched: not by colour alone.
  paintBar(painter, bar, share, look.colours.goodput, look);
  const qreal good = bar.width() * share;
  painter.setBrush(look.colours.rejecting);
  painter.drawRect(bar.adjusted(good, 0, 0, 0));
  painter.setBrush(QBrush(look.colours.card, Qt::BDiagPattern));
  painter.drawRect(bar.adjusted(good, 0, 0, 0));
}

}  // namespace headroom::gui

#include "gui/app/scenario_card.h"

#include <QFileInfo>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

#include "gui/look/icons.h"

namespace headroom::gui {
namespace {

constexpr int kQuestionLines = 5;
constexpr int kMargin = 14;
constexpr int kGap = 6;

/// Draws at most `lines` lines; what does not fit ends in an ellipsis.
void paintLines(QPainter& painter, const QRect& box, const QString& words, int lines) {
  QTextLayout layout{words, painter.font()};
  const QFontMetrics metrics{painter.font()};
  layout.beginLayout();
  int y = box.top();
  for (int i = 0; i < lines; ++i) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(box.width());
    const bool cut = i + 1 == lines && line.textStart() + line.textLength() < words.size();
    QString said = words.mid(line.textStart(), line.textLength());
    if (cut) said = metrics.elidedText(words.mid(line.textStart()), Qt::ElideRight, box.width());
    painter.drawText(box.left(), y + metrics.ascent(), said.trimmed());
    y += metrics.lineSpacing();
  }
  layout.endLayout();
}

}  // namespace

ScenarioCard::ScenarioCard(BundledScenario scenario, std::optional<LastVerdict> last,
                           bool prominent, QWidget* parent)
    : QAbstractButton(parent),
      scenario_(std::move(scenario)),
      last_(std::move(last)),
      prominent_(prominent) {
  if (scenario_.title.isEmpty()) scenario_.title = QFileInfo{scenario_.path}.fileName();
  setText(scenario_.title);
  setAccessibleName(tr("Open and run: %1").arg(scenario_.title));
  setAccessibleDescription(scenario_.question + QLatin1Char(' ') + verdictText());
  setToolTip(QFileInfo{scenario_.path}.fileName() + QLatin1Char('\n') + scenario_.question);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  QSizePolicy policy{QSizePolicy::Expanding, QSizePolicy::Preferred};
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

QFont ScenarioCard::titleFont() const {
  QFont bold = font();
  bold.setBold(true);
  bold.setPointSizeF(bold.pointSizeF() * (prominent_ ? 1.25 : 1.1));
  return bold;
}

QSize ScenarioCard::sizeHint() const { return {320, heightForWidth(320)}; }

int ScenarioCard::heightForWidth(int) const {
  return 2 * kMargin + QFontMetrics{titleFont()}.lineSpacing() * 2 +
         fontMetrics().lineSpacing() * (kQuestionLines + 1) + 3 * kGap;
}

QString ScenarioCard::verdictText() const {
  if (!last_) return tr("not run yet");
  const QString when = QLocale{}.toString(last_->when, QStringLiteral("d MMM, HH:mm"));
  const QString how = last_->verdict == Verdict::pass   ? tr("all assertions hold")
                      : last_->verdict == Verdict::fail ? tr("an assertion fails")
                                                        : tr("inconclusive");
  return tr("last run %1: %2").arg(when, how);
}

void ScenarioCard::paintVerdict(QPainter& painter, const QRect& box) const {
  const Colours colours = coloursOf(palette());
  const QString name = !last_                            ? QStringLiteral("not-run")
                       : last_->verdict == Verdict::pass ? QStringLiteral("pass")
                       : last_->verdict == Verdict::fail ? QStringLiteral("fail")
                                                         : QStringLiteral("inconclusive");
  const QColor colour = !last_                            ? colours.dim
                        : last_->verdict == Verdict::pass ? colours.ok
                        : last_->verdict == Verdict::fail ? colours.failed
                                                          : colours.saturated;
  const int size = box.height();
  painter.drawPixmap(box.topLeft(), iconPixmap(name, colour, size, devicePixelRatioF()));
  painter.setPen(colours.dim);
  painter.drawText(
      box.adjusted(size + kGap, 0, 0, 0), Qt::AlignVCenter,
      painter.fontMetrics().elidedText(verdictText(), Qt::ElideRight, box.width() - size - kGap));
}

void ScenarioCard::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const Colours colours = coloursOf(palette());
  const bool lit = hasFocus() || underMouse() || isDown();
  painter.setPen(QPen{lit || prominent_ ? colours.accent : colours.border, lit ? 2.0 : 1.0});
  painter.setBrush(colours.card);
  painter.drawRoundedRect(QRectF{rect()}.adjusted(1, 1, -1, -1), 6, 6);
  QRect inside = rect().adjusted(kMargin, kMargin, -kMargin, -kMargin);
  painter.setPen(colours.text);
  painter.setFont(titleFont());
  const int titleLines =
      QFontMetrics{titleFont()}.horizontalAdvance(scenario_.title) > inside.width() ? 2 : 1;
  paintLines(painter, inside, scenario_.title, titleLines);
  inside.setTop(inside.top() + QFontMetrics{titleFont()}.lineSpacing() * titleLines + kGap);
  painter.setFont(font());
  painter.setPen(colours.text);
  const int line = fontMetrics().lineSpacing();
  const int room = (inside.height() - line - kGap) / line;
  paintLines(painter, inside, scenario_.question, room);
  paintVerdict(painter, {inside.left(), inside.bottom() - line + 1, inside.width(), line});
}

void ScenarioCard::enterEvent(QEnterEvent* event) {
  QAbstractButton::enterEvent(event);
  update();
}

void ScenarioCard::leaveEvent(QEvent* event) {
  QAbstractButton::leaveEvent(event);
  update();
}

}  // namespace headroom::gui

#include "gui/canvas/canvas_words.h"

#include <array>

#include <QStringList>

#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

QString configuredText(const std::vector<std::string>& lines) {
  QStringList texts;
  for (const std::string& line : lines) texts << text(line);
  return texts.join(QStringLiteral(", "));
}

QString stateText(const PartState& state) {
  const QString condition = nameOf(state.condition);
  const QString fault = text(state.fault);
  return fault.isEmpty() || fault == condition
             ? condition
             : QStringLiteral("%1 (fault: %2)").arg(condition, fault);
}

QString waitingText(double queue) {
  return QStringLiteral("%1 waiting").arg(text(formatNumber(std::round(queue))));
}

QStringList loadTexts(const PartState& state) {
  QStringList texts;
  if (!std::isnan(state.utilisation))
    texts << QStringLiteral("%1 %2 in use")
                 .arg(text(state.fullest), text(formatShare(state.utilisation)));
  texts << waitingText(state.queue);
  if (!std::isnan(state.hitRatio))
    texts << QStringLiteral("hit ratio %1").arg(text(formatShare(state.hitRatio)));
  return texts;
}

/// "degraded 12/s, ": a figure of nothing tells nothing.
QString degradedText(double degraded) {
  return degraded > 0 ? QStringLiteral("degraded %1, ").arg(text(formatRate(degraded))) : QString{};
}

QString flowText(const PartState& state) {
  return QStringLiteral("offered %1, %2refused %3, failed %4")
      .arg(text(formatRate(state.offered)), degradedText(state.degraded),
           text(formatRate(state.refused)), text(formatRate(state.failed)));
}

QString limitsText(const TopologyPart& part) {
  QStringList limits;
  for (const std::string& limit : part.limits) limits << text(limit);
  return limits.join(QStringLiteral(" · "));
}

QString kindText(const TopologyPart& part) {
  return part.replicas == 1 ? text(part.kind)
                            : QStringLiteral("%1 ×%2").arg(text(part.kind)).arg(part.replicas);
}

QString answersText(const FlowState& state) {
  QString words = QStringLiteral("offered %1, goodput %2")
                      .arg(text(formatRate(state.offered)), text(formatRate(state.goodput)));
  if (!std::isnan(state.goodShare()))
    words += QStringLiteral(" (%1 of the answers)").arg(text(formatShare(state.goodShare())));
  return words + QStringLiteral(", %1refused %2, failed %3, %4 attempts")
                     .arg(degradedText(state.degraded), text(formatRate(state.refused)),
                          text(formatRate(state.failed)), text(formatRate(state.attempts)));
}

}  // namespace

QString partWords(const TopologyPart& part, const PartState& state) {
  QStringList words{
      QStringLiteral("%1, %2: %3").arg(text(part.name), kindText(part), stateText(state))};
  if (state.condition != Condition::unknown) {
    words.back() += QStringLiteral(", ") + loadTexts(state).join(QStringLiteral(", "));
    words << flowText(state);
  } else if (!part.configured.empty()) {
    words << configuredText(part.configured);
  }
  if (!part.limits.empty()) words << QStringLiteral("limited by %1").arg(limitsText(part));
  return words.join(QStringLiteral("; "));
}

QString flowWords(const TopologyFlow& flow, const FlowState& state) {
  const QString head = QStringLiteral("%1, flow to %2").arg(text(flow.name), text(flow.entry));
  if (state.condition == Condition::unknown)
    return QStringLiteral("%1: %2").arg(head, nameOf(state.condition));
  return QStringLiteral("%1: %2").arg(head, answersText(state));
}

QString edgeWords(const Topology& topology, const TopologyEdge& edge, const EdgeState& state) {
  const QString head = QStringLiteral("%1 → %2").arg(text(topology.callerOf(edge)),
                                                     text(topology.parts[edge.to].name));
  if (!state.known) return head;
  if (state.idle()) return QStringLiteral("%1: no calls").arg(head);
  return QStringLiteral("%1: %2, %3 failed")
      .arg(head, text(formatRate(state.calls)), text(formatShare(state.failedShare)));
}

QString partToolTip(const TopologyPart& part, const PartState& state) {
  QStringList lines{QStringLiteral("%1 (%2)").arg(text(part.name), kindText(part))};
  if (state.condition != Condition::unknown) {
    lines << stateText(state) << loadTexts(state) << flowText(state);
  }
  if (!part.configured.empty())
    lines << QStringLiteral("configured: %1").arg(configuredText(part.configured));
  for (const std::string& limit : part.limits)
    lines << QStringLiteral("limit: %1").arg(text(limit));
  return lines.join(QLatin1Char('\n'));
}

QString flowToolTip(const TopologyFlow& flow, const FlowState& state) {
  QStringList lines{QStringLiteral("%1 (flow to %2)").arg(text(flow.name), text(flow.entry))};
  if (state.condition != Condition::unknown)
    lines << answersText(state).split(QStringLiteral(", "));
  if (!flow.configured.empty()) lines << configuredText(flow.configured);
  return lines.join(QLatin1Char('\n'));
}

QString summaryWords(const Topology& topology, const CanvasState& state) {
  if (!state.known) return {};
  QStringList counts;
  for (const Condition condition :
       {Condition::down, Condition::rejecting, Condition::saturated, Condition::ok}) {
    const auto count = std::count_if(state.parts.begin(), state.parts.end(),
                                     [&](const PartState& p) { return p.condition == condition; });
    if (count > 0) counts << QStringLiteral("%1 %2").arg(count).arg(nameOf(condition));
  }
  QString words = QStringLiteral("parts: %1").arg(counts.join(QStringLiteral(", ")));
  for (std::size_t i = 0; i < state.flows.size() && i < 4; ++i)
    if (!std::isnan(state.flows[i].goodShare()))
      words +=
          QStringLiteral(" · %1 %2 good")
              .arg(text(topology.flows[i].name), text(formatShare(state.flows[i].goodShare())));
  return words;
}

QString chipWords(const PartState& state) {
  const bool worth = state.condition == Condition::saturated ||
                     state.condition == Condition::rejecting || state.condition == Condition::down;
  const QString condition = worth ? nameOf(state.condition) : QString();
  const QString fault = text(state.fault);
  if (fault.isEmpty() || fault == condition) return condition;
  return condition.isEmpty() ? fault : QStringLiteral("%1, %2").arg(fault, condition);
}

}  // namespace headroom::gui

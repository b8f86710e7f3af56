#include "report/flow_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kNameWidth = 20;
constexpr std::size_t kPhaseWidth = 18;
constexpr std::size_t kMaxMainPhases = 4;
constexpr std::size_t kCausesShown = 3;
constexpr std::size_t kWidth = 100;
/// Causes of fewer answers than this are noise beside the others.
constexpr double kWorthTelling = 0.001;
constexpr double kHealthy = 0.99;
constexpr std::ptrdiff_t kDegradedColumn = 4;  ///< After "success".

double share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(part) / static_cast<double>(whole);
}

double perSecond(std::uint64_t count, const FlowSpan& span) {
  return span.seconds() > 0 ? static_cast<double>(count) / span.seconds() : 0;
}

std::string latencyText(const FlowSpan& span, double p) {
  if (span.latency.count() == 0) return kNothing;
  return formatSeconds(toSeconds(span.latency.quantile(p)));
}

std::string successText(const FlowSpan& span, const TerminalStyle& style) {
  const double success = successShare(span);
  const std::string text = formatShare(success);
  if (success < 0.5) return style.bad(text);
  return success < kHealthy ? style.warn(text) : text;
}

/// Whether any answer was degraded: a column of nothing tells nothing.
bool anyDegraded(const Outcome& outcome) {
  return std::any_of(outcome.flows.begin(), outcome.flows.end(),
                     [](const FlowOutcome& flow) { return flow.books.degraded > 0; });
}

std::vector<std::string> cellsOf(const NamedSpan& named, bool withDegraded,
                                 const TerminalStyle& style) {
  const FlowSpan& s = *named.span;
  std::vector<std::string> cells{
      clip(printable(named.name), kPhaseWidth, style.unicode),
      formatRate(offeredRate(s)),
      formatRate(goodputRate(s)),
      successText(s, style),
      formatShare(share(s.cohortRefused, s.offered)),
      formatShare(share(s.cohortFailed, s.offered)),
      latencyText(s, 0.5),
      latencyText(s, 0.95),
      latencyText(s, 0.99),
      s.offered == 0 ? kNothing : fmt::format("{:.2f}", share(s.attempts, s.offered))};
  if (withDegraded) cells.insert(cells.begin() + kDegradedColumn, formatShare(degradedShare(s)));
  return cells;
}

/// What names of flows and phases leave of a line.
std::size_t roomForCauses(const Outcome& outcome) {
  std::size_t flowWidth = 0;
  std::size_t phaseWidth = 0;
  for (const FlowOutcome& flow : outcome.flows) {
    flowWidth = std::max(flowWidth, displayWidth(printable(flow.name)));
    for (const NamedSpan& named : mainSpansOf(outcome, flow))
      phaseWidth = std::max(phaseWidth, displayWidth(printable(named.name)));
  }
  constexpr std::size_t kGapsAndShare = 2 + 2 + 2 + 10 + 2;
  return kWidth - kGapsAndShare - std::min(flowWidth, kNameWidth) -
         std::min(phaseWidth, kPhaseWidth);
}

void addCauses(Table& table, const std::string& flow, const NamedSpan& named, std::size_t room,
               const TerminalStyle& style) {
  const FlowSpan& span = *named.span;
  const std::uint64_t answers = span.completed + span.degraded + span.refused + span.failed;
  std::size_t shown = 0;
  for (const CauseCount& cause : span.causes) {
    const double ofAnswers = share(cause.count, answers);
    if (shown == kCausesShown || !(ofAnswers >= kWorthTelling)) break;
    table.addRow({clip(printable(flow), kNameWidth, style.unicode),
                  clip(printable(named.name), kPhaseWidth, style.unicode), formatShare(ofAnswers),
                  clip(causeText(cause, style), room, style.unicode)});
    ++shown;
  }
}

}  // namespace

std::vector<NamedSpan> spansOf(const Outcome& outcome, const FlowOutcome& flow) {
  std::vector<NamedSpan> spans;
  if (outcome.phases.size() < 2) return {{"whole run", &flow.whole}};
  for (std::size_t i = 0; i < outcome.phases.size() && i < flow.phases.size(); ++i)
    spans.push_back({outcome.phases[i].name, &flow.phases[i]});
  return spans;
}

std::vector<NamedSpan> mainSpansOf(const Outcome& outcome, const FlowOutcome& flow) {
  if (outcome.phases.size() > kMaxMainPhases) return {{"in the whole run", &flow.whole}};
  return spansOf(outcome, flow);
}

double successShare(const FlowSpan& span) { return share(span.cohortSucceeded, span.offered); }
double degradedShare(const FlowSpan& span) { return share(span.cohortDegraded, span.offered); }
double goodputRate(const FlowSpan& span) { return perSecond(span.good(), span); }
double offeredRate(const FlowSpan& span) { return perSecond(span.offered, span); }

std::string causeText(const CauseCount& cause, const TerminalStyle& style) {
  const std::string what = nameOf(cause.cause);
  std::string text =
      fmt::format("{} {} {} {}", cause.status, what, style.glyph("·", "-"), cause.origin);
  // "queue full" need not say again that it was the queue.
  if (!cause.resource.empty() && what.find(cause.resource) == std::string::npos)
    text.append(" ").append(cause.resource);
  return printable(text);
}

std::string flowTable(const Outcome& outcome, const TerminalStyle& style) {
  using Align = Table::Align;
  std::vector<Table::Column> columns{{"", Align::left}, {"offered"}, {"goodput"}, {"success"},
                                     {"refused"},       {"failed"},  {"p50"},     {"p95"},
                                     {"p99"},           {"tries"}};
  const bool withDegraded = anyDegraded(outcome);
  if (withDegraded) columns.insert(columns.begin() + kDegradedColumn, {"degraded"});
  Table table{std::move(columns)};
  for (const FlowOutcome& flow : outcome.flows) {
    table.addLine(style.bold(printable(flow.name)));
    for (const NamedSpan& named : spansOf(outcome, flow)) {
      std::vector<std::string> cells = cellsOf(named, withDegraded, style);
      cells.front() = "  " + cells.front();
      table.addRow(std::move(cells));
    }
  }
  return table.text(style);
}

std::string causeTable(const Outcome& outcome, const TerminalStyle& style) {
  using Align = Table::Align;
  const std::size_t room = roomForCauses(outcome);
  Table table{{{"flow", Align::left}, {"phase", Align::left}, {"of answers"}, {"", Align::left}}};
  for (const FlowOutcome& flow : outcome.flows)
    for (const NamedSpan& named : mainSpansOf(outcome, flow))
      addCauses(table, flow.name, named, room, style);
  return table.empty() ? "" : table.text(style);
}

}  // namespace headroom

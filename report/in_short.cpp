#include "report/in_short.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/notation/units.h"
#include "report/flow_tables.h"
#include "report/number_format.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kNameWidth = 20;
constexpr double kHealthy = 0.99;

/// The phase with the lowest success, nullptr when nothing was offered.
const NamedSpan* worstOf(const std::vector<NamedSpan>& spans) {
  const NamedSpan* worst = nullptr;
  for (const NamedSpan& named : spans) {
    if (named.span->offered == 0) continue;
    if (worst == nullptr || successShare(*named.span) < successShare(*worst->span)) worst = &named;
  }
  return worst;
}

/// "100 % before → 0.9 % product-cache down → 90.8 % after"
std::string successes(const std::vector<NamedSpan>& spans, const TerminalStyle& style) {
  std::string text;
  for (const NamedSpan& named : spans) {
    if (named.span->offered == 0) continue;
    if (!text.empty()) text += style.glyph(" → ", " -> ");
    const double success = successShare(*named.span);
    const std::string share = formatShare(success);
    text += success < kHealthy ? style.bad(share) : share;
    if (named.span->cohortDegraded > 0)
      text += fmt::format(" ({} degraded)",
                          formatShare(static_cast<double>(named.span->cohortDegraded) /
                                      static_cast<double>(named.span->offered)));
    text.append(" ").append(printable(named.name));
  }
  return text;
}

/// "Worst after: 503 no connection in time · app pool orders-db"; `when` is "Worst after".
std::string worstCause(const FlowSpan& span, const std::string& when, const TerminalStyle& style) {
  if (span.causes.empty()) return when + ".";
  const CauseCount& first = span.causes.front();
  const std::uint64_t all = std::max<std::uint64_t>(span.refused + span.failed, 1);
  const bool alone = static_cast<double>(first.count) > 0.95 * static_cast<double>(all);
  return fmt::format("{}: {}{}.", when, alone ? "" : "mostly ", causeText(first, style));
}

double sumOf(const std::vector<double>& values, std::size_t from, std::size_t count) {
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(from);
  return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(count), 0.0);
}

/// "Lowest 10 s: 21 % of the load, from 1m31s." A phase's mean hides such a hole.
std::string lowestTenSeconds(const Outcome& outcome, const FlowOutcome& flow) {
  const std::string segment = "flow=" + flow.name;
  const SeriesColumn* offered = outcome.series.find("", segment, "offered", "rate");
  const SeriesColumn* goodput = outcome.series.find("", segment, "goodput", "rate");
  const double interval = toSeconds(outcome.series.interval);
  if (offered == nullptr || goodput == nullptr || !(interval > 0) || interval > 10) return {};
  const auto width = static_cast<std::size_t>(10 / interval);
  double lowest = kHealthy;
  std::size_t at = 0;
  for (std::size_t i = 0; i + width <= goodput->values.size(); ++i) {
    const double share = sumOf(goodput->values, i, width) / sumOf(offered->values, i, width);
    if (!(share < lowest)) continue;  // Also where nothing was offered.
    lowest = share;
    at = i;
  }
  if (lowest >= kHealthy) return {};
  const Duration from = outcome.series.interval * static_cast<std::int64_t>(at);
  return fmt::format("Lowest 10 s: {} of the load, from {}.", formatShare(lowest), toText(from));
}

}  // namespace

std::vector<FlowInShort> flowsInShort(const Outcome& outcome, const TerminalStyle& style) {
  std::vector<FlowInShort> all;
  for (const FlowOutcome& flow : outcome.flows) {
    const std::vector<NamedSpan> spans = mainSpansOf(outcome, flow);
    const NamedSpan* worst = worstOf(spans);
    FlowInShort in{flow.name, true, "no requests", "", ""};
    if (worst != nullptr) in.successes = successes(spans, style);
    if (worst != nullptr && successShare(*worst->span) < kHealthy) {
      in.healthy = false;
      in.worst = worstCause(*worst->span,
                            spans.size() > 1 ? "Worst " + printable(worst->name) : "Losses", style);
      in.lowest = lowestTenSeconds(outcome, flow);
    }
    all.push_back(std::move(in));
  }
  return all;
}

std::string inShort(const Outcome& outcome, const TerminalStyle& style) {
  std::size_t width = 0;
  for (const FlowOutcome& flow : outcome.flows)
    width = std::max(width, displayWidth(printable(flow.name)));
  width = std::min(width, kNameWidth);
  std::string out;
  for (const FlowInShort& flow : flowsInShort(outcome, style)) {
    const std::string name = clip(printable(flow.flow), width, style.unicode) + ":";
    out += paragraph(fmt::format("{} {}", name, flow.successes), kWidth, 2, width + 2);
    if (flow.healthy) continue;
    out += paragraph(flow.worst, kWidth, width + 4);
    out += paragraph(flow.lowest, kWidth, width + 4);
  }
  return out;
}

}  // namespace headroom

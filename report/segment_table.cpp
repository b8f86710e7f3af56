#include "report/segment_table.h"

#include <algorithm>
#include <limits>

#include "report/flow_tables.h"
#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kNameWidth = 18;
/// More segments than these do not fit beside one another: the largest stand there.
constexpr std::size_t kMaxColumns = 6;

double share(double part, double whole) {
  return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

double sharedBy(std::uint64_t part, std::uint64_t whole) {
  return share(static_cast<double>(part), static_cast<double>(whole));
}

/// All flows together over phase `phase` as the segment tables show it.
template <class Count>
std::uint64_t ofAllFlows(const Outcome& outcome, std::size_t phase, const Count& count) {
  std::uint64_t sum = 0;
  for (const FlowOutcome& flow : outcome.flows) sum += count(*spansOf(outcome, flow)[phase].span);
  return sum;
}

std::string trafficTable(const Outcome& outcome, const TerminalStyle& style) {
  using Align = Table::Align;
  Table table{{{"", Align::left},
               {"offered"},
               {"of all"},
               {"goodput"},
               {"of all"},
               {"success"},
               {"refused"},
               {"failed"},
               {"p99"}}};
  for (const FlowOutcome& segment : outcome.segments) {
    table.addLine(style.bold(printable(segment.name)));
    for (const SegmentTraffic& traffic : segmentTraffic(outcome, segment)) {
      const FlowSpan& s = *traffic.span;
      table.addRow(
          {"  " + clip(printable(traffic.phase), kNameWidth, style.unicode),
           formatRate(offeredRate(s)), formatShare(traffic.offeredShare),
           formatRate(goodputRate(s)), formatShare(traffic.goodputShare),
           formatShare(successShare(s)), formatShare(sharedBy(s.cohortRefused, s.offered)),
           formatShare(sharedBy(s.cohortFailed, s.offered)),
           s.latency.count() == 0 ? kNothing : formatSeconds(toSeconds(s.latency.quantile(0.99)))});
    }
  }
  return table.text(style);
}

/// Those with the most requests, in the order of the outcome.
std::vector<std::size_t> largestSegments(const Outcome& outcome) {
  std::vector<std::size_t> order(outcome.segments.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return outcome.segments[a].books.offered > outcome.segments[b].books.offered;
  });
  order.resize(std::min(order.size(), kMaxColumns));
  std::sort(order.begin(), order.end());
  return order;
}

std::string serviceTable(const Outcome& outcome, const TerminalStyle& style) {
  const std::vector<std::size_t> columns = largestSegments(outcome);
  std::vector<Table::Column> heads{{"service given by", Table::Align::left}};
  for (const std::size_t s : columns)
    heads.push_back({clip(printable(outcome.segments[s].name), kNameWidth, style.unicode)});
  Table table{heads};
  for (const PartOutcome& part : outcome.parts) {
    if (part.serviceSeconds <= 0) continue;
    std::vector<std::string> cells{clip(printable(part.name), kNameWidth, style.unicode)};
    for (const std::size_t s : columns) cells.push_back(formatShare(serviceShare(part, s)));
    table.addRow(std::move(cells));
  }
  return table.empty() ? "" : "\n" + table.text(style);
}

}  // namespace

std::vector<SegmentTraffic> segmentTraffic(const Outcome& outcome, const FlowOutcome& segment) {
  std::vector<SegmentTraffic> traffic;
  const std::vector<NamedSpan> spans = spansOf(outcome, segment);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const FlowSpan& s = *spans[i].span;
    const auto offered = ofAllFlows(outcome, i, [](const FlowSpan& x) { return x.offered; });
    const auto good = ofAllFlows(outcome, i, [](const FlowSpan& x) { return x.good(); });
    traffic.push_back({spans[i].name, &s, sharedBy(s.offered, offered), sharedBy(s.good(), good)});
  }
  return traffic;
}

double serviceShare(const PartOutcome& part, std::size_t segment) {
  return share(part.segments[segment].serviceSeconds, part.serviceSeconds);
}

std::string segmentTables(const Outcome& outcome, const TerminalStyle& style) {
  if (outcome.segments.empty()) return {};
  return trafficTable(outcome, style) + serviceTable(outcome, style);
}

}  // namespace headroom

#include "report/part_table.h"

#include <fmt/format.h>

#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kHeadWidth = 13;
constexpr double kFull = 0.95;
/// More phases than these do not fit beside one another: then the whole run stands for them.
constexpr std::size_t kMaxPhases = 4;

bool byPhase(const Outcome& outcome) {
  return outcome.phases.size() > 1 && outcome.phases.size() <= kMaxPhases;
}

std::string utilisationText(double utilisation, const TerminalStyle& style) {
  const std::string text = formatShare(utilisation);
  return utilisation >= kFull ? style.bad(text) : text;
}

/// "404k visits: 83.1 % completed, 12.0 % refused, 4.9 % failed; 31 % of its work wasted"
std::string visitsText(const PartOutcome& part, const TerminalStyle& style) {
  const Books& b = part.books;
  std::string text = formatCount(b.offered) + " visits";
  const auto add = [&](const char* what, std::uint64_t count, const std::string& joint) {
    if (count == 0) return;
    const double share = static_cast<double>(count) / static_cast<double>(b.offered);
    text += fmt::format("{}{} {}", joint, formatShare(share), what);
  };
  add("completed", b.completed, ": ");
  add("degraded", b.degraded, ", ");
  add("refused", b.refused, ", ");
  add("failed", b.failed, ", ");
  if (part.serviceSeconds > 0 && part.wastedSeconds > 0) {
    const double wasted = part.wastedSeconds / part.serviceSeconds;
    const std::string share = formatShare(wasted) + " of its work wasted";
    text += "; " + (wasted >= 0.1 ? style.warn(share) : share);
  }
  return text;
}

std::string titleOf(const PartOutcome& part, const TerminalStyle& style) {
  const std::string kind =
      part.replicas > 1 ? fmt::format("{}, {} replicas", part.kind, part.replicas) : part.kind;
  return fmt::format("{} ({})  {}", style.bold(printable(part.name)), kind,
                     visitsText(part, style));
}

std::vector<std::string> resourceCells(const Outcome& outcome, const ResourceOutcome& resource,
                                       const TerminalStyle& style) {
  std::vector<std::string> cells{"  " + printable(resource.name), fmt::format("{}", resource.capacity)};
  if (byPhase(outcome))
    for (const ResourceSpan& span : resource.phases)
      cells.push_back(utilisationText(span.utilisation, style));
  else
    cells.push_back(utilisationText(resource.whole.utilisation, style));
  cells.push_back(utilisationText(resource.peakUtilisation, style));
  cells.push_back(formatNumber(resource.peakQueue));
  cells.push_back(formatCount(resource.turnedAway));
  return cells;
}

std::string hitText(const CacheCounts& counts) {
  const std::optional<double> ratio = counts.hitRatio();
  return ratio ? formatShare(*ratio) : kNothing;
}

std::vector<std::string> cacheCells(const Outcome& outcome, const PartOutcome& part) {
  std::vector<std::string> cells{"  hit ratio", ""};
  if (byPhase(outcome))
    for (const CacheCounts& counts : part.cachePhases) cells.push_back(hitText(counts));
  else
    cells.push_back(hitText(*part.cache));
  return cells;
}

Table emptyTable(const Outcome& outcome) {
  std::vector<Table::Column> columns{{"busy", Table::Align::left}, {"capacity"}};
  if (byPhase(outcome))
    for (const Phase& phase : outcome.phases)
      columns.push_back({narrowHead(printable(phase.name), kHeadWidth)});
  else
    columns.push_back({"whole run"});
  columns.push_back({"peak"});
  columns.push_back({"longest\nqueue"});
  columns.push_back({"turned\naway"});
  return Table{std::move(columns)};
}

}  // namespace

std::string partTable(const Outcome& outcome, const TerminalStyle& style) {
  Table table = emptyTable(outcome);
  for (const PartOutcome& part : outcome.parts) {
    table.addLine(titleOf(part, style));
    for (const ResourceOutcome& resource : part.resources)
      if (resource.capacity > 0) table.addRow(resourceCells(outcome, resource, style));
    if (part.cache) table.addRow(cacheCells(outcome, part));
  }
  return table.empty() ? "" : table.text(style);
}

}  // namespace headroom

#include "report/part_table.h"

#include <fmt/format.h>

#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 98;  // Beside the table's own indent.
constexpr std::size_t kNameWidth = 40;
constexpr std::size_t kResourceWidth = 22;
constexpr std::size_t kHeadWidth = 13;
constexpr std::size_t kCausesShown = 3;
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

/// "352k queue full, 9.09k queue timeout": what visits met here, not what came from further on.
std::string aroseHere(const PartOutcome& part) {
  std::string text;
  std::size_t shown = 0;
  for (const CauseCount& cause : part.causes) {
    if (cause.origin != part.name || shown == kCausesShown) continue;
    text += fmt::format("{}{} {} {}", text.empty() ? "arose here: " : ", ",
                        formatCount(cause.count), cause.status, nameOf(cause.cause));
    if (cause.resource.starts_with("pool ") || cause.resource.starts_with("limit "))
      text += fmt::format(" ({})", printable(cause.resource));
    ++shown;
  }
  return text;
}

std::string titleOf(const PartOutcome& part, const TerminalStyle& style) {
  const std::string kind =
      part.replicas > 1 ? fmt::format("{}, {} replicas", part.kind, part.replicas) : part.kind;
  const std::string name = clip(printable(part.name), kNameWidth, style.unicode);
  return fmt::format("{} ({}), {}", style.bold(name), kind, visitsText(part, style));
}

std::vector<std::string> resourceCells(const Outcome& outcome, const ResourceOutcome& resource,
                                       const TerminalStyle& style) {
  std::vector<std::string> cells{
      "  " + clip(printable(resource.name), kResourceWidth, style.unicode),
      fmt::format("{}", resource.capacity)};
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

void addLines(Table& table, const std::string& text, std::size_t indent) {
  bool first = true;
  for (const std::string& line : wrap(text, kWidth - indent - 4)) {
    table.addLine(std::string(first ? indent : indent + 4, ' ') + line);
    first = false;
  }
}

Table emptyTable(const Outcome& outcome) {
  std::vector<Table::Column> columns{{"", Table::Align::left}, {"capacity"}};
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
    addLines(table, titleOf(part, style), 0);
    addLines(table, aroseHere(part), 2);
    for (const ResourceOutcome& resource : part.resources)
      if (resource.capacity > 0) table.addRow(resourceCells(outcome, resource, style));
    if (part.cache) table.addRow(cacheCells(outcome, part));
  }
  return table.empty() ? "" : table.text(style);
}

}  // namespace headroom

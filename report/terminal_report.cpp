#include "report/terminal_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/notation/units.h"
#include "report/check_report.h"
#include "report/comparison.h"
#include "report/evidence_table.h"
#include "report/flow_tables.h"
#include "report/in_short.h"
#include "report/number_format.h"
#include "report/part_table.h"
#include "report/segment_table.h"
#include "report/table.h"
#include "report/text.h"
#include "report/timeline.h"
#include "report/what_happened.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kAssertionWidth = 44;

std::string heading(const ScenarioResult& scenario, const TerminalStyle& style) {
  if (scenario.variants.empty()) return {};
  const VariantResult& first = scenario.variants.front();
  const std::string title = printable(first.title.empty() ? scenario.file : first.title);
  std::string out = style.bold(title) + "\n";
  for (const std::string& line : wrap(printable(first.question), kWidth)) out += line + "\n";
  return out + filledInText(scenario.filledIn);
}

std::string plural(std::size_t count, const char* one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

/// "2 of 3 assertions fail"
std::string verdictRemark(const VariantResult& variant) {
  const auto count = [&variant](Verdict verdict) {
    return static_cast<std::size_t>(
        std::count_if(variant.judgements.begin(), variant.judgements.end(),
                      [verdict](const Judgement& j) { return j.verdict == verdict; }));
  };
  const std::size_t all = variant.judgements.size();
  std::string text;
  if (all == 0)
    text = "nothing is asserted";
  else if (count(Verdict::pass) == all)
    text = plural(all, "assertion") + (all == 1 ? " holds" : " hold");
  else if (count(Verdict::fail) > 0)
    text = fmt::format("{} of {} not met", count(Verdict::fail), plural(all, "assertion"));
  else
    text = fmt::format("{} of {} {}", count(Verdict::inconclusive), plural(all, "assertion"),
                       variant.evidence ? "undecided" : "not measured");
  if (variant.evidence && !variant.evidence->stopped.empty())
    text += fmt::format("; {} stopped: {}", plural(variant.evidence->stopped.size(), "run"),
                        printable(variant.evidence->stopped.front()));
  else if (!variant.outcome.stopReason.empty())
    text += "; stopped: " + printable(variant.outcome.stopReason);
  return text;
}

/// "3m simulated, seed 1, 1.68M events"; "40 runs of 3m, seed 1, 74M events"
std::string runsInWords(const VariantResult& variant) {
  const Outcome& o = variant.outcome;
  if (!variant.evidence)
    return fmt::format("{} simulated, seed {}, {} events", toText(o.duration), o.seed,
                       formatCount(o.events));
  return fmt::format("{} runs of {}, seed {}, {} events", variant.evidence->replications,
                     toText(o.duration), o.seed, formatCount(variant.evidence->events));
}

std::string variantHeading(const VariantResult& variant, const TerminalStyle& style) {
  const std::string name = printable(variant.name.empty() ? "as written" : variant.name);
  const std::string run = runsInWords(variant);
  const std::string rule = style.glyph("━━", "==");
  const std::string verdict =
      fmt::format("{} {} {}; {}", style.verdict(variant.verdict), style.glyph("·", "-"),
                  verdictRemark(variant), style.dim(run));
  return fmt::format("\n{} {} {}\n{}", rule, style.bold(name), rule,
                     paragraph(verdict, kWidth, 2, 4));
}

std::string section(const char* title, const std::string& body, const TerminalStyle& style) {
  return body.empty() ? "" : fmt::format("\n{}\n{}", style.bold(title), body);
}

/// Beneath its assertion, over several lines where it must be.
void addRemark(Table& table, const std::string& head, const std::string& remark,
               const TerminalStyle& style) {
  bool first = true;
  for (const std::string& line : wrap(remark, kWidth - 16)) {
    table.addLine("      " + (first ? head : "  ") + style.dim(line));
    first = false;
  }
}

std::string methodInWords(const VariantResult& variant) {
  if (!variant.evidence) return "One run: no interval. Another seed gives other numbers.";
  return "A verdict is on the share of runs that satisfy it (Wilson interval, 95 %). Means: "
         "Student-t\n  over runs. Percentiles: of all runs' requests, interval from the runs' own "
         "(sectioning).";
}

std::string assertions(const VariantResult& variant, const TerminalStyle& style) {
  if (variant.judgements.empty()) return {};
  using Align = Table::Align;
  Table table{{{"", Align::left}, {"", Align::left}, {"value"}, {"window", Align::left}}};
  for (const Judgement& j : variant.judgements) {
    table.addRow({style.verdict(j.verdict), clip(printable(j.text), kAssertionWidth, style.unicode),
                  printable(j.value), printable(j.window)});
    // What is to be said about a value that is good enough is in result.json.
    if (!j.remark.empty() && (j.verdict != Verdict::pass || j.share))
      addRemark(table, style.dim(""), printable(j.remark), style);
    for (const std::string& doubt : j.doubts)
      addRemark(table, style.warn("doubt: "), printable(doubt), style);
  }
  return table.text(style) + fmt::format("  {}\n", style.dim(methodInWords(variant)));
}

std::string variantReport(const VariantResult& variant, const TerminalStyle& style) {
  const Outcome& outcome = variant.outcome;
  std::string out = variantHeading(variant, style);
  if (variant.evidence) {
    out += twoKindsOfRuns(variant, style);
    out += section("What clients saw, over all runs (95 % intervals)",
                   evidenceTable(variant, style), style);
    out += section("Assertions", assertions(variant, style), style);
    out += fmt::format("\n{}\n", style.bold("The first of the runs, as an example"));
  }
  out += inShort(outcome, style);
  out += fmt::format("\n{}", timeline(variant, style));
  out += section("What clients saw", flowTable(outcome, style), style);
  out += section("Who got what (segments may overlap)", segmentTables(outcome, style), style);
  out += section("Why requests were refused or failed", causeTable(outcome, style), style);
  out += section("What the parts did: share of each resource that was busy",
                 partTable(outcome, style), style);
  out += section("What happened", whatHappened(outcome, style), style);
  if (!variant.evidence) out += section("Assertions", assertions(variant, style), style);
  return out;
}

}  // namespace

std::string terminalReport(const ScenarioResult& scenario, const TerminalStyle& style) {
  std::string out = heading(scenario, style);
  for (const VariantResult& variant : scenario.variants) out += variantReport(variant, style);
  if (scenario.variants.size() > 1) out += comparison(scenario, style);
  return out;
}

std::string verdictLines(const ScenarioResult& scenario, const TerminalStyle& style) {
  std::string out;
  for (const VariantResult& variant : scenario.variants) {
    out += style.verdict(variant.verdict) + "  " + printable(scenario.file);
    out += variant.name.empty() ? "\n" : ": " + printable(variant.name) + "\n";
  }
  return out;
}

}  // namespace headroom

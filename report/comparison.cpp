#include "report/comparison.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/differences.h"
#include "report/flow_tables.h"
#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 98;  // Beside the table's indent.
constexpr std::size_t kCellWidth = 17;
constexpr std::size_t kHeadWidth = 14;
constexpr std::size_t kMaxPhases = 3;

const FlowOutcome* flowNamed(const Outcome& outcome, const std::string& name) {
  for (const FlowOutcome& flow : outcome.flows)
    if (flow.name == name) return &flow;
  return nullptr;
}

bool samePhases(const Outcome& a, const Outcome& b) {
  return std::equal(a.phases.begin(), a.phases.end(), b.phases.begin(), b.phases.end(),
                    [](const Phase& x, const Phase& y) { return x.name == y.name; });
}

/// Whether every variant has the same few phases; otherwise whole runs are compared.
bool byPhase(const ScenarioResult& scenario) {
  const Outcome& first = scenario.variants.front().outcome;
  if (first.phases.size() < 2 || first.phases.size() > kMaxPhases) return false;
  return std::all_of(scenario.variants.begin(), scenario.variants.end(),
                     [&first](const VariantResult& v) { return samePhases(first, v.outcome); });
}

std::string textOf(double goodput, double success, const TerminalStyle& style) {
  const std::string text = padLeft(formatRate(goodput), 7) + " " + padLeft(formatShare(success), 7);
  if (success < 0.5) return style.bad(text);
  return success < 0.99 ? style.warn(text) : text;
}

/// Of several runs the means, or that there are two kinds of them; of one run its own.
std::string cellOf(const VariantResult& variant, const NamedSpan& named, const std::string& flow,
                   const TerminalStyle& style) {
  if (!variant.evidence) return textOf(goodputRate(*named.span), successShare(*named.span), style);
  const auto estimateOf = [&](Metric metric) {
    const Figure* figure = variant.evidence->find({named.name, flow, "", "", metric, {}});
    return figure == nullptr ? Estimate{} : figure->estimate();
  };
  const Estimate goodput = estimateOf(Metric::goodput);
  const Estimate success = estimateOf(Metric::successRatio);
  if (goodput.modes || success.modes) return style.warn("two kinds");
  return textOf(goodput.value, success.value, style);
}

Table tableFor(const ScenarioResult& scenario, const std::string& flow, bool phases) {
  std::vector<Table::Column> columns{{flow, Table::Align::left}};
  if (phases)
    for (const Phase& phase : scenario.variants.front().outcome.phases)
      columns.push_back({narrowHead(printable(phase.name), kHeadWidth)});
  else
    columns.push_back({"whole run"});
  columns.push_back({"", Table::Align::left});
  return Table{std::move(columns)};
}

/// What phases and verdicts leave for the variants' names.
std::size_t nameWidthFor(const ScenarioResult& scenario, bool phases) {
  const std::size_t cells = phases ? scenario.variants.front().outcome.phases.size() : 1;
  const bool open =
      std::any_of(scenario.variants.begin(), scenario.variants.end(),
                  [](const VariantResult& v) { return v.verdict == Verdict::inconclusive; });
  const std::size_t verdict = 2 + std::string{open ? "INCONCLUSIVE" : "FAIL"}.size();
  return kWidth - cells * kCellWidth - verdict;
}

std::string flowComparison(const ScenarioResult& scenario, const std::string& name, bool phases,
                           const TerminalStyle& style) {
  Table table = tableFor(scenario, clip(printable(name), kHeadWidth, style.unicode), phases);
  const std::size_t nameWidth = nameWidthFor(scenario, phases);
  for (const VariantResult& variant : scenario.variants) {
    std::vector<std::string> cells{clip(printable(variant.name), nameWidth, style.unicode)};
    const FlowOutcome* flow = flowNamed(variant.outcome, name);
    if (flow != nullptr && phases)
      for (const NamedSpan& span : spansOf(variant.outcome, *flow))
        cells.push_back(cellOf(variant, span, name, style));
    else if (flow != nullptr)
      cells.push_back(cellOf(variant, {kWholeRun, &flow->whole}, name, style));
    if (flow != nullptr) cells.push_back(style.verdict(variant.verdict));
    table.addRow(std::move(cells));
  }
  return table.text(style);
}

}  // namespace

std::string comparison(const ScenarioResult& scenario, const TerminalStyle& style) {
  const std::string rule = style.glyph("━━", "==");
  std::string out =
      fmt::format("\n{} {} {}\n  goodput, and success of what arrived in the phase\n\n", rule,
                  style.bold("Variants compared"), rule);
  std::vector<std::string> names;
  for (const VariantResult& variant : scenario.variants)
    for (const FlowOutcome& flow : variant.outcome.flows)
      if (std::find(names.begin(), names.end(), flow.name) == names.end())
        names.push_back(flow.name);
  const bool phases = byPhase(scenario);
  for (std::size_t i = 0; i < names.size(); ++i)
    out.append(i > 0 ? "\n" : "").append(flowComparison(scenario, names[i], phases, style));
  return out + differences(scenario, style);
}

}  // namespace headroom

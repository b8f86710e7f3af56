#include "report/differences.h"

#include <fmt/format.h>

#include <cmath>

#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"
#include "studies/paired.h"

namespace headroom {
namespace {

constexpr std::size_t kNameWidth = 34;
constexpr std::size_t kPhaseWidth = 20;

/// "+474 ±1.2/s"; dim where 0 may as well be the difference.
std::string cellOf(const PairedDifference& paired, const TerminalStyle& style) {
  const Estimate& e = paired.difference;
  if (e.kind == EstimateKind::nothing || !std::isfinite(e.value)) return kNothing;
  if (e.kind == EstimateKind::twoModes)
    return style.warn(fmt::format("more in {}, less in {}", paired.above, paired.below));
  const bool share = unitOf(paired.id.metric) == MetricUnit::share;
  const double scale = share ? 100 : 1;
  const double value = e.value * scale;
  const std::string text =
      fmt::format("{}{} {}{}{}", value > 0 ? "+" : "", formatNumber(value), style.glyph("±", "+-"),
                  formatNumber(e.halfWidth * scale), share ? " pt" : "/s");
  return paired.clear() ? text : style.dim(text);
}

const PairedDifference* findIn(const std::vector<PairedDifference>& all, const FigureId& id) {
  for (const PairedDifference& paired : all)
    if (paired.id == id) return &paired;
  return nullptr;
}

void addRows(Table& table, const VariantResult& variant, const std::vector<PairedDifference>& all,
             const std::string& flow, const TerminalStyle& style) {
  bool first = true;
  for (const PairedDifference& paired : all) {
    FigureId id = paired.id;
    if (id.flow != flow || id.metric != Metric::goodput) continue;
    if (id.phase == kWholeRun && variant.outcome.phases.size() > 1) continue;
    id.metric = Metric::successRatio;
    const PairedDifference* success = findIn(all, id);
    table.addRow({first ? clip(printable(variant.name), kNameWidth, style.unicode) : "",
                  clip(printable(id.phase), kPhaseWidth, style.unicode), cellOf(paired, style),
                  success == nullptr ? kNothing : cellOf(*success, style)});
    first = false;
  }
}

/// What a difference is told in: its size in the metric's unit, and that unit.
struct Scale {
  double factor = 1;
  const char* unit = "";
};
Scale scaleOf(Metric metric, double value) {
  switch (unitOf(metric)) {
    case MetricUnit::rate:
      return {1, "/s"};
    case MetricUnit::share:
      return {100, " pt"};
    case MetricUnit::duration:
      return std::fabs(value) < 1 ? Scale{1e3, " ms"} : Scale{1, " s"};
    case MetricUnit::number:
      return {};
  }
  return {};
}

}  // namespace

std::string differenceText(const PairedDifference& paired, const TerminalStyle& style) {
  const Estimate& e = paired.difference;
  if (e.kind == EstimateKind::nothing || !std::isfinite(e.value)) return kNothing;
  if (e.kind == EstimateKind::twoModes)
    return fmt::format("more in {}, less in {}", paired.above, paired.below);
  const Scale scale = scaleOf(paired.id.metric, e.value);
  const double value = e.value * scale.factor;
  constexpr double kTold = 0.01;  // Of a point, a request a second, a millisecond.
  const auto isTiny = [](double x) { return x != 0 && std::fabs(x) < kTold; };
  const bool tiny = isTiny(value);
  const double half = e.halfWidth * scale.factor;
  const std::string number =
      tiny ? (value > 0 ? "<+0.01" : ">-0.01") : (value > 0 ? "+" : "") + formatNumber(value);
  std::string text = number + scale.unit;
  if (e.kind != EstimateKind::one)
    text +=
        fmt::format(" {}{}", style.glyph("±", "+-"), isTiny(half) ? "<0.01" : formatNumber(half));
  return text;
}

std::string differences(const ScenarioResult& scenario, const TerminalStyle& style) {
  const VariantResult* reference = referenceOf(scenario);
  if (reference == nullptr || !reference->evidence) return {};
  std::string out = fmt::format(
      "\n{}\n",
      style.bold(fmt::format("Differences to \"{}\", run by run on the same random numbers (95 %)",
                             clip(printable(reference->name), kNameWidth, style.unicode))));
  for (const FlowOutcome& flow : reference->outcome.flows) {
    using Align = Table::Align;
    Table table{{{clip(printable(flow.name), kNameWidth, style.unicode), Align::left},
                 {"", Align::left},
                 {"goodput"},
                 {"success"}}};
    for (const VariantResult& variant : scenario.variants)
      if (&variant != reference && variant.evidence)
        addRows(table, variant, pairedDifferences(*reference->evidence, *variant.evidence),
                flow.name, style);
    out += table.text(style);
  }
  return out;
}

}  // namespace headroom

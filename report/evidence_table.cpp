#include "report/evidence_table.h"

#include <fmt/format.h>

#include <cmath>

#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kPhaseWidth = 18;
constexpr std::size_t kWidth = 100;

std::string valueText(Metric metric, double value) {
  if (std::isinf(value)) return "never";
  switch (unitOf(metric)) {
    case MetricUnit::rate:
      return formatRate(value);
    case MetricUnit::share:
      return formatShare(value);
    case MetricUnit::duration:
      return formatSeconds(value);
    case MetricUnit::number:
      return fmt::format("{:.2f}", value);
  }
  return {};
}

/// Two digits or so, and never 0 for what is not.
std::string smallNumber(double value) {
  if (value == 0) return "0";
  return value < 0.005 ? "<0.01" : value < 10 ? fmt::format("{:.2g}", value) : formatNumber(value);
}

/// Half a width beside its value: in the same unit, which is said again only where it is another.
std::string halfWidthText(Metric metric, double half, double value) {
  switch (unitOf(metric)) {
    case MetricUnit::rate:
      return smallNumber(half) + (value >= 999.5 ? "/s" : "");
    case MetricUnit::share:
      return half > 0 && half < 0.0005 ? "<0.1" : fmt::format("{:.1f}", half * 100);
    case MetricUnit::duration:
      return smallNumber(half / (value >= 0.9995 ? 1 : value >= 0.9995e-3 ? 1e-3 : 1e-6));
    case MetricUnit::number:
      return smallNumber(half);
  }
  return {};
}

/// The phases of a flow's figures, in the order of time; the whole run alone when there is one.
std::vector<std::string> phasesIn(const Outcome& outcome) {
  if (outcome.phases.size() < 2) return {kWholeRun};
  std::vector<std::string> names;
  for (const Phase& phase : outcome.phases) names.push_back(phase.name);
  return names;
}

std::string cell(const Evidence& evidence, const FigureId& id, const TerminalStyle& style) {
  const Figure* figure = evidence.find(id);
  return figure == nullptr ? kNothing : estimateCell(id.metric, figure->estimate(), style);
}

/// "browse goodput, after: 12/s in 23, 500/s in 17 of 40 runs; P(collapse) 42 % to 71 %"; "" where
/// there is one kind.
std::string kindsLine(const std::string& what, const Figure& figure, const TerminalStyle& style) {
  const Estimate estimate = figure.estimate();
  if (estimate.kind != EstimateKind::twoModes) return {};
  std::string text = fmt::format("{}: {}", what, estimateText(figure.id.metric, estimate));
  if (const auto collapse = collapseShare(figure.id.metric, estimate))
    text += fmt::format("; P(collapse) {} to {}", formatShare(collapse->interval.low),
                        formatShare(collapse->interval.high));
  return paragraph(style.warn(printable(text)), kWidth, 2, 4);
}

}  // namespace

std::string estimateCell(Metric metric, const Estimate& e, const TerminalStyle& style) {
  switch (e.kind) {
    case EstimateKind::nothing:
      return kNothing;
    case EstimateKind::one:
    case EstimateKind::never:
      return valueText(metric, e.value);
    case EstimateKind::mean:
    case EstimateKind::percentile:
      return valueText(metric, e.value) + " " + style.glyph("±", "+-") +
             halfWidthText(metric, e.halfWidth, e.value);
    case EstimateKind::twoModes:
      return style.warn("two kinds");
  }
  return {};
}

std::string evidenceTable(const VariantResult& variant, const TerminalStyle& style) {
  if (!variant.evidence) return {};
  const Evidence& evidence = *variant.evidence;
  using Align = Table::Align;
  Table table{{{"", Align::left}, {"goodput"}, {"success"}, {"p50"}, {"p99"}, {"tries"}}};
  const auto add = [&](const std::string& flow, const std::string& segment) {
    table.addLine(style.bold(printable(flow + segment)));
    for (const std::string& phase : phasesIn(variant.outcome)) {
      const auto of = [&](Metric metric, std::optional<Aggregation> how = {}) {
        return cell(evidence, {phase, flow, "", "", metric, how, segment}, style);
      };
      table.addRow({"  " + clip(printable(phase), kPhaseWidth, style.unicode), of(Metric::goodput),
                    of(Metric::successRatio), of(Metric::latency, Aggregation::p50),
                    of(Metric::latency, Aggregation::p99), of(Metric::retryAmplification)});
    }
  };
  for (const FlowOutcome& flow : variant.outcome.flows) add(flow.name, "");
  for (const FlowOutcome& segment : variant.outcome.segments) add("", segment.name);
  return table.text(style);
}

std::string twoKindsOfRuns(const VariantResult& variant, const TerminalStyle& style) {
  if (!variant.evidence) return {};
  std::string out;
  for (const Figure& figure : variant.evidence->figures) {
    const FigureId& id = figure.id;
    if (id.metric != Metric::goodput && id.metric != Metric::successRatio) continue;
    out += kindsLine(fmt::format("{} {}, {}", id.flow + id.segment, nameOf(id.metric), id.phase),
                     figure, style);
  }
  const std::vector<Figure>& assertions = variant.evidence->assertions;
  for (std::size_t i = 0; i < assertions.size(); ++i)
    out += kindsLine(variant.judgements[i].text + ", " + variant.judgements[i].window,
                     assertions[i], style);
  if (out.empty()) return {};
  return out + paragraph("Where the table below has a mean all the same, it is over both kinds.",
                         kWidth, 2, 4);
}

}  // namespace headroom

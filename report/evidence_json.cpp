#include "report/evidence_json.h"

#include <fmt/format.h>

#include <cstdlib>

#include "report/json_building.h"
#include "report/result_json.h"
#include "studies/paired.h"

namespace headroom {

JsonValue json::roundedNumber(double value) {
  if (!std::isfinite(value)) return JsonValue{};
  return JsonValue::makeNumber(std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr));
}

namespace {

using namespace json;

std::string unitName(Metric metric) {
  switch (unitOf(metric)) {
    case MetricUnit::rate:
      return "1/s";
    case MetricUnit::duration:
      return "s";
    case MetricUnit::share:
    case MetricUnit::number:
      return "1";
  }
  return {};
}

JsonValue valueOrNever(double value) {
  return std::isinf(value) ? text("never") : roundedNumber(value);
}

JsonValue ofMode(double value, std::size_t runs) {
  return object({{"value", valueOrNever(value)}, {"runs", count(runs)}});
}

/// Only the names that are there.
JsonValue ofId(const FigureId& id) {
  JsonValue out = JsonValue::makeObject();
  const auto put = [&out](const char* key, const std::string& value) {
    if (!value.empty()) out.set(key, text(value));
  };
  put("flow", id.flow);
  put("segment", id.segment);
  put("part", id.part);
  put("resource", id.resource);
  put("phase", id.phase);
  put("metric", nameOf(id.metric));
  if (id.aggregation)
    put("aggregation", EnumNames<Aggregation>::names()[static_cast<std::size_t>(*id.aggregation)]);
  put("unit", unitName(id.metric));
  return out;
}

JsonValue ofFigure(const Figure& figure) {
  JsonValue out = ofId(figure.id);
  out.set("estimate", estimateJson(figure.id.metric, figure.estimate()));
  return out;
}

JsonValue ofDifference(const PairedDifference& paired) {
  JsonValue out = ofId(paired.id);
  out.set("difference", estimateJson(paired.id.metric, paired.difference));
  out.set("runs_above", count(paired.above));
  out.set("runs_below", count(paired.below));
  return out;
}

}  // namespace

JsonValue estimateJson(Metric metric, const Estimate& e) {
  JsonValue out = object({{"kind", text(nameOf(e.kind))}, {"runs", count(e.measured)}});
  if (e.kind == EstimateKind::nothing) return out;
  if (e.kind != EstimateKind::twoModes) out.set("value", valueOrNever(e.value));
  if (e.kind == EstimateKind::mean || e.kind == EstimateKind::percentile)
    out.set("half_width", roundedNumber(e.halfWidth));
  out.set("min", valueOrNever(e.min));
  out.set("max", valueOrNever(e.max));
  if (!e.modes) return out;
  JsonValue modes = JsonValue::makeArray();
  modes.items.push_back(ofMode(e.modes->low, e.modes->lowCount));
  modes.items.push_back(ofMode(e.modes->high, e.modes->highCount));
  out.set("modes", std::move(modes));
  if (const auto collapse = collapseShare(metric, e))
    out.set("collapse", object({{"runs", count(collapse->collapsed)},
                                {"share_low", roundedNumber(collapse->interval.low)},
                                {"share_high", roundedNumber(collapse->interval.high)}}));
  return out;
}

JsonValue evidenceJson(const VariantResult& variant) {
  const Evidence& evidence = *variant.evidence;
  return object({{"replications", jsonNumber(evidence.replications)},
                 {"confidence", jsonNumber(kConfidence)},
                 {"events", count(evidence.events)},
                 {"stopped", array(evidence.stopped, text)},
                 {"figures", array(evidence.figures, ofFigure)},
                 {"assertions", array(evidence.assertions, ofFigure)}});
}

JsonValue differencesJson(const ScenarioResult& scenario, const VariantResult& reference) {
  JsonValue variants = JsonValue::makeArray();
  for (const VariantResult* variant : sortedByName(scenario)) {
    if (variant == &reference || !variant->evidence) continue;
    const auto all = pairedDifferences(*reference.evidence, *variant->evidence);
    variants.items.push_back(
        object({{"variant", text(variant->name)}, {"figures", array(all, ofDifference)}}));
  }
  return object({{"reference", text(reference.name)}, {"variants", std::move(variants)}});
}

}  // namespace headroom

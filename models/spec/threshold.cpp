#include "models/spec/threshold.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {
namespace {

struct Sized {
  std::optional<double> value;
  std::string problem;
};

Sized parseIn(MetricUnit unit, const std::string& text) {
  const auto of = [](const auto& parsed, double value) {
    return parsed.ok ? Sized{value, ""} : Sized{std::nullopt, parsed.problem};
  };
  if (unit == MetricUnit::rate) {
    const auto p = parseRate(text);
    return of(p, p.value.perSecond);
  }
  if (unit == MetricUnit::share) {
    const auto p = parseRatio(text);
    return of(p, p.value.value);
  }
  const auto p = parseDuration(text);
  return of(p, toSeconds(p.value));
}

std::string example(MetricUnit unit) {
  switch (unit) {
    case MetricUnit::rate:
      return "a rate such as \"400/s\"";
    case MetricUnit::share:
      return "a percentage such as \"99%\"";
    case MetricUnit::duration:
      return "a duration such as \"300ms\"";
    case MetricUnit::number:
      return "a number such as 1.5";
  }
  return "";
}

ThresholdResult fromFields(const AssertionSpec& a) {
  if (!a.op) return {std::nullopt, "\"op\" is missing; allowed: lt, lte, gt, gte", "op"};
  if (!a.value) return {std::nullopt, "\"value\" is missing", "value"};
  const ValueResult read = valueIn(unitOf(a.metric), nameOf(a.metric), a.value->value);
  if (!read.value) return {std::nullopt, read.problem, "value"};
  return {Threshold{*a.op, *read.value, a.aggregation}, "", ""};
}

/// "p(99)", "avg", "med", "max" before the comparison.
bool parseAggregation(const std::string& text, std::optional<Aggregation>& out) {
  static const std::pair<const char*, Aggregation> kNames[] = {
      {"avg", Aggregation::mean},  {"mean", Aggregation::mean}, {"med", Aggregation::p50},
      {"max", Aggregation::max},   {"p(50)", Aggregation::p50}, {"p(90)", Aggregation::p90},
      {"p(95)", Aggregation::p95}, {"p(99)", Aggregation::p99}, {"p(99.9)", Aggregation::p999}};
  if (text.empty()) return true;
  for (const auto& [name, aggregation] : kNames)
    if (text == name) {
      out = aggregation;
      return true;
    }
  return false;
}

ThresholdResult fromSugar(const AssertionSpec& a) {
  const std::string& text = *a.threshold;
  const auto problem = [&](const std::string& what) {
    return ThresholdResult{
        std::nullopt,
        fmt::format("found \"{}\"; {}; allowed: \"p(99)<300ms\", \">=99%\"", text, what),
        "threshold"};
  };
  const std::size_t at = text.find_first_of("<>");
  if (at == std::string::npos) return problem("no comparison in it");
  const bool orEqual = at + 1 < text.size() && text[at + 1] == '=';
  const bool less = text[at] == '<';
  std::string before = text.substr(0, at);
  std::string after = text.substr(at + (orEqual ? 2 : 1));
  const auto trim = [](std::string& s) {
    while (!s.empty() && s.front() == ' ') s.erase(0, 1);
    while (!s.empty() && s.back() == ' ') s.pop_back();
  };
  trim(before);
  trim(after);
  Threshold threshold;
  threshold.op = less ? (orEqual ? Comparison::lte : Comparison::lt)
                      : (orEqual ? Comparison::gte : Comparison::gt);
  if (!parseAggregation(before, threshold.aggregation))
    return problem(
        fmt::format("\"{}\" is no aggregation (avg, med, max, p(50), p(90), p(95), "
                    "p(99), p(99.9))",
                    before));
  const MetricUnit unit = unitOf(a.metric);
  if (unit == MetricUnit::number) {
    try {
      std::size_t used = 0;
      threshold.value = std::stod(after, &used);
      if (used != after.size() || !std::isfinite(threshold.value)) return problem("not a number");
    } catch (const std::exception&) {
      return problem("not a number");
    }
    return {threshold, "", ""};
  }
  const Sized sized = parseIn(unit, after);
  if (!sized.value) return problem(sized.problem);
  threshold.value = *sized.value;
  return {threshold, "", ""};
}

}  // namespace

ValueResult valueIn(MetricUnit unit, const std::string& metric, const JsonValue& written) {
  const std::string allowed = fmt::format("{} is compared with {}", metric, example(unit));
  const auto found = [&](const std::string& why) {
    return ValueResult{std::nullopt,
                       fmt::format("found {}; {}{}", written.excerpt(), why, allowed)};
  };
  if (unit == MetricUnit::number)
    return written.isNumber() ? ValueResult{written.number, ""} : found("");
  if (!written.isString()) return found("");
  const Sized sized = parseIn(unit, written.text);
  return sized.value ? ValueResult{sized.value, ""} : found(sized.problem + "; ");
}

MetricUnit unitOf(MonitorMetric metric) {
  switch (metric) {
    case MonitorMetric::offered:
    case MonitorMetric::goodput:
    case MonitorMetric::refused:
    case MonitorMetric::failed:
      return MetricUnit::rate;
    case MonitorMetric::latency:
      return MetricUnit::duration;
    case MonitorMetric::inside:
    case MonitorMetric::queueLength:
      return MetricUnit::number;
    default:
      return MetricUnit::share;
  }
}

std::string nameOf(MonitorMetric metric) {
  return EnumNames<MonitorMetric>::names()[static_cast<std::size_t>(metric)];
}

MetricUnit unitOf(Metric metric) {
  switch (metric) {
    case Metric::offered:
    case Metric::goodput:
      return MetricUnit::rate;
    case Metric::latency:
    case Metric::recoveryTime:
      return MetricUnit::duration;
    case Metric::retryAmplification:
    case Metric::queueLength:
      return MetricUnit::number;
    default:
      return MetricUnit::share;
  }
}

bool isPartMetric(Metric metric) {
  return metric == Metric::utilisation || metric == Metric::queueLength ||
         metric == Metric::hitRatio || metric == Metric::wastedRatio;
}

std::string nameOf(Metric metric) {
  return EnumNames<Metric>::names()[static_cast<std::size_t>(metric)];
}

ThresholdResult thresholdOf(const AssertionSpec& a) {
  if (a.threshold && (a.op || a.value || a.aggregation))
    return {std::nullopt,
            "found \"threshold\" beside op, value or aggregation; allowed: one or the "
            "other",
            "threshold"};
  return a.threshold ? fromSugar(a) : fromFields(a);
}

std::string problemWithLatencyBound(const std::string& bound) {
  AssertionSpec assertion;
  assertion.metric = Metric::latency;
  assertion.threshold = bound;
  const ThresholdResult result = thresholdOf(assertion);
  if (!result.threshold) return result.problem;
  const bool isBound =
      result.threshold->op == Comparison::lt || result.threshold->op == Comparison::lte;
  if (isBound && result.threshold->aggregation) return "";
  return fmt::format(
      "found \"{}\"; allowed: mean, max or a percentile below a duration, as in "
      "\"p(99)<300ms\"",
      bound);
}

std::string formatMetric(Metric metric, double value) {
  if (std::isinf(value)) return "never";
  return formatMetric(unitOf(metric), value);
}

std::string formatMetric(MetricUnit unit, double value) {
  switch (unit) {
    case MetricUnit::rate:
      return fmt::format("{:.4g}/s", value);
    case MetricUnit::share:
      return fmt::format("{:.4g} %", value * 100);
    case MetricUnit::duration:
      return value < 1 ? fmt::format("{:.4g} ms", value * 1000) : fmt::format("{:.4g} s", value);
    case MetricUnit::number:
      return fmt::format("{:.4g}", value);
  }
  return "";
}

}  // namespace headroom

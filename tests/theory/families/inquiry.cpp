#include "tests/theory/families/inquiry.h"

#include <fmt/format.h>

#include <limits>

namespace headroom::theory {
namespace {

/// The latency histogram's width of a bucket; semantics.md allows 0.5 %.
constexpr double kHistogram = 0.005;
/// Below this, nothing is seen in any number of runs.
constexpr double kTooRare = 1e-6;

const PartOutcome& partOf(const Outcome& outcome, const std::string& name) {
  for (const PartOutcome& part : outcome.parts)
    if (part.name == name) return part;
  throw std::runtime_error("no part " + name);
}

}  // namespace

Value Inquiry::ask(const std::string& fields) {
  std::size_t index = 0;
  while (index < asked_.size() && asked_[index] != fields) ++index;
  if (index == asked_.size()) asked_.push_back(fields);
  return [index](const Outcome& outcome) {
    return outcome.measurements[index].value.value_or(std::numeric_limits<double>::quiet_NaN());
  };
}

Value Inquiry::flow(const std::string& name, const std::string& metric,
                    const std::string& threshold) {
  return ask(
      fmt::format(R"("flow": "{}", "metric": "{}", "threshold": "{}")", name, metric, threshold));
}

Value Inquiry::part(const std::string& name, const std::string& metric,
                    const std::string& threshold, const std::string& resource) {
  const std::string of = resource.empty() ? "" : fmt::format(R"("resource": "{}", )", resource);
  return ask(fmt::format(R"("part": "{}", {}"metric": "{}", "threshold": "{}")", name, of, metric,
                         threshold));
}

std::string Inquiry::text(const Span& span) const {
  std::string out;
  for (const std::string& fields : asked_)
    out += fmt::format(R"({}{{{}, "window": {{"from": "{}", "to": "{}"}}}})",
                       out.empty() ? "" : ",\n  ", fields, secondsText(span.from),
                       secondsText(span.to));
  return "[" + out + "]";
}

std::string secondsText(double seconds) { return fmt::format("{:.9f}s", seconds); }
std::string rateText(double perSecond) { return fmt::format("{:.12g}/s", perSecond); }
std::string exponential(double mean) {
  return fmt::format(R"({{"exponential": "{}"}})", secondsText(mean));
}

std::string documentOf(const std::string& flows, const std::string& parts,
                       const std::string& workload, const Inquiry& inquiry, const Span& span,
                       const std::string& keys) {
  return fmt::format(
      R"({{"headroom": "1", "silence": ["unreachable-part"],
 "system": {{"flows": {{{}}}, "keys": {{{}}}, "parts": {{{},
  "marker": {{"kind": "external", "operations": {{"none": "1s"}}}}}}}},
 "workload": [{}],
 "faults": [{{"at": "{}", "part": "marker", "error": {{"rate": "1%"}}}}],
 "assert": {}}})",
      flows, keys, parts, workload, secondsText(span.from), inquiry.text(span));
}

std::string loadOf(const std::string& flow, double rate, const Span& span,
                   const std::string& more) {
  return fmt::format(
      R"({{"flow": "{}", "start_rate": "{}", "stages": [{{"target": "{}", "duration": "{}"}}]{}}})",
      flow, rateText(rate), rateText(rate), secondsText(span.to), more);
}

Value allBusy(const std::string& part, const std::string& resource) {
  return [part, resource](const Outcome& outcome) {
    for (const ResourceOutcome& r : partOf(outcome, part).resources)
      if (r.name == resource) return r.phases.back().saturated;
    throw std::runtime_error("no resource " + resource);
  };
}

Value visitRate(const std::string& part) {
  return [part](const Outcome& outcome) {
    return static_cast<double>(partOf(outcome, part).books.offered) / toSeconds(outcome.duration);
  };
}

void compare(const Row& row, const Values& values, const std::string& why, Experiment& experiment) {
  for (const auto& [metric, expected] : row.metrics) {
    const auto found = values.find(metric);
    if (found == values.end())
      experiment.left.emplace_back(metric, why);
    else if (expected != 0 && std::abs(expected) < kTooRare)
      experiment.left.emplace_back(metric, "too rare to be seen");
    else {
      const auto* quantile = std::get_if<Quantile>(&found->second);
      const double slack = quantile != nullptr ? kHistogram * (expected + quantile->minus) : 0;
      experiment.figures.push_back({metric, expected, found->second, slack});
    }
  }
}

void addQuantiles(const std::string& flow, double constantService, Values& values) {
  static constexpr std::pair<const char*, double> kQuantiles[] = {
      {"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p999", 0.999}};
  for (const auto& [name, p] : kQuantiles) {
    values[std::string{"T_"} + name] = Quantile{flow, p};
    if (constantService > 0) values[std::string{"Wq_"} + name] = Quantile{flow, p, constantService};
  }
}

}  // namespace headroom::theory

// Attempts: how many there are when each fails by itself, and when layers of callers all retry.
#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

constexpr double kMostAttempts = 1e7;

std::string again(double attempts) {
  return fmt::format(R"(, "retry": {{"max_attempts": {:.0f}, "retry_on": ["500"]}})", attempts);
}

std::string failing(double share) {
  return fmt::format(
      R"("bottom": {{"kind": "external", "error_rate": "{:.12g}%", "operations": {{"do": "1ms"}}}})",
      100 * share);
}

Experiment independent(const Row& row) {
  Experiment e;
  Inquiry ask;
  const Values values{{"attempts_per_request", ask.flow("f", "retry_amplification", ">0")},
                      {"P_success", ask.flow("f", "success_ratio", ">=0%")}};
  const std::string flow =
      R"("f": {"entry": "bottom.do")" + again(row.number("max_retries") + 1) + "}";
  e.rate = 100;
  e.document = [flow, ask, part = failing(row.number("p_fail"))](const Span& span) {
    return documentOf(flow, part, loadOf("f", 100, span), ask, span);
  };
  compare(row, values, "no such metric", e);
  return e;
}

/// Each layer calls the one below with as many attempts; the lowest one is called and always fails.
Experiment layered(const Row& row) {
  Experiment e;
  const int layers = static_cast<int>(row.number("layers"));
  const std::string retry = again(row.number("attempts_per_layer"));
  std::string parts = failing(1);
  for (int i = 1; i < layers; ++i)
    parts += fmt::format(
        R"(, "layer{}": {{"kind": "gateway", "operations": {{"do": {{"call": "{}.do"{}}}}}}})", i,
        i + 1 == layers ? "bottom" : fmt::format("layer{}", i + 1), retry);
  const std::string flow =
      fmt::format(R"("f": {{"entry": "{}.do"{}}})", layers > 1 ? "layer1" : "bottom", retry);
  // One request at 0 s; the run is long enough for all its attempts of 1 ms.
  const double attempts = std::pow(row.number("attempts_per_layer"), layers);
  if (attempts > kMostAttempts) throw std::runtime_error("more attempts than a run should have");
  e.seconds = 10 + attempts * 2e-3;
  e.document = [flow, parts](const Span& span) {
    return documentOf(flow, parts, loadOf("f", 1 / span.to, span, R"(, "arrivals": "constant")"),
                      Inquiry{}, span);
  };
  e.figures.push_back(
      {"max_attempts_at_bottom", row.metrics.at("max_attempts_at_bottom"),
       [rate = visitRate("bottom")](const Outcome& o) { return rate(o) * toSeconds(o.duration); },
       0});
  return e;
}

}  // namespace

Experiment retriesOf(const Row& row) { return row.has("layers") ? layered(row) : independent(row); }

}  // namespace headroom::theory

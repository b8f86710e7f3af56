#include "studies/run_length.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/notation/units.h"
#include "models/outcome/aggregate.h"
#include "models/spec/threshold.h"
#include "studies/steady_state.h"

namespace headroom {
namespace {

constexpr double kBeyond = 10;      // Answers beyond a percentile.
constexpr double kOneAnswer = 0.1;  // Of the sum.
constexpr double kToldApart = 5;    // Requests that make up the difference to all or none.
constexpr double kWindowLatencies = 10;

void aboutPercentile(double p, const sim::Histogram& h, std::vector<std::string>& doubts) {
  const auto n = static_cast<double>(h.count());
  // 1 - 0.99 is a little less than a hundredth.
  const double beyond = n * (1 - p) + 1e-6;
  if (beyond >= kBeyond) return;
  doubts.push_back(
      fmt::format("the run is short for a p{:g}: of its {} answers {:.0f} lie beyond it; {:.0f} "
                  "answers or more "
                  "tell it",
                  p * 100, h.count(), std::floor(beyond), std::ceil(kBeyond / (1 - p) - 1e-6)));
}

void aboutMean(const sim::Histogram& h, std::vector<std::string>& doubts) {
  const double sum = h.meanSeconds() * static_cast<double>(h.count());
  const double largest = sum > 0 ? toSeconds(h.max()) / sum : 0;
  if (h.count() < 2 || largest < kOneAnswer) return;
  doubts.push_back(
      fmt::format("the run is short for a mean: one of its {} answers makes up {:.0f} % of the sum",
                  h.count(), largest * 100));
}

void aboutShare(const AssertionSpec& assertion, std::uint64_t samples,
                std::vector<std::string>& doubts) {
  const double limit = thresholdOf(assertion).threshold->value;
  const double rare = std::min(limit, 1 - limit);
  if (rare <= 0 || samples == 0) return;
  const double telling = rare * static_cast<double>(samples);
  if (telling >= kToldApart) return;
  doubts.push_back(fmt::format(
      "the run is short for {}: {} requests, of which {:.2g} make the difference to {}; {:.0f} or "
      "more tell it",
      formatMetric(assertion.metric, limit), samples, telling, limit < 0.5 ? "none" : "all",
      std::ceil(kToldApart / rare)));
}

void aboutWindow(const AssertionSpec& assertion, const sim::Histogram& h,
                 std::vector<std::string>& doubts) {
  if (!assertion.window) return;
  const Duration window = assertion.window->to - assertion.window->from;
  const Duration latency = h.quantile(0.99);
  if (toSeconds(window) >= kWindowLatencies * toSeconds(latency)) return;
  doubts.push_back(
      fmt::format("the window of {} is short beside latencies of {}: part of what it counts began "
                  "before it",
                  toText(window), formatMetric(Metric::latency, toSeconds(latency))));
}

}  // namespace

std::vector<std::string> runLengthDoubts(const AssertionSpec& assertion,
                                         const Measurement& measured) {
  std::vector<std::string> doubts;
  if (!measured.value) return doubts;
  if (unitOf(assertion.metric) == MetricUnit::share && !isPartMetric(assertion.metric))
    aboutShare(assertion, measured.samples, doubts);
  if (!measured.latency) return doubts;
  const auto how = thresholdOf(assertion).threshold->aggregation;
  if (const auto p = how ? percentileOf(*how) : std::nullopt)
    aboutPercentile(*p, *measured.latency, doubts);
  else if (how == Aggregation::mean)
    aboutMean(*measured.latency, doubts);
  aboutWindow(assertion, *measured.latency, doubts);
  return doubts;
}

std::vector<std::vector<std::string>> runLengthDoubts(const ScenarioSpec& scenario,
                                                      const Outcome& outcome) {
  std::vector<std::vector<std::string>> doubts = warmUpDoubts(scenario, outcome);
  for (std::size_t i = 0; i < doubts.size(); ++i)
    for (std::string& doubt : runLengthDoubts(scenario.assertions[i], outcome.measurements[i]))
      doubts[i].push_back(std::move(doubt));
  return doubts;
}

}  // namespace headroom

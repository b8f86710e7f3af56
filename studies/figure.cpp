#include "studies/figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

/// Of the histogram a percentile is read from: no interval is narrower.
constexpr double kResolution = 0.004;

std::vector<double> measuredIn(const std::vector<double>& values) {
  std::vector<double> measured;
  for (const double v : values)
    if (!std::isnan(v)) measured.push_back(v);
  return measured;
}

/// "450.1 ± 3.2/s", "8.71 ± 0.24 s": one unit for both.
std::string withHalfWidth(Metric metric, double value, double half) {
  const std::string text = formatMetric(metric, value);
  const std::size_t unit = text.find_first_not_of("-+.e0123456789");
  double scale = 1;
  if (unitOf(metric) == MetricUnit::share) scale = 100;
  if (unitOf(metric) == MetricUnit::duration && value < 1) scale = 1000;
  const std::string number = text.substr(0, unit);
  const std::string rest = unit == std::string::npos ? "" : text.substr(unit);
  return fmt::format("{} ± {:.2g}{}", number, half * scale, rest);
}

}  // namespace

std::string nameOf(EstimateKind kind) {
  switch (kind) {
    case EstimateKind::nothing:
      return "nothing measured";
    case EstimateKind::one:
      return "one run";
    case EstimateKind::never:
      return "never";
    case EstimateKind::mean:
      return "mean of runs";
    case EstimateKind::percentile:
      return "percentile of all requests";
    case EstimateKind::twoModes:
      return "two modes";
  }
  return "";
}

Estimate meanOfRuns(const std::vector<double>& values) {
  Estimate out;
  const std::vector<double> measured = measuredIn(values);
  out.measured = measured.size();
  if (measured.empty()) return out;
  const auto [least, most] = std::minmax_element(measured.begin(), measured.end());
  out.min = *least;
  out.max = *most;
  out.kind = std::isinf(out.max) ? EstimateKind::never : EstimateKind::one;
  out.value = out.max;
  if (measured.size() == 1 || out.kind == EstimateKind::never) return out;
  const MeanEstimate mean = meanEstimate(measured);
  out.kind = EstimateKind::mean;
  out.value = mean.mean;
  out.halfWidth = mean.halfWidth;
  return out;
}

// A percentile is taken over the requests of all runs together; its interval is the Student-t
// interval of the runs' own percentiles, laid around it ("sectioning": Asmussen, Glynn 2007,
// III.5a), and the histogram's own resolution. A mean of percentiles would carry the bias of short
// runs into the value itself.
Estimate Figure::estimate() const {
  Estimate out = meanOfRuns(values);
  out.modes = twoModes(measuredIn(values));
  if (out.modes) {
    out.kind = EstimateKind::twoModes;
  } else if (pooled && out.kind == EstimateKind::mean) {
    out.kind = EstimateKind::percentile;
    out.value = *pooled;
    out.halfWidth += kResolution * *pooled;
  }
  return out;
}

bool fewerIsWorse(Metric metric) {
  return metric == Metric::goodput || metric == Metric::successRatio ||
         metric == Metric::hitRatio || metric == Metric::offered;
}

std::optional<CollapseShare> collapseShare(Metric metric, const Estimate& estimate) {
  if (!estimate.modes) return std::nullopt;
  const Modes& m = *estimate.modes;
  CollapseShare share;
  share.runs = m.lowCount + m.highCount;
  if ((metric == Metric::goodput || metric == Metric::successRatio) && m.low <= m.high / 2)
    share.collapsed = m.lowCount;
  else if (metric == Metric::recoveryTime && std::isinf(m.high))
    share.collapsed = m.highCount;
  else
    return std::nullopt;
  share.interval = wilsonInterval(share.collapsed, share.runs);
  return share;
}

std::string estimateText(Metric metric, const Estimate& e) {
  switch (e.kind) {
    case EstimateKind::nothing:
      return "nothing measured";
    case EstimateKind::one:
    case EstimateKind::never:
      return formatMetric(metric, e.value);
    case EstimateKind::mean:
    case EstimateKind::percentile:
      return withHalfWidth(metric, e.value, e.halfWidth);
    case EstimateKind::twoModes: {
      const bool lowFirst = fewerIsWorse(metric);
      const auto mode = [&](bool low) {
        return fmt::format("{} in {}", formatMetric(metric, low ? e.modes->low : e.modes->high),
                           low ? e.modes->lowCount : e.modes->highCount);
      };
      return fmt::format("{}, {} of {} runs", mode(lowFirst), mode(!lowFirst),
                         e.modes->lowCount + e.modes->highCount);
    }
  }
  return "";
}

}  // namespace headroom

// An assertion's comparison made plain: from value and op, or from k6's sugar "p(99)<300ms".
#pragma once

#include <optional>
#include <string>

#include "models/spec/scenario_spec.h"

namespace headroom {

/// In canonical units: seconds, per second, shares, plain numbers.
struct Threshold {
  Comparison op = Comparison::gte;
  double value = 0;
  std::optional<Aggregation> aggregation;
};

enum class MetricUnit { rate, share, duration, number };
MetricUnit unitOf(Metric metric);
/// Whether a part has it, rather than a flow.
bool isPartMetric(Metric metric);
/// "success_ratio".
std::string nameOf(Metric metric);

MetricUnit unitOf(MonitorMetric metric);
std::string nameOf(MonitorMetric metric);

/// A value written to be compared with a metric: in canonical units, or what is wrong with it.
struct ValueResult {
  std::optional<double> value;
  std::string problem;
};
ValueResult valueIn(MetricUnit unit, const std::string& metric, const JsonValue& written);

/// The threshold of an assertion, or the problem with it.
struct ThresholdResult {
  std::optional<Threshold> threshold;
  std::string problem;
  std::string field;  ///< Which field the problem is with: "value", "threshold" or "op".
};
ThresholdResult thresholdOf(const AssertionSpec& assertion);
/// What is wrong with a baseline's latency bound; "" when nothing is.
std::string problemWithLatencyBound(const std::string& bound);

/// A value in the metric's unit: "99 %", "400/s", "18 s", "1.5".
std::string formatMetric(Metric metric, double value);
std::string formatMetric(MetricUnit unit, double value);

}  // namespace headroom

// What operators see of a system (monitors), and what they let it do by itself (rules).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/notation/shape.h"
#include "models/spec/comparison.h"
#include "models/spec/limit_spec.h"

namespace headroom {

enum class MonitorMetric {
  offered,
  goodput,
  refused,
  failed,
  successRatio,
  refusedRatio,
  failedRatio,
  latency,
  inside,
  utilisation,
  queueLength
};
template <>
struct EnumNames<MonitorMetric> {
  static std::string what() { return "a metric"; }
  static std::vector<std::string> names() {
    return {"offered",      "goodput", "refused", "failed",      "success_ratio", "refused_ratio",
            "failed_ratio", "latency", "inside",  "utilisation", "queue_length"};
  }
};

/// Of a part's visits, or of the logical requests of a flow or a segment.
struct MonitorSpec {
  std::optional<PartRef> part;
  std::optional<FlowRef> flow;
  std::optional<SegmentRef> segment;
  std::optional<std::string> resource;
  MonitorMetric metric = MonitorMetric::latency;
  std::optional<Aggregation> aggregation;
  std::optional<MatchSpec> match;
  Duration interval{};
  std::optional<Duration> window;  ///< The interval, when left out.
  Duration delay{};
  std::string note;
  Duration windowLength() const { return window.value_or(interval); }
  bool operator==(const MonitorSpec&) const = default;
};

/// While a monitor's value compares so, a limit is scaled, or set.
struct RuleSpec {
  MonitorRef monitor;
  Comparison op = Comparison::gt;
  AnyJson value;
  std::optional<Duration> holdFor;
  PartRef part;
  std::string limit;
  std::optional<double> scale;
  std::optional<Ratio> atLeast, atMost;
  std::optional<Ratio> to;
  Duration cooldown{};
  std::string note;
  bool operator==(const RuleSpec&) const = default;
};

void describe(Shape<MonitorSpec>& s);
void describe(Shape<RuleSpec>& s);

/// Bounds of a rule that scales, when they are left out.
inline constexpr double kUsualLeast = 0.01, kUsualMost = 1;

}  // namespace headroom

// A document: a system (what exists) and, about it, a scenario (a question).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/notation/shape.h"
#include "models/policies/retry/retry_spec.h"
#include "models/policies/throttle/adaptive_throttle.h"
#include "models/spec/change_spec.h"
#include "models/spec/comparison.h"
#include "models/spec/monitor_spec.h"
#include "models/spec/part_spec.h"

namespace headroom {

/// What an answer given by a fallback is to whoever asked.
enum class DegradedCounts { success, failure };
template <>
struct EnumNames<DegradedCounts> {
  static std::string what() { return "a way to count"; }
  static std::vector<std::string> names() { return {"success", "failure"}; }
};

struct FlowSpec {
  OperationRef entry;
  std::optional<Duration> timeout;
  std::optional<RetrySpec> retry;
  DegradedCounts degradedCountsAs = DegradedCounts::success;
  std::optional<ThrottleSpec> throttle;
  AttributesSpec attributes;
  Criticality criticality = Criticality::critical;
  std::string note;
  bool operator==(const FlowSpec&) const = default;
};

struct ZipfSpec {
  double exponent = 1;
  std::int64_t count = 1;
  std::string note;
  bool operator==(const ZipfSpec&) const = default;
};
struct UniformKeysSpec {
  std::int64_t count = 1;
  std::string note;
  bool operator==(const UniformKeysSpec&) const = default;
};
struct KeysSpec {
  std::variant<ZipfSpec, UniformKeysSpec> popularity;
  std::string note;
  bool operator==(const KeysSpec&) const = default;
};

struct SystemSpec {
  std::string title;
  std::map<std::string, FlowSpec> flows;
  std::map<std::string, PartSpec> parts;
  std::map<std::string, KeysSpec> keys;
  std::map<std::string, SegmentSpec> segments;
  std::map<std::string, MonitorSpec> monitors;
  std::vector<RuleSpec> rules;
  std::string note;
  bool operator==(const SystemSpec&) const = default;
};

enum class Arrivals { poisson, uniform, constant, renewal };
template <>
struct EnumNames<Arrivals> {
  static std::string what() { return "an arrival process"; }
  static std::vector<std::string> names() { return {"poisson", "uniform", "constant", "renewal"}; }
};

struct StageSpec {
  Rate target;
  Duration duration{};
  std::string note;
  bool operator==(const StageSpec&) const = default;
};

struct WorkloadSpec {
  FlowRef flow;
  AttributesSpec attributes;
  Arrivals arrivals = Arrivals::poisson;
  std::optional<DistributionSpec> gaps;  ///< Of renewal arrivals.
  std::int64_t batch = 1;
  Rate startRate;
  std::vector<StageSpec> stages;
  std::string note;
  bool operator==(const WorkloadSpec&) const = default;
};

enum class DownMode { refuse, hang };
template <>
struct EnumNames<DownMode> {
  static std::string what() { return "a mode"; }
  static std::vector<std::string> names() { return {"refuse", "hang"}; }
};
enum class ComesBack { cold, warm };
template <>
struct EnumNames<ComesBack> {
  static std::string what() { return "a state"; }
  static std::vector<std::string> names() { return {"cold", "warm"}; }
};

struct DownSpec {
  DownMode mode = DownMode::refuse;
  std::optional<ComesBack> comesBack;
  std::string note;
  bool operator==(const DownSpec&) const = default;
};
struct SlowSpec {
  double factor = 1;
  Duration latency{};
  Duration jitter{};
  std::string note;
  bool operator==(const SlowSpec&) const = default;
};
enum class ErrorStatus { s500, s502, s503, s504 };
template <>
struct EnumNames<ErrorStatus> {
  static std::string what() { return "a status"; }
  static std::vector<std::string> names() { return {"500", "502", "503", "504"}; }
};
struct ErrorSpec {
  Ratio rate;
  ErrorStatus status = ErrorStatus::s500;
  std::string note;
  bool operator==(const ErrorSpec&) const = default;
};
struct FlushSpec {
  std::string note;
  bool operator==(const FlushSpec&) const = default;
};
/// FIS-like selection: exactly one of count, percent, all.
struct InstancesLostSpec {
  std::optional<std::int64_t> count;
  std::optional<Ratio> percent;
  std::optional<bool> all;
  std::string note;
  bool operator==(const InstancesLostSpec&) const = default;
};

struct FaultSpec {
  Duration at{};
  std::optional<Duration> duration;
  PartRef part;
  std::variant<DownSpec, SlowSpec, ErrorSpec, FlushSpec, InstancesLostSpec> effect;
  std::string note;
  bool operator==(const FaultSpec&) const = default;
};

enum class Metric {
  offered,
  goodput,
  successRatio,
  refusedRatio,
  failedRatio,
  latency,
  retryAmplification,
  recoveryTime,
  utilisation,
  queueLength,
  hitRatio,
  wastedRatio,
  degradedRatio
};
template <>
struct EnumNames<Metric> {
  static std::string what() { return "a metric"; }
  static std::vector<std::string> names() {
    return {"offered",       "goodput",      "success_ratio",       "refused_ratio",
            "failed_ratio",  "latency",      "retry_amplification", "recovery_time",
            "utilisation",   "queue_length", "hit_ratio",           "wasted_ratio",
            "degraded_ratio"};
  }
};

struct WindowSpec {
  Duration from{};
  Duration to{};
  std::string note;
  bool operator==(const WindowSpec&) const = default;
};

struct AssertionSpec {
  std::optional<FlowRef> flow;
  std::optional<SegmentRef> segment;
  std::optional<PartRef> part;
  std::optional<std::string> resource;
  Metric metric = Metric::goodput;
  std::optional<Aggregation> aggregation;
  std::optional<Comparison> op;
  std::optional<AnyJson> value;
  std::optional<std::string> threshold;  ///< k6's sugar: "p(99)<300ms", "rate>99%".
  std::optional<WindowSpec> window;
  std::optional<Duration> after;
  Ratio requiredShare{0.95};
  std::string note;
  bool operator==(const AssertionSpec&) const = default;
};

struct VariantSpec {
  std::map<std::string, AnyJson> set;
  std::string note;
  bool operator==(const VariantSpec&) const = default;
};

/// A whole document, `system` inlined. Without a workload it is a system alone.
struct ScenarioSpec {
  std::string schema;
  std::string version;
  std::string title;
  std::string question;
  SystemSpec system;
  std::vector<WorkloadSpec> workload;
  std::vector<FaultSpec> faults;
  std::vector<ChangeSpec> changes;
  std::vector<AssertionSpec> assertions;
  std::map<std::string, VariantSpec> variants;
  std::int64_t seed = 1;
  std::int64_t replications = 1;
  std::vector<std::string> silence;
  std::string note;
  bool operator==(const ScenarioSpec&) const = default;
};

void describe(Shape<FlowSpec>& s);
void describe(Shape<ZipfSpec>& s);
void describe(Shape<UniformKeysSpec>& s);
void describe(Shape<KeysSpec>& s);
void describe(Shape<SystemSpec>& s);
void describe(Shape<StageSpec>& s);
void describe(Shape<WorkloadSpec>& s);
void describe(Shape<DownSpec>& s);
void describe(Shape<SlowSpec>& s);
void describe(Shape<ErrorSpec>& s);
void describe(Shape<FlushSpec>& s);
void describe(Shape<InstancesLostSpec>& s);
void describe(Shape<FaultSpec>& s);
void describe(Shape<WindowSpec>& s);
void describe(Shape<AssertionSpec>& s);
void describe(Shape<VariantSpec>& s);
void describe(Shape<ScenarioSpec>& s);

/// End of the last stage of any workload.
Duration runDuration(const ScenarioSpec& scenario);

}  // namespace headroom

// A limit as a user writes it: whom it means, when it is on, and the limiter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/notation/shape.h"
#include "models/policies/limiter/limiters.h"
#include "models/spec/comparison.h"
#include "models/spec/limit_state_spec.h"
#include "models/spec/match_spec.h"
#include "models/spec/queue_spec.h"
#include "models/spec/step_list.h"

namespace headroom {

enum class PartState { down, up };
template <>
struct EnumNames<PartState> {
  static std::string what() { return "a state"; }
  static std::vector<std::string> names() { return {"down", "up"}; }
};

/// The state of a part, a span of the run, or what a monitor shows.
struct ConditionSpec {
  std::optional<PartRef> part;
  std::optional<PartState> is;
  std::optional<Duration> from;
  std::optional<Duration> to;
  std::optional<MonitorRef> monitor;
  std::optional<Comparison> op;
  std::optional<AnyJson> value;
  std::optional<Duration> holdFor;
  std::string note;
  bool operator==(const ConditionSpec&) const = default;
};

enum class LimitScope { part, replica };
template <>
struct EnumNames<LimitScope> {
  static std::string what() { return "a scope"; }
  static std::vector<std::string> names() { return {"part", "replica"}; }
};

inline const std::string kForEachFlow = "flow";

struct LimitSpec {
  std::optional<std::string> name;
  std::optional<MatchSpec> match;
  std::optional<ConditionSpec> when;
  LimitScope per = LimitScope::part;
  std::optional<std::string> forEach;  ///< "flow", or an attribute.
  std::optional<QueueSpec> queue;
  LimiterSpec limiter;
  std::optional<StepList> fallback;  ///< What a refused request does instead.
  std::optional<KeptInSpec> keptIn;  ///< In the process that asks it when left out.
  std::vector<ShareSpec> shares;
  std::string note;
  /// Whether requests for this operation of the part may meet it.
  bool concerns(const std::string& operation) const {
    return !match || !match->operation || *match->operation == operation;
  }
  bool isKeptIn(const std::string& cache) const { return keptIn && keptIn->cache.name == cache; }
  bool operator==(const LimitSpec&) const = default;
};

/// The resource that the line of a part's limit `index` is: "limit NAME", "limit 0".
std::string lineNameOf(const LimitSpec& limit, std::size_t index);

void describe(Shape<ConditionSpec>& s);
void describe(Shape<LimitSpec>& s);

}  // namespace headroom

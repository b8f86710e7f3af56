// The course of a request at a part, as a user writes it: a list of steps.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/notation/shape.h"
#include "models/policies/retry/retry_spec.h"
#include "models/policies/throttle/adaptive_throttle.h"
#include "models/spec/distribution_spec.h"
#include "models/spec/limit_spec.h"
#include "models/spec/step_list.h"

namespace headroom {

struct WorkStepSpec {
  DistributionSpec work;
  bool operator==(const WorkStepSpec&) const = default;
};

struct CallStepSpec {
  OperationRef call;
  std::optional<Duration> timeout;
  std::optional<RetrySpec> retry;
  std::optional<ThrottleSpec> throttle;
  std::optional<StepList> fallback;        ///< Instead of the call, when it has failed for good,
  std::vector<RetryCondition> fallbackOn;  ///< in one of these ways; in any when empty.
  bool operator==(const CallStepSpec&) const = default;
};

enum class CacheErrorAction { fail, miss };
template <>
struct EnumNames<CacheErrorAction> {
  static std::string what() { return "an action"; }
  static std::vector<std::string> names() { return {"fail", "miss"}; }
};

enum class FillMode { background, awaited };
template <>
struct EnumNames<FillMode> {
  static std::string what() { return "a way to fill"; }
  static std::vector<std::string> names() { return {"background", "awaited"}; }
};

struct CacheStepSpec {
  PartRef cache;
  KeysRef key;
  std::optional<Duration> timeout;
  StepList onMiss;
  CacheErrorAction onError = CacheErrorAction::fail;
  FillMode fill = FillMode::background;
  bool singleFlight = false;
  std::optional<StepList> fallback;  ///< When the look-up fails, as a call's.
  std::vector<RetryCondition> fallbackOn;
  bool operator==(const CacheStepSpec&) const = default;
};

struct ParallelStepSpec {
  std::vector<StepList> parallel;
  bool operator==(const ParallelStepSpec&) const = default;
};

struct ChoiceOptionSpec {
  Ratio probability;
  StepList steps;
  std::string note;
  bool operator==(const ChoiceOptionSpec&) const = default;
};

struct ChoiceStepSpec {
  std::vector<ChoiceOptionSpec> choice;
  bool operator==(const ChoiceStepSpec&) const = default;
};

/// A limit met on the way, e.g. only by those who missed the cache.
struct LimitStepSpec {
  LimitSpec limit;
  bool operator==(const LimitStepSpec&) const = default;
};

struct StepSpec {
  std::variant<WorkStepSpec, CallStepSpec, CacheStepSpec, ParallelStepSpec, ChoiceStepSpec,
               LimitStepSpec>
      body;
  std::string note;
  bool operator==(const StepSpec&) const = default;
};

void describe(Shape<StepList>& s);
void describe(Shape<WorkStepSpec>& s);
void describe(Shape<CallStepSpec>& s);
void describe(Shape<CacheStepSpec>& s);
void describe(Shape<ParallelStepSpec>& s);
void describe(Shape<ChoiceOptionSpec>& s);
void describe(Shape<ChoiceStepSpec>& s);
void describe(Shape<LimitStepSpec>& s);
void describe(Shape<StepSpec>& s);

}  // namespace headroom

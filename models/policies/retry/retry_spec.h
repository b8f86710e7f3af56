// Whether, and after how long, a caller asks again.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/notation/shape.h"

namespace headroom {

/// What a caller may retry on. `timeout`: its own timeout; `refused`: connection refused or reset
/// by the callee itself; the statuses: as received.
enum class RetryCondition { timeout, refused, s429, s500, s502, s503, s504 };
template <>
struct EnumNames<RetryCondition> {
  static std::string what() { return "a retry condition"; }
  static std::vector<std::string> names() {
    return {"timeout", "refused", "429", "500", "502", "503", "504"};
  }
};

enum class Jitter { none, full, equal, decorrelated, exponential };
template <>
struct EnumNames<Jitter> {
  static std::string what() { return "a jitter"; }
  static std::vector<std::string> names() {
    return {"none", "full", "equal", "decorrelated", "exponential"};
  }
};

/// What becomes of an attempt that its caller has timed out, and of the answer it may yet give.
enum class LateAnswers { ignored, accepted };
template <>
struct EnumNames<LateAnswers> {
  static std::string what() { return "a way with late answers"; }
  static std::vector<std::string> names() { return {"ignored", "accepted"}; }
};

struct FixedBackoffSpec {
  Duration delay{};
  std::string note;
  bool operator==(const FixedBackoffSpec&) const = default;
};

struct ExponentialBackoffSpec {
  Duration initial{};
  double multiplier = 2;
  std::optional<Duration> max;
  Jitter jitter = Jitter::none;
  std::optional<Ratio> randomizationFactor;
  std::string note;
  bool operator==(const ExponentialBackoffSpec&) const = default;
};

struct RetrySpec {
  std::int64_t maxAttempts = 1;  ///< Counts the first.
  std::vector<RetryCondition> retryOn = {RetryCondition::timeout, RetryCondition::refused,
                                         RetryCondition::s502, RetryCondition::s503,
                                         RetryCondition::s504};
  LateAnswers lateAnswers = LateAnswers::ignored;
  std::optional<std::variant<FixedBackoffSpec, ExponentialBackoffSpec>> backoff;
  std::string note;
  bool operator==(const RetrySpec&) const = default;
};

/// What is wrong with accepting late answers where no attempt is ever given up; "" when nothing is.
std::string lateAnswersNeed(const std::optional<RetrySpec>& retry, bool hasTimeout);

void describe(Shape<FixedBackoffSpec>& s);
void describe(Shape<ExponentialBackoffSpec>& s);
void describe(Shape<RetrySpec>& s);

}  // namespace headroom

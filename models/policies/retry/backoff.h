// The pause before a retry.
//
//   fixed:        delay
//   exponential:  v = min(max, initial * multiplier^n), n = retries so far
//     full jitter          U(0, v)
//     equal jitter         v/2 + U(0, v/2)
//     decorrelated jitter  s = min(max, U(initial, 3 * previous s)), s0 = initial
//     randomization f      v * U(1 - f, 1 + f)
//     exponential jitter   min(max, Exp of mean v), as in the orbit of a retrial queue
//
// Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015; the randomization
// factor is that of Google's HTTP client and of gRPC (there +-20 %), applied after the bound.
#pragma once

#include <optional>

#include "models/policies/retry/retry_spec.h"
#include "sim/random.h"

namespace headroom {

/// What a caller knows of a failed attempt, as bits over RetryCondition.
using RetryMask = std::uint32_t;
constexpr RetryMask maskOf(RetryCondition condition) {
  return 1u << static_cast<unsigned>(condition);
}

/// A retry specification made ready to be asked.
class RetryPolicy {
 public:
  explicit RetryPolicy(const RetrySpec& spec);
  /// Whether to try again after `attempts` attempts, the last of which failed so.
  bool again(std::int64_t attempts, RetryMask failure) const {
    return attempts < maxAttempts_ && (failure & retryOn_) != 0;
  }
  /// Whether an attempt that timed out may still answer while others are tried.
  bool acceptsLateAnswers() const { return acceptsLate_; }
  /// The pause after `attempts` failed attempts (>= 1). `previous` is the pause before
  /// (decorrelated jitter); `key` belongs to this retry alone.
  Duration pause(std::int64_t attempts, Duration previous, sim::Key key) const;

 private:
  std::int64_t maxAttempts_ = 1;
  RetryMask retryOn_ = 0;
  bool acceptsLate_ = false;
  std::optional<std::variant<FixedBackoffSpec, ExponentialBackoffSpec>> backoff_;
};

}  // namespace headroom

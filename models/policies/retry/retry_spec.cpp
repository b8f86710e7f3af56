#include "models/policies/retry/retry_spec.h"

#include <algorithm>

namespace headroom {

void describe(Shape<FixedBackoffSpec>& s) {
  s.is("FixedBackoff", "fixed", "The same pause before every retry.");
  s("delay", &FixedBackoffSpec::delay, "The pause.").atLeast(0);
}

void describe(Shape<ExponentialBackoffSpec>& s) {
  s.is("ExponentialBackoff", "exponential",
       "A growing pause: v = min(max, initial * multiplier^n) before retry n+1. Jitter: full "
       "U(0, v); equal v/2 + U(0, v/2); decorrelated min(max, U(initial, 3 * previous)); "
       "exponential "
       "min(max, Exp of mean v), as in the orbit of a retrial queue. "
       "Source: Brooker, AWS Architecture Blog 2015.");
  s("initial", &ExponentialBackoffSpec::initial, "Pause before the first retry.").positive();
  s("multiplier", &ExponentialBackoffSpec::multiplier,
    "Growth from one retry to the next (decorrelated jitter grows by itself).")
      .optional()
      .between(1, 100);
  s("max", &ExponentialBackoffSpec::max, "No pause is longer.").positive();
  s("jitter", &ExponentialBackoffSpec::jitter, "How the pause is spread.").optional();
  s("randomization_factor", &ExponentialBackoffSpec::randomizationFactor,
    "Instead of a jitter: the pause is drawn from v * U(1 - f, 1 + f), which may exceed max.")
      .between(0, 1);
  s.rule([](const ExponentialBackoffSpec& b, const JsonValue& at, Reading& reading) {
    if (b.randomizationFactor && b.jitter != Jitter::none)
      reading.error("E_CHOICE", at,
                    "found both; allowed: either a \"jitter\" or a \"randomization_factor\"");
  });
}

void describe(Shape<RetrySpec>& s) {
  s.is("Retry", "", "Asking again after a failure. Without it there is none.");
  s("max_attempts", &RetrySpec::maxAttempts, "Attempts in all, the first included.")
      .atLeast(1)
      .atMost(1000)
      .hint("1 = no retry");
  s("retry_on", &RetrySpec::retryOn,
    "Which failures are retried; 429 and 500 only when they are listed.")
      .optional()
      .notEmpty();
  s("late_answers", &RetrySpec::lateAnswers,
    "Attempts that timed out. ignored: given up, their answers are lost. accepted: they stay open "
    "while others are sent; the first success of any of them is the answer, and the rest is then "
    "given up. A late failure is ignored either way, and so is everything after the last attempt's "
    "failure.")
      .optional();
  s.choice(UnionInfo::Form::nested, &RetrySpec::backoff,
           "The pause before a retry; without one, at once.");
  s.rule([](const RetrySpec& r, const JsonValue& at, Reading& reading) {
    if (r.lateAnswers != LateAnswers::accepted) return;
    const bool onTimeout =
        std::find(r.retryOn.begin(), r.retryOn.end(), RetryCondition::timeout) != r.retryOn.end();
    if (r.maxAttempts < 2 || !onTimeout)
      reading.error("E_RULE", at,
                    "found \"late_answers\": \"accepted\" where no attempt follows a timeout; "
                    "allowed: with max_attempts >= 2 and \"timeout\" in retry_on");
  });
}

std::string lateAnswersNeed(const std::optional<RetrySpec>& retry, bool hasTimeout) {
  if (!retry || retry->lateAnswers != LateAnswers::accepted || hasTimeout) return "";
  return "found \"late_answers\": \"accepted\" without a \"timeout\"; allowed: with one, for "
         "without it no answer is late";
}

}  // namespace headroom

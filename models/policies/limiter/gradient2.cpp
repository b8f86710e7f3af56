#include "models/policies/limiter/gradient2.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::int64_t kWarmUp = 10;

}  // namespace

void describe(Shape<Gradient2Spec>& s) {
  s.is(
      "Gradient2", "gradient2",
      "Netflix's Gradient2 limit on requests inside: shrinks when stays grow beyond their long-run "
      "mean (429).");
  s("initial_limit", &Gradient2Spec::initialLimit, "Limit at the start.")
      .optional()
      .capacity()
      .atMost(1e6);
  s("min_limit", &Gradient2Spec::minLimit, "Least limit.").optional().capacity().atMost(1e6);
  s("max_limit", &Gradient2Spec::maxLimit, "Greatest limit.").optional().capacity().atMost(1e6);
  s("smoothing", &Gradient2Spec::smoothing, "Share of a new limit in the next one.")
      .optional()
      .positive()
      .atMost(1);
  s("queue_size", &Gradient2Spec::queueSize, "Requests that may queue without shrinking it.")
      .optional()
      .atMost(1e6);
  s("long_window", &Gradient2Spec::longWindow, "Samples the long-run mean reaches back.")
      .optional()
      .between(1, 1e6);
  s("rtt_tolerance", &Gradient2Spec::rttTolerance,
    "How many times the long-run mean a stay may be without shrinking it.")
      .optional()
      .between(1, 1000);
  s("windowed", &Gradient2Spec::windowed,
    "Samples taken together by windows; each stay by itself when left out.");
  s.rule([](const Gradient2Spec& g, const JsonValue& at, Reading& reading) {
    needLimitsInOrder(g.minLimit, g.initialLimit, g.maxLimit, at, reading);
  });
}

Gradient2::Gradient2(const Gradient2Spec& spec)
    : limit_(static_cast<double>(spec.initialLimit)),
      least_(static_cast<double>(spec.minLimit)),
      most_(static_cast<double>(spec.maxLimit)),
      smoothing_(spec.smoothing.value),
      queueSize_(static_cast<double>(spec.queueSize)),
      factor_(2.0 / (static_cast<double>(spec.longWindow) + 1)),
      tolerance_(spec.rttTolerance) {}

/// The long-run stay with this one in it.
double Gradient2::learn(double rtt) {
  if (count_ < kWarmUp) {
    ++count_;
    sum_ += rtt;
    long_ = sum_ / static_cast<double>(count_);
  } else {
    long_ = long_ * (1 - factor_) + rtt * factor_;
  }
  return long_;
}

void Gradient2::sample(Duration rtt, std::int64_t inside, bool) {
  if (rtt <= Duration::zero()) return;
  const auto shortStay = static_cast<double>(rtt.count());
  const double longStay = learn(shortStay);
  if (longStay / shortStay > 2) long_ *= 0.95;
  if (static_cast<double>(inside) < limit_ / 2) return;
  const double gradient = std::clamp(tolerance_ * longStay / shortStay, 0.5, 1.0);
  const double next = limit_ * gradient + queueSize_;
  limit_ = std::clamp(limit_ * (1 - smoothing_) + next * smoothing_, least_, most_);
}

}  // namespace headroom

#include "models/policies/limiter/vegas.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

/// max(1, int(log10(limit))), by comparing.
double wholeLog10(double limit) {
  double digits = 1;
  for (double power = 100; power <= limit; power *= 10) ++digits;
  return digits;
}

double jitter(sim::Stream& stream) { return 0.5 + 0.5 * stream.nextUnit(); }

}  // namespace

void describe(Shape<VegasSpec>& s) {
  s.is("Vegas", "vegas",
       "Netflix's Vegas limit on requests inside: grows while stays are as short as the shortest "
       "(429).");
  s("initial_limit", &VegasSpec::initialLimit, "Limit at the start.")
      .optional()
      .capacity()
      .atMost(1e6);
  s("max_limit", &VegasSpec::maxLimit, "Greatest limit.").optional().capacity().atMost(1e6);
  s("smoothing", &VegasSpec::smoothing, "Share of a new limit in the next one.")
      .optional()
      .positive()
      .atMost(1);
  s("probe_multiplier", &VegasSpec::probeMultiplier,
    "After about so many samples times the limit the shortest stay is measured anew.")
      .optional()
      .between(1, 1e6);
  s("windowed", &VegasSpec::windowed,
    "Samples taken together by windows; each stay by itself when left out.");
  s.rule([](const VegasSpec& v, const JsonValue& at, Reading& reading) {
    needLimitsInOrder(1, v.initialLimit, v.maxLimit, at, reading);
  });
}

Vegas::Vegas(const VegasSpec& spec, sim::Key key)
    : limit_(static_cast<double>(spec.initialLimit)),
      most_(static_cast<double>(spec.maxLimit)),
      smoothing_(spec.smoothing.value),
      probeMultiplier_(static_cast<double>(spec.probeMultiplier)),
      stream_(key),
      probeJitter_(jitter(stream_)) {}

void Vegas::sample(Duration rtt, std::int64_t inside, bool dropped) {
  if (rtt <= Duration::zero()) return;
  ++probeCount_;
  if (probeJitter_ * probeMultiplier_ * limit_ <= static_cast<double>(probeCount_)) {
    probeJitter_ = jitter(stream_);
    probeCount_ = 0;
    minimum_ = rtt;
  } else if (minimum_ == Duration::zero() || rtt < minimum_) {
    minimum_ = rtt;
  } else {
    limit_ = adapted(rtt, inside, dropped);
  }
}

double Vegas::adapted(Duration rtt, std::int64_t inside, bool dropped) const {
  const double share = static_cast<double>(minimum_.count()) / static_cast<double>(rtt.count());
  const double queue = std::ceil(limit_ * (1 - share));
  const double step = wholeLog10(limit_);
  double next = limit_;
  if (dropped)
    next = limit_ - step;
  else if (2 * static_cast<double>(inside) < limit_)
    return limit_;
  else if (queue <= step)
    next = limit_ + 6 * step;
  else if (queue < 3 * step)
    next = limit_ + step;
  else if (queue > 6 * step)
    next = limit_ - step;
  else
    return limit_;
  next = std::clamp(next, 1.0, most_);
  return (1 - smoothing_) * limit_ + smoothing_ * next;
}

}  // namespace headroom

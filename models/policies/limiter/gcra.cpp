#include "models/policies/limiter/gcra.h"

#include <algorithm>

#include "models/policies/limiter/permits.h"

namespace headroom {

void describe(Shape<GcraSpec>& s) {
  s.is("Gcra", "gcra",
       "The generic cell rate algorithm, as in throttled and redis-cell (CL.THROTTLE).");
  s("count", &GcraSpec::count, "Requests in one period: the long-run limit.")
      .optional()
      .capacity()
      .atMost(1e6);
  s("period", &GcraSpec::period, "The period.").positive().atMost(86'400.0 * 365);
  s("max_burst", &GcraSpec::maxBurst, "Requests that may pass at once beyond the first.")
      .optional()
      .atMost(1e6);
  describePermits(s, &GcraSpec::permits, "cells");
  s.rule([](const GcraSpec& g, const JsonValue& at, Reading& reading) {
    needRoomFor(g.permits, g.maxBurst + 1, "max_burst + 1", at, reading);
    const double most = toSeconds(kNever) / 4;
    if (g.period.count() < g.count ||
        toSeconds(g.period) / static_cast<double>(g.count) * static_cast<double>(g.maxBurst + 1) >
            most)
      reading.error("E_RANGE", at,
                    "allowed: a period of at least 1 ns a request, and max_burst + 1 of them "
                    "within 73 years");
  });
}

Gcra::Gcra(const GcraSpec& spec)
    : most_(spec.maxBurst + 1),
      interval_(spec.period / spec.count),
      tolerance_(interval_ * most_),
      permits_(spec.permits) {}

void Gcra::setFigure(Time, double perSecond) {
  const double most = toSeconds(kNever) / 4 / static_cast<double>(most_);
  interval_ = std::max(Duration{1}, fromSeconds(std::min(most, 1 / perSecond)));
  tolerance_ = interval_ * most_;
}

Admission Gcra::take(Time now, std::int64_t permits) {
  // Beyond the tolerance it is refused whatever the time; the product below could overflow.
  if (permits > tolerance_ / interval_) return kRefused;
  const Time next = std::max(now, tat_) + interval_ * permits;
  if (now < next - tolerance_) return kRefused;
  tat_ = next;
  return kAdmitted;
}

}  // namespace headroom

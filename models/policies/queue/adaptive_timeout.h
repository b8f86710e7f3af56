// Facebook's queue timeout: patience is long while the line empties now and then, short once it
// stands.
//
//   timeout of who joins at t = last empty < t - n ? m : n
//
// Source: Maurer, "Fail at Scale", ACM Queue 13(8), 2015: "controlled delay", with m = 5 ms and
// n = 100 ms.
#pragma once

#include <string>

#include "models/notation/shape.h"

namespace headroom {

struct AdaptiveTimeoutSpec {
  Duration n = std::chrono::milliseconds{100};
  Duration m = std::chrono::milliseconds{5};
  std::string note;
  bool operator==(const AdaptiveTimeoutSpec&) const = default;
};

void describe(Shape<AdaptiveTimeoutSpec>& s);

/// Whether a line that was last empty at `lastEmpty` has been standing for longer than `span`.
constexpr bool isStanding(Time lastEmpty, Time now, Duration span) {
  return lastEmpty < now - span;
}

constexpr Duration timeoutOf(const AdaptiveTimeoutSpec& spec, Time lastEmpty, Time now) {
  return isStanding(lastEmpty, now, spec.n) ? spec.m : spec.n;
}

}  // namespace headroom

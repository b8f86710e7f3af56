#include "models/policies/queue/shedder.h"

namespace headroom {

void describe(Shape<AdaptiveTimeoutSpec>& s) {
  s.is("AdaptiveTimeout", "adaptive_timeout",
       "Facebook's queue timeout: n for who joins a line that was empty within the last n, m for "
       "who "
       "joins one that was not; then 503.");
  s("n", &AdaptiveTimeoutSpec::n,
    "The long timeout, and how long a line that stands has not been "
    "empty.")
      .optional()
      .positive();
  s("m", &AdaptiveTimeoutSpec::m, "The short timeout.").optional().positive();
  s.rule([](const AdaptiveTimeoutSpec& x, const JsonValue& at, Reading& reading) {
    if (x.m > x.n)
      reading.error("E_ORDER", at,
                    "found m " + toText(x.m) + ", n " + toText(x.n) + "; allowed: m <= n");
  });
}

void describe(Shape<ShedSpec>& s) {
  s.is("Shed", "", "What is turned away while others wait, by how long it waits.");
  s.choice(UnionInfo::Form::nested, &ShedSpec::by, "The rule.");
}

}  // namespace headroom

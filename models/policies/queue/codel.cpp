#include "models/policies/queue/codel.h"

#include <algorithm>

namespace headroom {

void describe(Shape<CodelSpec>& s) {
  s.is(
      "Codel", "codel",
      "Sheds (503) what has waited longer than twice the target, while in the interval before even "
      "the shortest wait was longer than the target: CoDel as folly has it.");
  s("interval", &CodelSpec::interval, "How long the shortest wait is looked for.")
      .optional()
      .positive();
  s("target", &CodelSpec::target, "The wait that is no overload.").optional().positive();
}

bool Codel::shed(Time now, Duration delay, bool) {
  if (now > ends_ && !begins_) {
    ends_ = now + interval_;
    overloaded_ = shortest_ > target_;
    begins_ = true;
  }
  if (begins_) {
    begins_ = false;
    shortest_ = delay;
    return false;
  }
  shortest_ = std::min(shortest_, delay);
  return overloaded_ && delay > 2 * target_;
}

int Codel::load() const {
  return static_cast<int>(
      std::min<std::int64_t>(100, 100 * shortest_.count() / (2 * target_.count())));
}

}  // namespace headroom

#include "models/policies/limiter/fixed_window.h"

namespace headroom {

void describe(Shape<FixedWindowSpec>& s) {
  s.is("FixedWindow", "fixed_window", "So many requests in each window of the clock (429).");
  s("limit", &FixedWindowSpec::limit, "Requests in one window.").capacity().atMost(1e9);
  s("window", &FixedWindowSpec::window, "Length of a window.").positive();
}

Admission FixedWindow::admit(Time now) {
  const std::int64_t index = now / window_;
  if (index != index_) {
    index_ = index;
    count_ = 0;
  }
  if (count_ >= limit_) return kRefused;
  ++count_;
  return kAdmitted;
}

}  // namespace headroom

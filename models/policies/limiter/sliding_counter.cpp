#include "models/policies/limiter/sliding_counter.h"

namespace headroom {

void describe(Shape<SlidingCounterSpec>& s) {
  s.is("SlidingCounter", "sliding_counter",
       "So many requests within the last window, estimated from two counters (429).");
  s("limit", &SlidingCounterSpec::limit, "Requests within a window.").capacity().atMost(1e9);
  s("window", &SlidingCounterSpec::window, "Length of the window.").positive();
}

/// A window nobody came in counts as empty.
void SlidingCounter::turnTo(Time now) {
  const std::int64_t index = now / window_;
  if (index == index_) return;
  previous_ = index == index_ + 1 ? current_ : 0;
  current_ = 0;
  index_ = index;
}

Admission SlidingCounter::admit(Time now) {
  turnTo(now);
  __extension__ using Wide = __int128;
  const Wide covered = (window_ - now % window_).count();
  const Wide whole = window_.count();
  if (previous_ * covered + (current_ + 1) * whole > limit_ * whole) return kRefused;
  ++current_;
  return kAdmitted;
}

double SlidingCounter::estimate(Time now) {
  turnTo(now);
  return static_cast<double>(previous_) * toSeconds(window_ - now % window_) / toSeconds(window_) +
         static_cast<double>(current_);
}

}  // namespace headroom

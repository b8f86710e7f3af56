#include "models/policies/limiter/sliding_log.h"

namespace headroom {

void describe(Shape<SlidingLogSpec>& s) {
  s.is("SlidingLog", "sliding_log",
       "So many requests within the last window, each one logged (429).");
  s("limit", &SlidingLogSpec::limit, "Requests within a window.").capacity().atMost(1e6);
  s("window", &SlidingLogSpec::window, "Length of the window.").positive();
  s("logs_refused", &SlidingLogSpec::logsRefused, "Whether refused requests count, too.")
      .optional();
}

SlidingLog::SlidingLog(const SlidingLogSpec& spec)
    : window_(spec.window),
      logsRefused_(spec.logsRefused),
      ring_(static_cast<std::size_t>(spec.limit)) {}

Admission SlidingLog::admit(Time now) {
  const bool full = size_ == ring_.size() && now - ring_[next_] < window_;
  if (full && !logsRefused_) return kRefused;
  ring_[next_] = now;
  next_ = next_ + 1 == ring_.size() ? 0 : next_ + 1;
  if (size_ < ring_.size()) ++size_;
  return full ? kRefused : kAdmitted;
}

}  // namespace headroom

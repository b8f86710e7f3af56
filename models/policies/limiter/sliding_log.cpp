#include "models/policies/limiter/sliding_log.h"

#include <algorithm>

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
      limit_(static_cast<std::size_t>(spec.limit)),
      ring_(limit_) {}

/// A lower limit forgets nothing: raised again, it still counts whom it has let in.
void SlidingLog::setFigure(Time, double limit) {
  limit_ = static_cast<std::size_t>(limit);
  if (limit_ <= ring_.size()) return;
  const std::size_t oldest = (next_ + ring_.size() - size_) % ring_.size();
  std::rotate(ring_.begin(), ring_.begin() + static_cast<std::ptrdiff_t>(oldest), ring_.end());
  ring_.resize(limit_);
  next_ = size_;
}

Admission SlidingLog::admit(Time now) {
  const auto nthNewest = [this](std::size_t n) {
    return ring_[next_ >= n ? next_ - n : next_ + ring_.size() - n];
  };
  const bool full = size_ >= limit_ && now - nthNewest(limit_) < window_;
  if (full && !logsRefused_) return kRefused;
  ring_[next_] = now;
  next_ = next_ + 1 == ring_.size() ? 0 : next_ + 1;
  if (size_ < ring_.size()) ++size_;
  return full ? kRefused : kAdmitted;
}

}  // namespace headroom

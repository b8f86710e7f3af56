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
      ring_(static_cast<std::size_t>(spec.limit)) {}

/// The newest entries, oldest first, in a ring of the new size.
void SlidingLog::setFigure(Time, double limit) {
  const auto room = static_cast<std::size_t>(limit);
  if (size_ == ring_.size())
    std::rotate(ring_.begin(), ring_.begin() + static_cast<std::ptrdiff_t>(next_), ring_.end());
  else  // Those just before `next_`, which may be around the end.
    std::rotate(
        ring_.begin(),
        ring_.begin() + static_cast<std::ptrdiff_t>((next_ + ring_.size() - size_) % ring_.size()),
        ring_.end());
  if (size_ > room) {
    std::move(ring_.begin() + static_cast<std::ptrdiff_t>(size_ - room),
              ring_.begin() + static_cast<std::ptrdiff_t>(size_), ring_.begin());
    size_ = room;
  }
  ring_.resize(room);
  next_ = size_ == room ? 0 : size_;
}

Admission SlidingLog::admit(Time now) {
  const bool full = size_ == ring_.size() && now - ring_[next_] < window_;
  if (full && !logsRefused_) return kRefused;
  ring_[next_] = now;
  next_ = next_ + 1 == ring_.size() ? 0 : next_ + 1;
  if (size_ < ring_.size()) ++size_;
  return full ? kRefused : kAdmitted;
}

}  // namespace headroom

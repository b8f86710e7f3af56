#include "models/policies/queue/codel_rfc8289.h"

#include <cmath>

namespace headroom {

void describe(Shape<CodelRfc8289Spec>& s) {
  s.is("CodelRfc8289", "codel_rfc8289",
       "Sheds (503) one request after another, at distances of interval / sqrt(n), once waits have "
       "been longer than the target for an interval: CoDel as RFC 8289 has it for packets.");
  s("interval", &CodelRfc8289Spec::interval, "How long waits must be too long; the first distance.")
      .optional()
      .positive();
  s("target", &CodelRfc8289Spec::target, "The wait that is no overload.").optional().positive();
}

// A square root is correctly rounded everywhere: same bytes.
Duration CodelRfc8289::spacing(std::int64_t count) const {
  return Duration{
      std::llround(static_cast<double>(interval_.count()) / std::sqrt(static_cast<double>(count)))};
}

bool CodelRfc8289::okToDrop(Time now, Duration delay, bool othersWait) {
  if (delay < target_ || !othersWait) {
    firstAbove_ = kNever;
    return false;
  }
  if (firstAbove_ == kNever) {
    firstAbove_ = now + interval_;
    return false;
  }
  return now >= firstAbove_;
}

void CodelRfc8289::beginDropping(Time now) {
  const std::int64_t delta = count_ - lastCount_;
  count_ = delta > 1 && now - dropNext_ < 16 * interval_ ? delta : 1;
  lastCount_ = count_;
  dropNext_ = now + spacing(count_);
  dropping_ = true;
}

bool CodelRfc8289::shed(Time now, Duration delay, bool othersWait) {
  const bool ok = okToDrop(now, delay, othersWait);
  if (!dropping_) {
    if (ok) beginDropping(now);
    return ok;
  }
  if (!ok) {
    dropping_ = dropped_ = false;
    return false;
  }
  if (dropped_) dropNext_ += spacing(count_);
  dropped_ = now >= dropNext_;
  if (dropped_) ++count_;
  return dropped_;
}

void CodelRfc8289::foundEmpty() {
  firstAbove_ = kNever;
  dropping_ = dropped_ = false;
}

}  // namespace headroom

#include "models/policies/throttle/adaptive_throttle.h"

#include <algorithm>

namespace headroom {

void describe(Shape<ThrottleSpec>& s) {
  s.is(
      "Throttle", "",
      "Client-side adaptive throttling: holds an attempt back (503, \"throttled\") with the "
      "probability max(0, (requests - k * accepts) / (requests + 1)). Requests are attempts, those "
      "held back included; accepts those answered with success or an error of service, not those "
      "refused, reset or out of time. Each replica counts for itself; the clients of a flow count "
      "together.");
  s("k", &ThrottleSpec::k,
    "Requests sent for each one accepted, at most; the smaller, the more is held back.")
      .optional()
      .atLeast(1)
      .atMost(1e6);
  s("window", &ThrottleSpec::window, "How far back is counted, in steps of a sixtieth of it.")
      .optional()
      .atLeast(1e-6);
}

AdaptiveThrottle::AdaptiveThrottle(const ThrottleSpec& spec)
    : k_(spec.k), length_(spec.window / kSlices) {}

double AdaptiveThrottle::rejection(std::uint64_t requests, std::uint64_t accepts, double k) {
  const auto n = static_cast<double>(requests);
  return std::max(0.0, (n - k * static_cast<double>(accepts)) / (n + 1));
}

AdaptiveThrottle::Slice& AdaptiveThrottle::sliceOf(Time now) {
  const std::int64_t index = now / length_;
  for (std::int64_t i = std::max(newest_, index - kSlices) + 1; i <= index; ++i) {
    Slice& oldest = slices_[static_cast<std::size_t>(i % kSlices)];
    requests_ -= oldest.requests;
    accepts_ -= oldest.accepts;
    oldest = {};
  }
  newest_ = index;
  return slices_[static_cast<std::size_t>(index % kSlices)];
}

double AdaptiveThrottle::rejection(Time now) {
  sliceOf(now);
  return rejection(requests_, accepts_, k_);
}

void AdaptiveThrottle::requested(Time now) {
  ++sliceOf(now).requests;
  ++requests_;
}

void AdaptiveThrottle::accepted(Time now) {
  ++sliceOf(now).accepts;
  ++accepts_;
}

}  // namespace headroom

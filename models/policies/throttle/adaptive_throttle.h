// Client-side adaptive throttling: a caller whose callee accepts too little holds requests back
// itself.
//
//   p = max(0, (requests - k * accepts) / (requests + 1)), over the trailing window
//
// requests: attempts asked for, those held back included. accepts: attempts the callee took on:
// answered with success or with an error of service; not those refused (limits, full queues, pools,
// shedding, throttling further down), reset, or not answered in time.
// Source: Beyer et al., Site Reliability Engineering (O'Reilly, 2016), ch. 21: k = 2, two minutes.
// Simplified: the window moves by sixtieths of itself.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "models/notation/shape.h"

namespace headroom {

struct ThrottleSpec {
  double k = 2;
  Duration window = std::chrono::minutes{2};
  std::string note;
  bool operator==(const ThrottleSpec&) const = default;
};

void describe(Shape<ThrottleSpec>& s);

/// Of one call site at one replica of the caller. The time it is given never runs backwards.
class AdaptiveThrottle {
 public:
  explicit AdaptiveThrottle(const ThrottleSpec& spec);
  /// The probability with which the next request is held back.
  double rejection(Time now);
  void requested(Time now);
  void accepted(Time now);
  static double rejection(std::uint64_t requests, std::uint64_t accepts, double k);

 private:
  static constexpr std::int64_t kSlices = 60;
  struct Slice {
    std::uint32_t requests = 0, accepts = 0;
  };
  Slice& sliceOf(Time now);

  double k_;
  Duration length_;  ///< Of a slice.
  std::array<Slice, kSlices> slices_{};
  std::int64_t newest_ = 0;  ///< Slices since the start.
  std::uint64_t requests_ = 0, accepts_ = 0;
};

}  // namespace headroom

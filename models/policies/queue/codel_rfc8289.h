// CoDel as RFC 8289 has it for packets: once waits have been above the target for an interval, one
// is dropped, and then one after another at ever shorter distances, until a wait is below it again.
//
//   the n-th drop in a row comes interval / sqrt(n) after the one before
//   dropping begins again within 16 intervals of its end: n goes on from how far it had come
//
// Source: RFC 8289, sections 4.2 and 5 (dodeque, deque, control_law).
// Simplified: "the queue holds no more than one packet" is "nobody else waits".
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"

namespace headroom {

struct CodelRfc8289Spec {
  Duration interval = std::chrono::milliseconds{100};
  Duration target = std::chrono::milliseconds{5};
  std::string note;
  bool operator==(const CodelRfc8289Spec&) const = default;
};

void describe(Shape<CodelRfc8289Spec>& s);

class CodelRfc8289 {
 public:
  explicit CodelRfc8289(const CodelRfc8289Spec& spec)
      : interval_(spec.interval), target_(spec.target) {}
  bool shed(Time now, Duration delay, bool othersWait);
  /// Everyone in the line has been shed.
  void foundEmpty();
  /// From the `count`-th drop in a row to the next.
  Duration spacing(std::int64_t count) const;

 private:
  bool okToDrop(Time now, Duration delay, bool othersWait);
  void beginDropping(Time now);

  Duration interval_, target_;
  Time firstAbove_ = kNever;  ///< Dropping may begin then; kNever: the last wait was below.
  Time dropNext_{};
  std::int64_t count_ = 0, lastCount_ = 0;
  bool dropping_ = false;
  bool dropped_ = false;  ///< The last one asked about, by the schedule.
};

}  // namespace headroom

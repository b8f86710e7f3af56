// CoDel for requests, as folly has it: sheds what has waited too long while even the shortest wait
// of an interval was above the target.
//
//   at each dequeue at t, after a wait of d:
//     t > end of interval: overloaded = (shortest wait in it > target); a new interval ends at
//       t + interval; d is its first wait, and is not shed
//     else shed iff overloaded and d > 2 target
//
// Source: facebook/folly, executors/Codel.cpp; its defaults. It is asked of every request that
// leaves the line for a worker; who finds one free has waited 0.
#pragma once

#include <string>

#include "models/notation/shape.h"

namespace headroom {

struct CodelSpec {
  Duration interval = std::chrono::milliseconds{100};
  Duration target = std::chrono::milliseconds{5};
  std::string note;
  bool operator==(const CodelSpec&) const = default;
};

void describe(Shape<CodelSpec>& s);

class Codel {
 public:
  explicit Codel(const CodelSpec& spec) : interval_(spec.interval), target_(spec.target) {}
  bool shed(Time now, Duration delay, bool othersWait);
  void foundEmpty() {}
  bool overloaded() const { return overloaded_; }
  /// folly's load: the shortest wait of the present interval as percents of what is shed, <= 100.
  int load() const;

 private:
  Duration interval_, target_;
  Duration shortest_{};
  Time ends_{};
  bool begins_ = true;
  bool overloaded_ = false;
};

}  // namespace headroom

// A limiter decides, at once, whether a request may enter. One file per limiter; limiters.h lists
// them. Limiters are asked with the time and answer; they never hold the simulation.
#pragma once

#include <memory>

#include "sim/time.h"

namespace headroom {

/// The family's base. Copied with the world through clone().
class Limiter {
 public:
  virtual ~Limiter() = default;
  /// Whether one request may enter at `now`; an admitted one has been charged, a refused one has
  /// changed nothing.
  virtual bool admit(Time now) = 0;
  /// It has just been switched on (a limit with a condition).
  virtual void switchedOn(Time) {}
  /// An admitted request has left (limits on concurrency; others ignore it).
  virtual void leave(Time) {}
  virtual std::unique_ptr<Limiter> clone() const = 0;
};

}  // namespace headroom

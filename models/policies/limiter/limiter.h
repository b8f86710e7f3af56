// A limiter decides, when a request arrives, whether it may enter, and whether it has to stand at
// the door first. One file per limiter; limiters.h lists them. Limiters are asked with the time and
// answer; they never hold the simulation. The time they are given never runs backwards in a run and
// starts at 0: a rule that compares with "never yet" says so itself.
#pragma once

#include <cstdint>
#include <memory>

#include "models/policies/criticality.h"
#include "sim/random.h"
#include "sim/time.h"

namespace headroom {

/// What a limiter says to a request.
struct Admission {
  bool admitted = false;
  /// Of limits that adapt: requests inside with this one; given back when it leaves.
  std::int32_t inside = 0;
  /// How long it stands at the door: before it goes on, or before it is told no.
  Duration wait{};
};

inline constexpr Admission kRefused{};
inline constexpr Admission kAdmitted{true, 0, Duration::zero()};

/// How an admitted request's stay ended, as its part sees it.
enum class Ending : std::uint8_t {
  answered,
  failed,   ///< An error of the part, or of one it called
  dropped,  ///< Out of time or turned away for lack of capacity, here or further down
  aborted   ///< Reset, or refused by another limit of the same part: nothing was measured
};

/// The stay itself; `admitted` and `inside` only for limiters that measure.
struct Stay {
  Time admitted{};
  std::int32_t inside = 0;
  Ending ending = Ending::answered;
};

/// The family's base. Copied with the world through clone().
class Limiter {
 public:
  virtual ~Limiter() = default;
  /// Whether one request may enter at `now`; an admitted one has been charged.
  virtual Admission admit(Time now) = 0;
  /// The same for limiters that look at who asks: `request` is the logical request's own key.
  virtual Admission admitWhom(Time now, Criticality, sim::Key) { return admit(now); }
  /// A request has left the line of the limiter's part after such a wait.
  virtual void waited(Time, Duration) {}
  /// It has just been switched on (a limit with a condition).
  virtual void switchedOn(Time) {}
  /// Its figure (limits that have one: figureOf) is `figure` from now on: per second, or a count.
  virtual void setFigure(Time, double) {}
  /// Its `burst` (a token bucket's) from now on.
  virtual void setBurst(Time, std::int64_t) {}
  /// A request that was to stand at the door until `act` has gone: what it had reserved is free.
  virtual void cancel(Time, Time) {}
  /// An admitted request has left (limits on concurrency; others ignore it).
  virtual void leave(Time, const Stay&) {}
  /// Of limits on who is inside that can be partitioned: the limit now, and letting one in whatever
  /// it says.
  virtual double limitInside() const { return 0; }
  virtual Admission admitBeyond(Time) { return kRefused; }
  virtual std::unique_ptr<Limiter> clone() const = 0;
};

}  // namespace headroom

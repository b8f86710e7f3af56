#include "models/traffic/arrival_process.h"

#include "sim/math.h"

namespace headroom {

Time ArrivalProcess::next(const LoadCurve& curve) {
  switch (kind_) {
    case Arrivals::poisson:
      position_ += -sim::log(stream_.nextUnit());
      break;
    case Arrivals::uniform:
      position_ += 2 * stream_.nextUnit();
      break;
    case Arrivals::constant:
      position_ = static_cast<double>(count_);
      break;
  }
  ++count_;
  return curve.timeOf(position_, hint_);
}

}  // namespace headroom

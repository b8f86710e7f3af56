#include "models/traffic/arrival_process.h"

#include "sim/ziggurat.h"

namespace headroom {

double ArrivalProcess::gap() {
  switch (law_.kind) {
    case Arrivals::poisson:
      return sim::standardExponential(stream_.nextKey());
    case Arrivals::uniform:
      return 2 * stream_.nextUnit();
    case Arrivals::renewal:
      return toSeconds(sim::draw(law_.gaps, stream_.nextKey())) / law_.meanGap;
    case Arrivals::constant:
      break;
  }
  return 1;
}

Time ArrivalProcess::next(const LoadCurve& curve) {
  if (together_ > 0) {
    --together_;
    return last_;
  }
  const auto batch = static_cast<double>(law_.batch);
  if (law_.kind == Arrivals::constant)
    position_ = static_cast<double>(count_) * batch;  // No sum: nothing to round.
  else
    position_ += gap() * batch;
  ++count_;
  together_ = law_.batch - 1;
  return last_ = curve.timeOf(position_, hint_);
}

}  // namespace headroom

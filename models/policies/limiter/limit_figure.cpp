#include "models/policies/limiter/limit_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace headroom {

double LimitFigure::at(double share) const {
  const double value = written * share;
  // A third of 300/s is 100/s, not the next number below it: some limiters compare with it.
  if (isRate) return std::max(least, value < 1e6 ? std::round(value * 1e9) / 1e9 : value);
  return std::max(1.0, std::round(value));
}

std::string LimitFigure::text(double value) const {
  return isRate ? fmt::format("{:.6g}/s", value) : fmt::format("{:.0f}", value);
}

LimitFigure rateFigure(Rate written, double least) { return {true, written.perSecond, least}; }

LimitFigure countFigure(std::int64_t written) { return {false, static_cast<double>(written), 1}; }

}  // namespace headroom

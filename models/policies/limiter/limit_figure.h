// The number of a limiter that may change during a run: the one its product lets operators change,
// or that a reload of its configuration changes.
#pragma once

#include <string>

#include "models/notation/scalar_types.h"

namespace headroom {

struct LimitFigure {
  bool isRate = false;  ///< Per second; else a whole number of requests, at least one.
  double written = 0;   ///< Its value as the document has it.
  double least = 0;     ///< What its product can still work with.
  /// `share` of what is written, as the limiter takes it: rates to the nano-hertz.
  double at(double share) const;
  /// "450/s", "20".
  std::string text(double value) const;
};

LimitFigure rateFigure(Rate written, double least = 0);
LimitFigure countFigure(std::int64_t written);

}  // namespace headroom

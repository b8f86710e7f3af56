#include "models/policies/limiter/sample_window.h"

namespace headroom {

void describe(Shape<SampleWindowSpec>& s) {
  constexpr double kLeastWindow = 0.1;
  s.is("SampleWindow", "",
       "Netflix's WindowedLimit: the limit is told of mean stays over a window, not of each stay.");
  s("min_window_time", &SampleWindowSpec::minWindowTime, "Shortest window.")
      .optional()
      .atLeast(kLeastWindow);
  s("max_window_time", &SampleWindowSpec::maxWindowTime,
    "Longest window; between the two it is twice the shortest stay.")
      .optional()
      .atLeast(kLeastWindow);
  s("window_size", &SampleWindowSpec::windowSize, "Samples a window needs to count.")
      .optional()
      .atLeast(10)
      .atMost(1e9);
  s("min_rtt_threshold", &SampleWindowSpec::minRttThreshold, "Shorter stays are no samples.")
      .optional()
      .atLeast(0);
}

}  // namespace headroom

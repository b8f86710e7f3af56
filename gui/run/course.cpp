#include "gui/run/course.h"

#include <algorithm>

namespace headroom::gui {

std::optional<std::size_t> intervalAt(Duration interval, std::size_t intervals, Time at) {
  if (intervals == 0 || interval <= Duration::zero()) return std::nullopt;
  const auto index = static_cast<std::size_t>(std::max<std::int64_t>(0, at / interval));
  if (index > intervals) return std::nullopt;
  return std::min(index, intervals - 1);
}

std::optional<std::size_t> intervalAt(const Series& series, Time at) {
  return intervalAt(series.interval, series.intervals, at);
}

}  // namespace headroom::gui

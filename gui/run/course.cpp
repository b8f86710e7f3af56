#include "gui/run/course.h"

#include <algorithm>

namespace headroom::gui {

std::optional<std::size_t> intervalAt(const Series& series, Time at) {
  if (series.intervals == 0 || series.interval <= Duration::zero()) return std::nullopt;
  const auto index = static_cast<std::size_t>(std::max<std::int64_t>(0, at / series.interval));
  return std::min(index, series.intervals - 1);
}

}  // namespace headroom::gui

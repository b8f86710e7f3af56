#include "gui/timeline/envelope_pyramid.h"

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr std::size_t kFan = 8;  // Values of one level that make one of the next.

}  // namespace

void Extent::include(double value) {
  if (!std::isfinite(value)) return;
  low = isGap() ? value : std::min(low, value);
  high = std::isnan(high) ? value : std::max(high, value);
}

void Extent::include(const Extent& other) {
  if (other.isGap()) return;
  low = isGap() ? other.low : std::min(low, other.low);
  high = std::isnan(high) ? other.high : std::max(high, other.high);
}

EnvelopePyramid::EnvelopePyramid(const std::vector<double>& values) : values_(values) {
  if (values_.size() <= kFan) return;
  std::vector<Extent> level((values_.size() + kFan - 1) / kFan);
  for (std::size_t i = 0; i < values_.size(); ++i) level[i / kFan].include(values_[i]);
  while (true) {
    levels_.push_back(std::move(level));
    const std::vector<Extent>& below = levels_.back();
    if (below.size() <= kFan) return;
    level.assign((below.size() + kFan - 1) / kFan, {});
    for (std::size_t i = 0; i < below.size(); ++i) level[i / kFan].include(below[i]);
  }
}

Extent EnvelopePyramid::overValues(std::size_t first, std::size_t last) const {
  Extent extent;
  for (std::size_t i = first; i < last; ++i) extent.include(values_[i]);
  return extent;
}

// The ragged ends of the stretch are taken at each level, its middle at the next one above.
Extent EnvelopePyramid::over(std::size_t first, std::size_t last) const {
  last = std::min(last, values_.size());
  if (first >= last) return {};
  if (last - first < 2 * kFan || levels_.empty()) return overValues(first, last);
  std::size_t from = (first + kFan - 1) / kFan;
  std::size_t to = last / kFan;
  Extent extent = overValues(first, from * kFan);
  extent.include(overValues(to * kFan, last));
  for (std::size_t k = 0; from < to; ++k) {
    const std::vector<Extent>& level = levels_[k];
    const bool top = k + 1 == levels_.size() || to - from < 2 * kFan;
    const std::size_t upFrom = top ? to : (from + kFan - 1) / kFan;
    const std::size_t upTo = top ? to : to / kFan;
    const std::size_t leftEnd = top ? to : upFrom * kFan;
    for (std::size_t i = from; i < leftEnd; ++i) extent.include(level[i]);
    if (top) break;
    for (std::size_t i = upTo * kFan; i < to; ++i) extent.include(level[i]);
    from = upFrom;
    to = upTo;
  }
  return extent;
}

}  // namespace headroom::gui

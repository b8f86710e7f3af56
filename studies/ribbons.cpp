#include "studies/ribbons.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

/// So many of the sorted values lie outside on either side.
std::size_t outside(const std::vector<float>& sorted) {
  return static_cast<std::size_t>(0.05 * static_cast<double>(sorted.size() - 1));
}

/// The middle one, or the mean of the two in the middle.
double medianOf(const std::vector<float>& sorted) {
  const std::size_t half = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[half];
  return (static_cast<double>(sorted[half - 1]) + static_cast<double>(sorted[half])) / 2;
}

}  // namespace

void RibbonCollector::add(const Series& series) {
  if (added_ == 0) {
    intervals_ = series.intervals;
    values_.resize(series.columns.size());
    keepParts_ = series.columns.size() * std::max<std::size_t>(intervals_, 1) * runs_ <= budget_;
  }
  for (std::size_t c = 0; c < values_.size(); ++c) {
    const SeriesColumn& column = series.columns[c];
    if (!column.part.empty() && !keepParts_) continue;
    // A run that was stopped is shorter.
    for (std::size_t i = 0; i < intervals_; ++i)
      values_[c].push_back(i < column.values.size() ? static_cast<float>(column.values[i])
                                                    : kNothing);
  }
  ++added_;
}

Ribbons RibbonCollector::finish() const {
  Ribbons ribbons;
  ribbons.runs = added_;
  ribbons.columns.resize(values_.size());
  std::vector<float> sorted;
  for (std::size_t c = 0; c < values_.size(); ++c) {
    if (values_[c].empty()) continue;
    Ribbon& ribbon = ribbons.columns[c];
    for (std::size_t i = 0; i < intervals_; ++i) {
      sorted.clear();
      for (std::size_t run = 0; run < added_; ++run) {
        const float value = values_[c][run * intervals_ + i];
        if (!std::isnan(value)) sorted.push_back(value);
      }
      std::sort(sorted.begin(), sorted.end());
      const bool any = !sorted.empty();
      ribbon.low.push_back(any ? sorted[outside(sorted)] : std::nan(""));
      ribbon.median.push_back(any ? medianOf(sorted) : std::nan(""));
      ribbon.high.push_back(any ? sorted[sorted.size() - 1 - outside(sorted)] : std::nan(""));
    }
  }
  return ribbons;
}

}  // namespace headroom

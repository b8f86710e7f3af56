#include "studies/modes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace headroom {
namespace {

constexpr std::size_t kFewest = 5;
// In standard deviations of the groups. Few values lie close together by chance, so they have to
// be further apart: 6 (1 + 10/n).
constexpr double kSeparation = 6;
constexpr double kFewValues = 10;
constexpr double kGapShare = 0.5;      // Of the distance between the means.
constexpr double kRelativeStep = 0.2;  // Of the larger mean: less is no matter of survival.

/// Sums up to each place, so that any stretch's mean and squares come from two differences.
class Sums {
 public:
  explicit Sums(const std::vector<double>& sorted) : sum_(sorted.size() + 1), square_(sum_) {
    // About the middle, so that squares of large values do not swallow their differences.
    const double middle = sorted[sorted.size() / 2];
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const double x = sorted[i] - middle;
      sum_[i + 1] = sum_[i] + x;
      square_[i + 1] = square_[i] + x * x;
    }
  }
  /// Sum of squared distances from their own mean.
  double within(std::size_t from, std::size_t to) const {
    const double sum = sum_[to] - sum_[from];
    const double squares = square_[to] - square_[from];
    return std::max(0.0, squares - sum * sum / static_cast<double>(to - from));
  }

 private:
  std::vector<double> sum_;
  std::vector<double> square_;
};

double meanOf(const std::vector<double>& sorted, std::size_t from, std::size_t to) {
  return std::accumulate(sorted.begin() + static_cast<std::ptrdiff_t>(from),
                         sorted.begin() + static_cast<std::ptrdiff_t>(to), 0.0) /
         static_cast<double>(to - from);
}

Modes groupsAt(const std::vector<double>& sorted, std::size_t split) {
  Modes modes;
  modes.low = meanOf(sorted, 0, split);
  modes.high = meanOf(sorted, split, sorted.size());
  modes.lowCount = split;
  modes.highCount = sorted.size() - split;
  modes.split = (sorted[split - 1] + sorted[split]) / 2;
  return modes;
}

std::optional<Modes> ofFinite(const std::vector<double>& sorted) {
  const Sums sums{sorted};
  std::size_t split = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const double within = sums.within(0, i) + sums.within(i, sorted.size());
    if (within < least) {
      least = within;
      split = i;
    }
  }
  const Modes modes = groupsAt(sorted, split);
  const double distance = modes.high - modes.low;
  const double deviation = std::sqrt(least / static_cast<double>(sorted.size() - 2));
  const double larger = std::max(std::fabs(modes.low), std::fabs(modes.high));
  const double asked = kSeparation * (1 + kFewValues / static_cast<double>(sorted.size()));
  const bool apart = distance > asked * deviation &&
                     sorted[split] - sorted[split - 1] > kGapShare * distance &&
                     distance > kRelativeStep * larger;
  return apart ? std::optional{modes} : std::nullopt;
}

}  // namespace

std::optional<Modes> twoModes(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto never =
      std::find_if(values.begin(), values.end(), [](double v) { return std::isinf(v); });
  if (never == values.end()) return values.size() < kFewest ? std::nullopt : ofFinite(values);
  if (never == values.begin()) return std::nullopt;
  Modes modes;
  modes.lowCount = static_cast<std::size_t>(never - values.begin());
  modes.highCount = values.size() - modes.lowCount;
  modes.low = meanOf(values, 0, modes.lowCount);
  modes.high = std::numeric_limits<double>::infinity();
  modes.split = std::numeric_limits<double>::max();
  return modes;
}

}  // namespace headroom

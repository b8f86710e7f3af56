// Lowest and highest of any stretch of a curve in logarithmic time, so that a curve of a million
// values is drawn with as many points as there are pixels, and no spike is lost.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace headroom::gui {

/// Lowest and highest of a stretch; both NaN where it has no value at all: a gap.
struct Extent {
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
  bool isGap() const { return std::isnan(low); }
  /// Widened to `other`; gaps add nothing.
  void include(const Extent& other);
  void include(double value);
};

class EnvelopePyramid {
 public:
  EnvelopePyramid() = default;
  /// NaN and infinities are gaps. Keeps no reference to `values`.
  explicit EnvelopePyramid(const std::vector<double>& values);

  std::size_t size() const { return values_.size(); }
  const std::vector<double>& values() const { return values_; }
  /// Of the values first..last-1, as many of them as there are.
  Extent over(std::size_t first, std::size_t last) const;
  Extent whole() const { return over(0, size()); }

 private:
  Extent overValues(std::size_t first, std::size_t last) const;

  std::vector<double> values_;
  std::vector<std::vector<Extent>> levels_;  ///< levels_[k][i] covers kFan^(k+1) values.
};

}  // namespace headroom::gui

#include "studies/intervals.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/math.h"

namespace headroom {

double studentQuantile(double p, double degreesOfFreedom) {
  return boost::math::quantile(boost::math::students_t{degreesOfFreedom}, p);
}

MeanEstimate meanEstimate(const std::vector<double>& values, double confidence) {
  MeanEstimate out;
  out.count = values.size();
  out.halfWidth = std::numeric_limits<double>::infinity();
  if (values.empty()) return out;
  const auto n = static_cast<double>(values.size());
  for (const double v : values) out.mean += v / n;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  out.min = *least;
  out.max = *most;
  // Summing n shares rounds: equal values have an equal mean, and no deviation.
  out.mean = std::clamp(out.mean, out.min, out.max);
  if (values.size() < 2) return out;
  double squares = 0;
  for (const double v : values) squares += (v - out.mean) * (v - out.mean);
  out.deviation = std::sqrt(squares / (n - 1));
  out.halfWidth = studentQuantile(0.5 + confidence / 2, n - 1) * out.deviation / std::sqrt(n);
  return out;
}

Interval wilsonInterval(std::uint64_t hits, std::uint64_t trials, double confidence) {
  if (trials == 0) return {0, 1};
  const double z = sim::normalQuantile(0.5 + confidence / 2);
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half =
      z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {hits == 0 ? 0 : centre - half, hits == trials ? 1 : centre + half};
}

std::uint64_t trialsToShow(double share, double confidence) {
  // All hits: low = n / (n + z^2).
  const double z = sim::normalQuantile(0.5 + confidence / 2);
  if (share >= 1) return std::numeric_limits<std::uint64_t>::max();
  return static_cast<std::uint64_t>(std::ceil(share * z * z / (1 - share)));
}

}  // namespace headroom

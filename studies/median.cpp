#include "studies/median.h"

#include <algorithm>

namespace headroom {
namespace {

/// P(Binomial(n, 1/2) < k).
double tail(std::size_t n, std::size_t k) {
  double term = 1;
  for (std::size_t i = 0; i < n; ++i) term /= 2;
  double sum = 0;
  for (std::size_t i = 0; i < k; ++i) {
    sum += term;
    term *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  }
  return sum;
}

}  // namespace

MedianEstimate medianEstimate(std::vector<double> values, double confidence) {
  MedianEstimate out;
  std::sort(values.begin(), values.end());
  out.values = std::move(values);
  const std::vector<double>& v = out.values;
  const std::size_t n = v.size();
  if (n == 0) return out;
  out.median = n % 2 == 1 || v[n / 2 - 1] == v[n / 2] ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
  if (n == 1) return out;
  std::size_t k = 1;
  while (k < (n + 1) / 2 && 1 - 2 * tail(n, k + 1) >= confidence) ++k;
  out.interval = Interval{v[k - 1], v[n - k]};
  out.confidence = 1 - 2 * tail(n, k);
  return out;
}

}  // namespace headroom

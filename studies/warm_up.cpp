#include "studies/warm_up.h"

#include <limits>

namespace headroom {
namespace {

constexpr std::size_t kBatch = 5;
constexpr std::size_t kFewest = 10;  // Means of five.
constexpr std::size_t kKept = 5;

std::vector<double> meansOfFive(const std::vector<double>& observations) {
  std::vector<double> means;
  for (std::size_t i = 0; i + kBatch <= observations.size(); i += kBatch) {
    double sum = 0;
    for (std::size_t j = i; j < i + kBatch; ++j) sum += observations[j];
    means.push_back(sum / kBatch);
  }
  return means;
}

}  // namespace

WarmUp mser5(const std::vector<double>& observations) {
  const std::vector<double> means = meansOfFive(observations);
  WarmUp out;
  if (means.size() < kFewest) return out;
  // From the end: mean and sum of squares about it of all that follows (Welford).
  double mean = 0;
  double squares = 0;
  double least = std::numeric_limits<double>::infinity();
  std::size_t best = 0;
  for (std::size_t d = means.size(); d-- > 0;) {
    const auto kept = static_cast<double>(means.size() - d);
    const double away = means[d] - mean;
    mean += away / kept;
    squares += away * (means[d] - mean);
    const double error = squares / (kept * kept);
    if (means.size() - d < kKept || error > least) continue;
    least = error;
    best = d;
  }
  out.cut = best * kBatch;
  out.settled = best * 2 < means.size();
  return out;
}

}  // namespace headroom

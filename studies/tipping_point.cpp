#include "studies/tipping_point.h"

#include <cmath>
#include <limits>

#include "studies/in_order.h"

namespace headroom {
namespace {

/// Of searches that know where to look: the first replication has been there.
constexpr double kNarrowStep = 0.02;

struct Bracket {
  double low = 0;  ///< Holds; 0: nothing did.
  double high = std::numeric_limits<double>::infinity();
};

Bracket bracket(const std::function<bool(double)>& holds, const TippingSearch& search) {
  const bool upward = holds(search.start);
  Bracket found;
  (upward ? found.low : found.high) = search.start;
  const double limit = upward ? search.start * search.mostAbove : search.start / search.mostBelow;
  double step = search.firstStep;
  for (double at = search.start; at != limit; step *= 2) {
    at = upward ? std::min(at * (1 + step), limit) : std::max(at / (1 + step), limit);
    const bool held = holds(at);
    (held ? found.low : found.high) = at;
    if (held != upward) break;
  }
  return found;
}

}  // namespace

double tippingPoint(const std::function<bool(double)>& holds, const TippingSearch& search) {
  Bracket b = bracket(holds, search);
  if (b.low == 0 || std::isinf(b.high)) return b.low == 0 ? 0 : b.high;
  while (b.high / b.low > 1 + search.precision) {
    const double middle = std::sqrt(b.low * b.high);
    (holds(middle) ? b.low : b.high) = middle;
  }
  return std::sqrt(b.low * b.high);
}

std::vector<MedianEstimate> tippingPoints(
    const std::vector<TippingSearch>& questions, int replications, unsigned jobs,
    const std::function<bool(std::size_t, double, int)>& holds,
    const std::function<void(double)>& progress) {
  const std::size_t more = replications > 1 ? static_cast<std::size_t>(replications - 1) : 0;
  const auto all = static_cast<double>(questions.size() * (more + 1));
  std::vector<std::vector<double>> points(questions.size());
  double done = 0;
  const auto take = [&](std::size_t question, double point) {
    points[question].push_back(point);
    if (progress) progress(++done / all);
  };
  const auto search = [&](std::size_t question, int replication, const TippingSearch& how) {
    return tippingPoint([&](double value) { return holds(question, value, replication); }, how);
  };
  InOrder<double>{questions.size(), [&](std::size_t q) { return search(q, 0, questions[q]); },
                  [&](std::size_t q, double point) { take(q, point); }}
      .run(jobs);
  std::vector<TippingSearch> narrow = questions;
  for (std::size_t q = 0; q < narrow.size(); ++q) {
    const double first = points[q].front();
    if (first == 0 || std::isinf(first)) continue;
    narrow[q].start = first;
    narrow[q].firstStep = kNarrowStep;
  }
  InOrder<double>{questions.size() * more,
                  [&](std::size_t i) {
                    return search(i / more, 1 + static_cast<int>(i % more), narrow[i / more]);
                  },
                  [&](std::size_t i, double point) { take(i / more, point); }}
      .run(jobs);
  std::vector<MedianEstimate> medians;
  for (std::vector<double>& values : points) medians.push_back(medianEstimate(std::move(values)));
  return medians;
}

}  // namespace headroom

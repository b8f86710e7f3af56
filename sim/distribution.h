// Distributions of durations (service times, latencies, gaps), as values drawn by key.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "sim/random.h"
#include "sim/time.h"
#include "sim/ziggurat.h"

namespace headroom::sim {

/// Always `value`.
struct Constant {
  Duration value{};
  bool operator==(const Constant&) const = default;
};
/// Mean > 0.
struct Exponential {
  Duration mean{};
  bool operator==(const Exponential&) const = default;
};
/// Uniform on [low, high].
struct Uniform {
  Duration low{};
  Duration high{};
  bool operator==(const Uniform&) const = default;
};
/// Sum of `shape` >= 1 exponentials; `mean` is of the sum.
struct Erlang {
  int shape = 1;
  Duration mean{};
  bool operator==(const Erlang&) const = default;
};
/// exp(mu + sigma Z), in log-seconds.
struct Lognormal {
  double mu = 0;
  double sigma = 0;
  bool operator==(const Lognormal&) const = default;
};
/// A mixture of exponentials: with `probability` the mean is `mean`. Probabilities sum to 1.
struct Hyperexponential {
  struct Branch {
    double probability = 0;
    Duration mean{};
    bool operator==(const Branch&) const = default;
  };
  std::vector<Branch> branches;
  bool operator==(const Hyperexponential&) const = default;
};
/// P(X > x) = (scale/x)^shape for x >= scale (Pareto type I), cut at `cap` by inversion on the
/// truncated law when cap is not kNever.
struct Pareto {
  double shape = 2;
  Duration scale{};
  Duration cap = kNever;
  bool operator==(const Pareto&) const = default;
};
/// Inverse of the empirical distribution, linear between neighbouring quantiles: `sorted` holds the
/// quantiles at (i + 0.5)/n; below the first and above the last the ends are returned.
struct Empirical {
  std::shared_ptr<const std::vector<Duration>> sorted;
  bool operator==(const Empirical& other) const { return *sorted == *other.sorted; }
};

/// One of the above. Copyable, shareable between threads, no state: the same key draws the same.
using Distribution = std::variant<Constant, Exponential, Uniform, Erlang, Lognormal,
                                  Hyperexponential, Pareto, Empirical>;

/// The nearest nanosecond to `ns` >= 0, at most 4.6e18 (just below 2^62).
inline Duration nearest(double ns) {
  return Duration{static_cast<std::int64_t>((ns < 4.6e18 ? ns : 4.6e18) + 0.5)};
}

/// Proportional to the mean: with another mean, the same key draws the same multiple of it, and
/// variants of a scenario that differ in a speed stay in step.
inline Duration draw(const Exponential& law, Key key) {
  return nearest(standardExponential(key) * static_cast<double>(law.mean.count()));
}

namespace detail {
Duration drawByInspection(const Distribution& distribution, Key key);
}

/// A draw, rounded to the nearest nanosecond, never negative, never above 2^62 ns. It is a function
/// of the key alone, whose bits are the randomness: it comes out of derive or a Stream, and is used
/// for nothing else (keys derived from it may be).
inline Duration draw(const Distribution& distribution, Key key) {
  if (const auto* exponential = std::get_if<Exponential>(&distribution))
    return draw(*exponential, key);
  if (const auto* constant = std::get_if<Constant>(&distribution)) return constant->value;
  return detail::drawByInspection(distribution, key);
}

/// The exact mean in seconds (infinite for an uncapped Pareto with shape <= 1).
double meanSeconds(const Distribution& distribution);
/// Variance divided by squared mean; 0 for a constant; infinite where it is.
double squaredCoefficientOfVariation(const Distribution& distribution);

/// The lognormal with this mean and 99th percentile. Two solutions exist: the smaller sigma is
/// meant. Requires 1 < p99/mean < exp(z^2/2) = 14.9... (z = 2.3263); the caller has checked.
Lognormal lognormalFromMeanAndP99(double meanSeconds, double p99Seconds);

}  // namespace headroom::sim

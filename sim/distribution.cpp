#include "sim/distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/math.h"

namespace headroom::sim {
namespace {

constexpr double kZ99 = 2.3263478740408408;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

double nanoseconds(Duration d) { return static_cast<double>(d.count()); }

// Exponentials and normals come from the ziggurat; laws whose draws have to rise with u (to be cut,
// or interpolated) from inversion.
struct Draw {
  Key key;

  Duration operator()(const Constant& d) const { return d.value; }
  Duration operator()(const Exponential& d) const { return draw(d, key); }
  Duration operator()(const Uniform& d) const {
    return nearest(nanoseconds(d.low) + unitInterval(key.bits) * nanoseconds(d.high - d.low));
  }
  Duration operator()(const Erlang& d) const {
    double sum = 0;
    for (int i = 0; i < d.shape; ++i)
      sum += standardExponential(derive(key, 1, static_cast<std::uint64_t>(i)));
    return nearest(sum * nanoseconds(d.mean) / d.shape);
  }
  Duration operator()(const Lognormal& d) const {
    return nearest(1e9 * exp(d.mu + d.sigma * standardNormal(key)));
  }
  Duration operator()(const Hyperexponential& d) const {
    double u = unitInterval(derive(key, 1).bits);
    for (const auto& branch : d.branches) {
      if (u < branch.probability || &branch == &d.branches.back())
        return draw(Exponential{branch.mean}, key);
      u -= branch.probability;
    }
    return Duration::zero();
  }
  Duration operator()(const Pareto& d) const {
    double tail = unitInterval(key.bits);  // P(X > x)
    if (d.cap != kNever) {
      const double cut = pow(toSeconds(d.scale) / toSeconds(d.cap), d.shape);
      tail = cut + tail * (1 - cut);
    }
    return nearest(nanoseconds(d.scale) * pow(tail, -1 / d.shape));
  }
  Duration operator()(const Empirical& d) const {
    const std::vector<Duration>& sorted = *d.sorted;
    const double at = unitInterval(key.bits) * static_cast<double>(sorted.size()) - 0.5;
    if (at <= 0) return sorted.front();
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    const double part = at - static_cast<double>(below);
    return nearest(nanoseconds(sorted[below]) +
                   part * nanoseconds(sorted[below + 1] - sorted[below]));
  }
};

/// First and second moment, in seconds.
struct Moments {
  double first = 0;
  double second = 0;
};

struct MomentsOf {
  Moments operator()(const Constant& d) const {
    const double m = toSeconds(d.value);
    return {m, m * m};
  }
  Moments operator()(const Exponential& d) const {
    const double m = toSeconds(d.mean);
    return {m, 2 * m * m};
  }
  Moments operator()(const Uniform& d) const {
    const double a = toSeconds(d.low);
    const double b = toSeconds(d.high);
    return {(a + b) / 2, (a * a + a * b + b * b) / 3};
  }
  Moments operator()(const Erlang& d) const {
    const double m = toSeconds(d.mean);
    return {m, m * m * (1 + 1.0 / d.shape)};
  }
  Moments operator()(const Lognormal& d) const {
    const double v = d.sigma * d.sigma;
    return {exp(d.mu + v / 2), exp(2 * d.mu + 2 * v)};
  }
  Moments operator()(const Hyperexponential& d) const {
    Moments sum;
    for (const auto& b : d.branches) {
      const double m = toSeconds(b.mean);
      sum.first += b.probability * m;
      sum.second += b.probability * 2 * m * m;
    }
    return sum;
  }
  Moments operator()(const Pareto& d) const { return {moment(d, 1), moment(d, 2)}; }
  // The law itself, linear between quantiles with atoms of 1/(2n) at both ends.
  Moments operator()(const Empirical& d) const {
    const std::vector<Duration>& s = *d.sorted;
    const double n = static_cast<double>(s.size());
    const double front = toSeconds(s.front());
    const double back = toSeconds(s.back());
    Moments sum{(front + back) / 2 / n, (front * front + back * back) / 2 / n};
    for (std::size_t i = 0; i + 1 < s.size(); ++i) {
      const double a = toSeconds(s[i]);
      const double b = toSeconds(s[i + 1]);
      sum.first += (a + b) / 2 / n;
      sum.second += (a * a + a * b + b * b) / 3 / n;
    }
    return sum;
  }

 private:
  static double moment(const Pareto& d, int k) {
    const double xm = toSeconds(d.scale);
    const double a = d.shape;
    const double scale = k == 1 ? xm : xm * xm;
    if (d.cap == kNever) return a > k ? a * scale / (a - k) : kInfinite;
    const double ratio = xm / toSeconds(d.cap);
    const double mass = 1 - pow(ratio, a);
    if (std::fabs(a - k) < 1e-9) return a * scale * -log(ratio) / mass;
    return a * scale / (a - k) * (1 - pow(ratio, a - k)) / mass;
  }
};

}  // namespace

Duration detail::drawByInspection(const Distribution& distribution, Key key) {
  return std::visit(Draw{key}, distribution);
}

double meanSeconds(const Distribution& distribution) {
  return std::visit(MomentsOf{}, distribution).first;
}

double squaredCoefficientOfVariation(const Distribution& distribution) {
  const Moments m = std::visit(MomentsOf{}, distribution);
  if (m.first == 0) return 0;
  return m.second / (m.first * m.first) - 1;
}

// ln(p99/mean) = z sigma - sigma^2/2: a quadratic whose smaller root is meant.
Lognormal lognormalFromMeanAndP99(double mean, double p99) {
  const double c = log(p99 / mean);
  const double sigma = kZ99 - std::sqrt(std::max(0.0, kZ99 * kZ99 - 2 * c));
  return {log(mean) - sigma * sigma / 2, sigma};
}

}  // namespace headroom::sim

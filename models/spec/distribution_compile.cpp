#include "models/spec/samples.h"
#include "sim/check.h"
#include "sim/math.h"

namespace headroom {
namespace {

struct Compiler {
  const SampleFiles& samples;

  sim::Distribution operator()(const ConstantSpec& s) const { return sim::Constant{s.value}; }
  sim::Distribution operator()(const ExponentialSpec& s) const { return sim::Exponential{s.mean}; }
  sim::Distribution operator()(const UniformSpec& s) const { return sim::Uniform{s.min, s.max}; }
  sim::Distribution operator()(const ErlangSpec& s) const {
    return sim::Erlang{static_cast<int>(s.shape), s.mean};
  }
  sim::Distribution operator()(const LognormalSpec& s) const {
    if (s.p99) return sim::lognormalFromMeanAndP99(toSeconds(s.mean), toSeconds(*s.p99));
    const double sigma = s.sigma.value_or(0);
    return sim::Lognormal{sim::log(toSeconds(s.mean)) - sigma * sigma / 2, sigma};
  }
  sim::Distribution operator()(const HyperexponentialSpec& s) const {
    double sum = 0;
    for (const auto& b : s.branches) sum += b.probability.value;
    sim::Hyperexponential h;
    for (const auto& b : s.branches) h.branches.push_back({b.probability.value / sum, b.mean});
    return h;
  }
  sim::Distribution operator()(const ParetoSpec& s) const {
    return sim::Pareto{s.shape, s.scale, s.max.value_or(kNever)};
  }
  sim::Distribution operator()(const EmpiricalSpec& s) const {
    return sim::Empirical{samples.at(sampleKey(s))};
  }
  sim::Distribution operator()(const FitSpec&) const {
    HEADROOM_CHECK(false, "an unknown duration was not fitted before the run");
    return sim::Constant{};
  }
};

}  // namespace

sim::Distribution toDistribution(const DistributionSpec& spec, const SampleFiles& samples) {
  return std::visit(Compiler{samples}, spec.law);
}

}  // namespace headroom

#include "models/spec/distribution_spec.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {

void describe(Shape<ConstantSpec>& s) {
  s.is("Constant", "constant", "Always the same duration.");
  s.shorthand<Duration>(
      "The duration itself.", [](ConstantSpec& c, Duration d) { c.value = d; },
      [](const ConstantSpec& c) { return std::optional{c.value}; });
  s.rule([](const ConstantSpec& c, const JsonValue& at, Reading& reading) {
    if (c.value < Duration::zero())
      reading.error("E_RANGE", at, fmt::format("found {}; allowed: >= 0s", at.excerpt()));
  });
}

void describe(Shape<ExponentialSpec>& s) {
  s.is("Exponential", "exponential", "Memoryless: squared coefficient of variation 1.");
  s("mean", &ExponentialSpec::mean, "The mean.").positive();
  s.shorthand<Duration>(
      "The mean alone.", [](ExponentialSpec& e, Duration d) { e.mean = d; },
      [](const ExponentialSpec& e) {
        return e.note.empty() ? std::optional{e.mean} : std::nullopt;
      });
  s.rule([](const ExponentialSpec& e, const JsonValue& at, Reading& reading) {
    if (e.mean <= Duration::zero())
      reading.error("E_RANGE", at, fmt::format("found {}; allowed: > 0s", at.excerpt()));
  });
}

void describe(Shape<UniformSpec>& s) {
  s.is("Uniform", "uniform", "Every duration between two bounds alike.");
  s("min", &UniformSpec::min, "Lower bound.").atLeast(0);
  s("max", &UniformSpec::max, "Upper bound.").atLeast(0);
  s.rule([](const UniformSpec& u, const JsonValue& at, Reading& reading) {
    if (u.min > u.max)
      reading.error("E_ORDER", at,
                    fmt::format("found min {} above max {}; allowed: min <= max", toText(u.min),
                                toText(u.max)));
  });
}

void describe(Shape<ErlangSpec>& s) {
  s.is("Erlang", "erlang", "A sum of equal exponentials: less variable than one.");
  s("shape", &ErlangSpec::shape, "How many exponentials; 1 is the exponential itself.")
      .between(1, 1000);
  s("mean", &ErlangSpec::mean, "The mean of the sum.").positive();
}

void describe(Shape<LognormalSpec>& s) {
  s.is("Lognormal", "lognormal",
       "The usual shape of service times. With mean and p99 two solutions exist: the smaller sigma "
       "is meant.");
  s("mean", &LognormalSpec::mean, "The mean.").positive();
  s("p99", &LognormalSpec::p99, "The 99th percentile; 1 < p99/mean < 14.9.").positive();
  s("sigma", &LognormalSpec::sigma, "Instead of p99: standard deviation of the logarithm.")
      .between(0, 5);
  s.rule([](const LognormalSpec& l, const JsonValue& at, Reading& reading) {
    if (l.p99.has_value() == l.sigma.has_value())
      return reading.error("E_CHOICE", at, "allowed: \"mean\" with exactly one of p99, sigma");
    if (!l.p99) return;
    const double ratio = toSeconds(*l.p99) / toSeconds(l.mean);
    if (ratio <= 1 || ratio >= 14.9)
      reading.error("E_RANGE", at,
                    fmt::format("found p99/mean = {:.3g}; allowed: > 1 and < 14.9 (beyond, no "
                                "lognormal has this mean and this p99)",
                                ratio));
  });
}

void describe(Shape<HyperexponentialBranchSpec>& s) {
  s.is("HyperexponentialBranch", "", "One exponential of a mixture.");
  s("probability", &HyperexponentialBranchSpec::probability, "Share of the draws.").between(0, 1);
  s("mean", &HyperexponentialBranchSpec::mean, "Mean of this branch.").positive();
}

void describe(Shape<HyperexponentialSpec>& s) {
  s.is("Hyperexponential", "hyperexponential",
       "A mixture of exponentials: more variable than one.");
  s("branches", &HyperexponentialSpec::branches, "The mixture; probabilities sum to 100%.")
      .notEmpty();
  s.rule([](const HyperexponentialSpec& h, const JsonValue& at, Reading& reading) {
    std::vector<Ratio> probabilities;
    for (const auto& b : h.branches) probabilities.push_back(b.probability);
    checkProbabilitySum(probabilities, at, reading);
  });
}

void describe(Shape<ParetoSpec>& s) {
  s.is("Pareto", "pareto", "Heavy tail: P(X > x) = (scale/x)^shape from scale on.");
  s("shape", &ParetoSpec::shape, "Tail index; the smaller, the heavier.").positive().atMost(100);
  s("scale", &ParetoSpec::scale, "The smallest value.").positive();
  s("max", &ParetoSpec::max, "Cuts the tail: nothing is longer.").positive();
  s.rule([](const ParetoSpec& p, const JsonValue& at, Reading& reading) {
    if (!p.max && p.shape <= 1)
      reading.error(
          "E_INFINITE_MEAN", at,
          fmt::format("found shape {}; the mean is infinite: allowed is a shape > 1, or a "
                      "\"max\" that cuts the tail",
                      p.shape));
    if (p.max && *p.max <= p.scale)
      reading.error("E_ORDER", at, "found max at or below scale; allowed: scale < max");
  });
}

void describe(Shape<EmpiricalSpec>& s) {
  s.is("Empirical", "empirical", "Measured durations from a CSV file, drawn with interpolation.");
  s("file", &EmpiricalSpec::file, "Path of the CSV, relative to the file that names it.");
  s("column", &EmpiricalSpec::column, "Header of the column; the first column when left out.")
      .optional();
  s("unit", &EmpiricalSpec::unit, "What a 1 in the file means.").optional().positive();
}

void describe(Shape<FitSpec>& s) {
  s.is("Fit", "fit",
       "A duration nobody measured: the law is assumed, the mean is found so that a baseline comes "
       "out. One baseline fills in one unknown.");
  s("law", &FitSpec::law, "The law.");
  s("shape", &FitSpec::shape, "Of an erlang: how many exponentials.").between(1, 1000);
  s("sigma", &FitSpec::sigma, "Of a lognormal: standard deviation of the logarithm.").between(0, 5);
  s.rule([](const FitSpec& f, const JsonValue& at, Reading& reading) {
    const auto belongs = [&](bool present, const char* field, FitLaw law, const char* name) {
      if (present == (f.law == law)) return;
      reading.error(present ? "E_RULE" : "E_MISSING", at,
                    present ? fmt::format("found \"{}\"; allowed: only for {}", field, name)
                            : fmt::format("\"{}\" is missing; {} needs it", field, name));
    };
    belongs(f.shape.has_value(), "shape", FitLaw::erlang, "an erlang");
    belongs(f.sigma.has_value(), "sigma", FitLaw::lognormal, "a lognormal");
  });
}

DistributionSpec fittedLaw(const FitSpec& fit, Duration mean) {
  switch (fit.law) {
    case FitLaw::constant:
      return {ConstantSpec{mean}};
    case FitLaw::exponential:
      return {ExponentialSpec{mean, fit.note}};
    case FitLaw::erlang:
      return {ErlangSpec{fit.shape.value_or(1), mean, fit.note}};
    case FitLaw::lognormal:
      return {LognormalSpec{mean, std::nullopt, fit.sigma, fit.note}};
  }
  return {ConstantSpec{mean}};
}

void describe(Shape<DistributionSpec>& s) {
  s.is("Distribution", "", "A duration that may vary: \"4ms\" is constant.");
  s.choice(UnionInfo::Form::nested, &DistributionSpec::law, "The law.");
  s.shorthand<Duration>(
      "A constant.", [](DistributionSpec& d, Duration v) { d.law = ConstantSpec{v}; },
      [](const DistributionSpec& d) -> std::optional<Duration> {
        const auto* constant = std::get_if<ConstantSpec>(&d.law);
        return constant ? std::optional{constant->value} : std::nullopt;
      });
  s.rule([](const DistributionSpec& d, const JsonValue& at, Reading& reading) {
    const auto* constant = std::get_if<ConstantSpec>(&d.law);
    if (constant && at.isString() && constant->value < Duration::zero())
      reading.error("E_RANGE", at, fmt::format("found {}; allowed: >= 0s", at.excerpt()));
  });
}

void checkProbabilitySum(const std::vector<Ratio>& probabilities, const JsonValue& at,
                         Reading& reading) {
  double sum = 0;
  std::string list;
  for (const Ratio& p : probabilities) {
    sum += p.value;
    list += (list.empty() ? "" : " + ") + toText(p);
  }
  if (std::fabs(sum - 1) > 1e-9)
    reading.error(
        "E_SUM", at,
        fmt::format("found probabilities {} = {:.9g}%; allowed: a sum of 100%", list, sum * 100));
  else if (std::fabs(sum - 1) > 1e-15)
    reading.warning(
        "normalised-probabilities", at,
        fmt::format("probabilities {} sum to {:.15g}%: normalised to 100%", list, sum * 100));
}

}  // namespace headroom

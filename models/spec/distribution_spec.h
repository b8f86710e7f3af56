// Distributions of durations as a user writes them: "4ms", {"lognormal": {"mean": "1.5ms", "p99":
// "6ms"}}.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/notation/shape.h"

namespace headroom {

struct ConstantSpec {
  Duration value{};
  bool operator==(const ConstantSpec&) const = default;
};
struct ExponentialSpec {
  Duration mean{};
  std::string note;
  bool operator==(const ExponentialSpec&) const = default;
};
struct UniformSpec {
  Duration min{};
  Duration max{};
  std::string note;
  bool operator==(const UniformSpec&) const = default;
};
struct ErlangSpec {
  std::int64_t shape = 1;
  Duration mean{};
  std::string note;
  bool operator==(const ErlangSpec&) const = default;
};
/// By its mean and either its 99th percentile or the sigma of its logarithm.
struct LognormalSpec {
  Duration mean{};
  std::optional<Duration> p99;
  std::optional<double> sigma;
  std::string note;
  bool operator==(const LognormalSpec&) const = default;
};
struct HyperexponentialBranchSpec {
  Ratio probability;
  Duration mean{};
  std::string note;
  bool operator==(const HyperexponentialBranchSpec&) const = default;
};
struct HyperexponentialSpec {
  std::vector<HyperexponentialBranchSpec> branches;
  std::string note;
  bool operator==(const HyperexponentialSpec&) const = default;
};
struct ParetoSpec {
  double shape = 2;
  Duration scale{};
  std::optional<Duration> max;
  std::string note;
  bool operator==(const ParetoSpec&) const = default;
};
/// Measured durations from a CSV file, one per row.
struct EmpiricalSpec {
  std::string file;
  std::string column;
  Duration unit = std::chrono::milliseconds{1};
  std::string note;
  bool operator==(const EmpiricalSpec&) const = default;
};

enum class FitLaw { constant, exponential, erlang, lognormal };
template <>
struct EnumNames<FitLaw> {
  static std::string what() { return "a law"; }
  static std::vector<std::string> names() {
    return {"constant", "exponential", "erlang", "lognormal"};
  }
};
/// A duration nobody measured: the law is assumed, its mean is found so that a baseline comes out
/// (fit_plan.h). Replaced by the law it stands for before anything is compiled.
struct FitSpec {
  FitLaw law = FitLaw::exponential;
  std::optional<std::int64_t> shape;
  std::optional<double> sigma;
  std::string note;
  bool operator==(const FitSpec&) const = default;
};

struct DistributionSpec {
  std::variant<ConstantSpec, ExponentialSpec, UniformSpec, ErlangSpec, LognormalSpec,
               HyperexponentialSpec, ParetoSpec, EmpiricalSpec, FitSpec>
      law;
  bool operator==(const DistributionSpec&) const = default;
};

void describe(Shape<ConstantSpec>& s);
void describe(Shape<ExponentialSpec>& s);
void describe(Shape<UniformSpec>& s);
void describe(Shape<ErlangSpec>& s);
void describe(Shape<LognormalSpec>& s);
void describe(Shape<HyperexponentialBranchSpec>& s);
void describe(Shape<HyperexponentialSpec>& s);
void describe(Shape<ParetoSpec>& s);
void describe(Shape<EmpiricalSpec>& s);
void describe(Shape<FitSpec>& s);
void describe(Shape<DistributionSpec>& s);

/// The law that a fit stands for, once its mean is known.
DistributionSpec fittedLaw(const FitSpec& fit, Duration mean);

/// Whether a sum of probabilities is 1 within 1e-9; reports E_SUM with the branches, or the lint
/// `normalised-probabilities` when rounding was taken away.
void checkProbabilitySum(const std::vector<Ratio>& probabilities, const JsonValue& at,
                         Reading& reading);

}  // namespace headroom

#include "studies/fit.h"

#include <fmt/format.h>

#include <cmath>

#include "models/spec/baseline_reach.h"
#include "models/spec/check.h"
#include "models/spec/walk.h"
#include "studies/load_test.h"
#include "studies/tipping_point.h"

namespace headroom {
namespace {

/// Unknowns a load test does not come past need a value all the same.
constexpr Duration kAnyMean = std::chrono::milliseconds{1};
constexpr double kGuessSeconds = 0.01;

void put(SystemSpec& system, const std::string& pointer, const DistributionSpec& law) {
  changeDistributions(system, [&](DistributionSpec& d, const std::string& at) {
    if (at == pointer && std::holds_alternative<FitSpec>(d.law)) d = law;
  });
}

/// A first guess: all servers of the part that holds the unknown busy with it.
double guess(const SystemSpec& system, const FitStep& step, Rate throughput) {
  const std::string part = pointerTokens(step.pointer).at(2);
  const PartSpec& spec = system.parts.at(part);
  double servers = 0;
  if (const auto* database = std::get_if<DatabaseSpec>(&spec.body))
    servers = static_cast<double>(database->connections);
  if (const auto* instance = std::get_if<InstanceSpec>(&spec.body))
    servers = static_cast<double>(instance->cores.value_or(0));
  return servers > 0 ? servers / throughput.perSecond : kGuessSeconds;
}

class Fitting {
 public:
  Fitting(LoadedVariant system, const FitOptions& options)
      : system_(std::move(system)), options_(options) {}

  Fit find(const FitStep& step) {
    const BaselineSpec& baseline =
        baselinesOf(system_.spec.system.parts.at(step.part)).at(step.baseline);
    TippingSearch search;
    search.start = guess(system_.spec.system, step, baseline.throughput);
    search.firstStep = 0.5;
    search.mostAbove = search.mostBelow = 1e4;
    const auto found = tippingPoints(
        {search}, options_.replications, options_.jobs,
        [&](std::size_t, double mean, int replication) {
          const LoadTest test{with(step, mean), step.part, step.baseline};
          return test.run(baseline.throughput.perSecond, replication).sustained;
        },
        options_.progress);
    Fit fit{step, baselineName(step.part, baseline), baseline.throughput, found.front(), {}};
    const double mean = fit.mean.median;
    if (mean > 0 && std::isfinite(mean)) {
      fit.law = fittedLaw(step.fit, fromSeconds(mean));
      put(system_.spec.system, step.pointer, fit.law);
    }
    return fit;
  }

 private:
  LoadedVariant with(const FitStep& step, double mean) const {
    LoadedVariant test = system_;
    put(test.spec.system, step.pointer, fittedLaw(step.fit, fromSeconds(mean)));
    changeDistributions(test.spec.system, [](DistributionSpec& d, const std::string&) {
      if (const auto* other = std::get_if<FitSpec>(&d.law)) d = fittedLaw(*other, kAnyMean);
    });
    return test;
  }

  LoadedVariant system_;
  const FitOptions& options_;
};

std::string whyNot(const Fit& fit) {
  const std::string subject =
      fmt::format("{} cannot be made to sustain just {}", fit.baseline, toText(fit.throughput));
  return fit.mean.median == 0
             ? subject +
                   ": however short this duration is, it sustains less; something else "
                   "limits it more than was measured"
             : subject +
                   ": however long this duration is, it sustains more; its throughput does "
                   "not depend on it, so that another measurement has to say it";
}

}  // namespace

std::vector<Fit> resolveFits(LoadedScenario& scenario, const FitOptions& options,
                             Diagnostics& diagnostics) {
  std::vector<Fit> fits;
  const FitPlan plan = planFits(scenario.asWritten.spec.system);
  if (plan.steps.empty()) return fits;
  Fitting fitting{scenario.asWritten, options};
  Findings findings{scenario.asWritten.document, scenario.file, diagnostics};
  for (const FitStep& step : plan.steps) {
    Fit fit = fitting.find(step);
    const double mean = fit.mean.median;
    if (mean == 0 || std::isinf(mean)) {
      findings.error("E_FIT", step.pointer + "/fit", whyNot(fit));
      return fits;  // Those that follow may depend on it.
    }
    put(scenario.asWritten.spec.system, step.pointer, fit.law);
    put(scenario.document.spec.system, step.pointer, fit.law);
    for (LoadedVariant& variant : scenario.variants)
      put(variant.spec.system, step.pointer, fit.law);
    fits.push_back(std::move(fit));
  }
  return fits;
}

std::string toText(const Fit& fit) {
  const auto duration = [](double seconds) { return fmt::format("{:.3g}ms", seconds * 1000); };
  const std::string law = EnumNames<FitLaw>::names()[static_cast<std::size_t>(fit.step.fit.law)];
  const std::string interval =
      fit.mean.interval ? fmt::format(" ({} to {}, {:.1f} %)", duration(fit.mean.interval->low),
                                      duration(fit.mean.interval->high), fit.mean.confidence * 100)
                        : "";
  return fmt::format("fitted {}, mean {}{}, so that {} sustains {}", law, duration(fit.mean.median),
                     interval, fit.baseline, toText(fit.throughput));
}

}  // namespace headroom

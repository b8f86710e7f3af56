#include "studies/fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/spec/baseline_reach.h"
#include "models/spec/check.h"
#include "models/spec/fit_plan.h"
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
  Fitting(const LoadedVariant& system, const FitOptions& options)
      : system_(system), options_(options) {}

  /// The mean; 0 or infinite when there is none.
  MedianEstimate find(const FitStep& step, Rate throughput) const {
    TippingSearch search;
    search.start = guess(system_.spec.system, step, throughput);
    search.firstStep = 0.5;
    search.mostAbove = search.mostBelow = 1e4;
    const auto found = tippingPoints(
        {search}, options_.replications, options_.jobs,
        [&](std::size_t, double mean, int replication) {
          if (options_.checkpoint) options_.checkpoint();
          const LoadTest test{with(step, mean), step.part, step.baseline};
          return test.run(throughput.perSecond, replication).sustained;
        },
        options_.progress);
    return found.front();
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

  const LoadedVariant& system_;
  const FitOptions& options_;
};

std::string whyNot(const std::string& baseline, Rate throughput, double mean) {
  const std::string subject =
      fmt::format("{} cannot be made to sustain just {}", baseline, toText(throughput));
  return mean == 0 ? subject +
                         ": however short this duration is, it sustains less; something else "
                         "limits it more than was measured"
                   : subject +
                         ": however long this duration is, it sustains more; its throughput does "
                         "not depend on it, so that another measurement has to say it";
}

FilledIn filledIn(const FitStep& step, const std::string& baseline, Rate throughput,
                  const MedianEstimate& mean) {
  FilledIn found;
  found.pointer = step.pointer;
  found.law = step.fit.law;
  found.mean = fromSeconds(mean.median);
  found.baselinePointer = baselinePointer(step.part, step.baseline);
  found.baseline = baseline;
  found.throughput = throughput;
  if (mean.interval) {
    found.low = fromSeconds(mean.interval->low);
    found.high = fromSeconds(std::min(mean.interval->high, 1e9));
    found.confidence = mean.confidence;
  }
  return found;
}

}  // namespace

void resolveFits(LoadedScenario& scenario, const FitOptions& options, Diagnostics& diagnostics) {
  LoadedVariant& system = scenario.asWritten;
  Findings findings{system.document, scenario.file, diagnostics};
  for (const FitStep& step : planFits(system.spec.system).steps) {
    const BaselineSpec& baseline =
        baselinesOf(system.spec.system.parts.at(step.part)).at(step.baseline);
    const std::string name = baselineName(step.part, baseline);
    const MedianEstimate mean = Fitting{system, options}.find(step, baseline.throughput);
    if (mean.median == 0 || std::isinf(mean.median)) {
      findings.error("E_FIT", step.pointer + "/fit",
                     whyNot(name, baseline.throughput, mean.median));
      return;  // Those that follow may depend on it.
    }
    scenario.filledIn.push_back(filledIn(step, name, baseline.throughput, mean));
    const DistributionSpec law = fittedLaw(step.fit, scenario.filledIn.back().mean);
    put(system.spec.system, step.pointer, law);
    put(scenario.document.spec.system, step.pointer, law);
    for (LoadedVariant& variant : scenario.variants) put(variant.spec.system, step.pointer, law);
  }
}

}  // namespace headroom

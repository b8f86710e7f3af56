#include "studies/steady_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/notation/units.h"
#include "studies/warm_up.h"

namespace headroom {
namespace {

/// Standard errors by which the beginning has to be off before it is called a warm-up.
constexpr double kBeyondChance = 4;
constexpr std::size_t kBatch = 5;

/// Everything inside, summed over the parts, by interval.
std::vector<double> insideOf(const Outcome& outcome) {
  std::vector<double> inside(outcome.series.intervals, 0.0);
  for (const SeriesColumn& column : outcome.series.columns) {
    if (column.metric != "inside") continue;
    for (std::size_t i = 0; i < inside.size() && i < column.values.size(); ++i)
      inside[i] += column.values[i];
  }
  return inside;
}

struct Moments {
  double mean = 0;
  double deviation = 0;
  std::size_t count = 0;
};

/// Of means of five, which are less like their neighbours than the values are.
Moments momentsOf(const std::vector<double>& values, std::size_t from, std::size_t to) {
  std::vector<double> means;
  for (std::size_t i = from; i + kBatch <= to; i += kBatch) {
    double sum = 0;
    for (std::size_t j = i; j < i + kBatch; ++j) sum += values[j];
    means.push_back(sum / kBatch);
  }
  Moments out;
  out.count = means.size();
  if (means.empty()) return out;
  for (const double m : means) out.mean += m / static_cast<double>(means.size());
  double squares = 0;
  for (const double m : means) squares += (m - out.mean) * (m - out.mean);
  if (means.size() > 1) out.deviation = std::sqrt(squares / static_cast<double>(means.size() - 1));
  return out;
}

bool isOff(const std::vector<double>& inside, std::size_t cut) {
  const Moments begin = momentsOf(inside, 0, cut);
  const Moments rest = momentsOf(inside, cut, inside.size());
  if (begin.count == 0 || rest.count < 2) return false;
  const double error = rest.deviation / std::sqrt(static_cast<double>(begin.count));
  return std::fabs(begin.mean - rest.mean) > kBeyondChance * error;
}

bool isConstant(const WorkloadSpec& workload) {
  return std::all_of(workload.stages.begin(), workload.stages.end(),
                     [&](const StageSpec& stage) { return stage.target == workload.startRate; });
}

}  // namespace

bool isSteadyState(const ScenarioSpec& scenario) {
  return scenario.faults.empty() &&
         std::all_of(scenario.workload.begin(), scenario.workload.end(), isConstant);
}

std::optional<Duration> warmUpOf(const Outcome& outcome) {
  const std::vector<double> inside = insideOf(outcome);
  const WarmUp warmUp = mser5(inside);
  if (!warmUp.settled) {
    // Too few intervals to tell is no sign of anything; a load that never settles shows a trend.
    const bool trend = warmUp.cut > 0 && isOff(inside, inside.size() / 2 / kBatch * kBatch);
    return trend ? std::nullopt : std::optional{Duration::zero()};
  }
  if (!isOff(inside, warmUp.cut)) return Duration::zero();
  return outcome.series.interval * static_cast<std::int64_t>(warmUp.cut);
}

std::vector<std::vector<std::string>> warmUpDoubts(const ScenarioSpec& scenario,
                                                   const Outcome& outcome) {
  std::vector<std::vector<std::string>> doubts(scenario.assertions.size());
  if (!isSteadyState(scenario)) return doubts;
  const std::optional<Duration> warmUp = warmUpOf(outcome);
  for (std::size_t i = 0; i < doubts.size(); ++i) {
    const auto& window = scenario.assertions[i].window;
    const Duration from = window ? window->from : Duration::zero();
    if (!warmUp)
      doubts[i].push_back(
          "the run never settles (MSER-5 on the number inside): it is overloaded, or too short for "
          "a steady state");
    else if (from < *warmUp)
      doubts[i].push_back(
          fmt::format("the first {} are warm-up (MSER-5 on the number inside); a \"window\" from "
                      "there on would "
                      "tell the steady state",
                      toText(*warmUp)));
  }
  return doubts;
}

}  // namespace headroom

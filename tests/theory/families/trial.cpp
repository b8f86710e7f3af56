#include "tests/theory/families/trial.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "models/world/simulate.h"
#include "studies/replicate.h"
#include "studies/warm_up.h"
#include "tests/support/scenario.h"
#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

/// Of a replication, this share is dropped as warm-up; MSER-5 must find the warm-up inside it.
constexpr double kDropped = 0.2;
/// If it does not, replications are made twice as long, at most so often.
constexpr int kLengths = 3;
/// How often the number of replications is planned anew: a pilot's idea of a spread is rough.
constexpr int kRounds = 4;

/// Next to saturation nothing is told by less.
double budgetOf(const Experiment& e, const Effort& effort) {
  return effort.events * (e.load > 0.97 ? 8 : e.load >= 0.9 ? 5 : 1);
}

/// The memory of a queue is of the order of 1/(1 - load)^2 services: the nearer to saturation, the
/// longer a replication must be for its mean to be one of many memories.
double customersOf(const Experiment& e, const Effort& effort) {
  const double idle = std::max(1 - e.load, 0.005);
  const double memory = std::max(1.0, 0.01 / (idle * idle)) * std::max(1.0, e.variability);
  return std::min(effort.customers * memory,
                  budgetOf(e, effort) / e.eventsPerRequest / effort.pilots);
}

void addSeries(const Outcome& outcome, std::vector<double>& sum) {
  for (const SeriesColumn& column : outcome.series.columns) {
    if (column.metric != "inside") continue;
    sum.resize(std::max(sum.size(), column.values.size()), 0.0);
    for (std::size_t i = 0; i < column.values.size(); ++i) sum[i] += column.values[i];
  }
}

/// The highest share up to which a histogram's quantile stays below (or at) `value`.
double shareUpTo(const sim::Histogram& h, Duration value, bool including) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 40; ++i) {
    const double p = (low + high) / 2;
    const Duration q = h.quantile(p);
    (q < value || (including && q == value) ? low : high) = p;
  }
  return low;
}

/// A quantile between a bucket's bounds, by rank: without it the jackknife sees the buckets' steps
/// and nothing else. 128 buckets for each power of two of nanoseconds (sim/histogram.h).
double smoothQuantile(const sim::Histogram& h, double p) {
  const Duration middle = h.quantile(p);
  if (middle.count() < 256) return toSeconds(middle);
  const double from = shareUpTo(h, middle, false);
  const double to = shareUpTo(h, middle, true);
  const double width = std::exp2(std::floor(std::log2(static_cast<double>(middle.count())))) / 128;
  const double place = to > from ? (p - from) / (to - from) - 0.5 : 0;
  return toSeconds(middle) + place * width * 1e-9;
}

/// Latencies of many runs in a fixed number of groups, for quantiles of them all.
class LatencyPool {
 public:
  void add(int replication, const sim::Histogram& latencies) {
    groups_[static_cast<std::size_t>(replication) % kGroups].merge(latencies);
  }
  /// The delete-a-group jackknife: G * all - (G - 1) * all but one group. Their mean is the
  /// quantile of all runs together, less its bias of first order; their spread is its error's.
  /// Source: Quenouille 1956, Tukey 1958; for simulation: Asmussen and Glynn 2007, III.5.
  std::vector<double> pseudoValues(double p) const {
    const double all = without(kGroups, p);
    double groups = 0;
    for (const sim::Histogram& group : groups_) groups += group.count() > 0 ? 1 : 0;
    std::vector<double> values;
    for (std::size_t g = 0; g < kGroups; ++g)
      if (groups_[g].count() > 0) values.push_back(groups * all - (groups - 1) * without(g, p));
    return values;
  }

 private:
  static constexpr std::size_t kGroups = 20;
  double without(std::size_t left, double p) const {
    sim::Histogram sum;
    for (std::size_t g = 0; g < kGroups; ++g)
      if (g != left) sum.merge(groups_[g]);
    return smoothQuantile(sum, p);
  }
  std::vector<sim::Histogram> groups_ = std::vector<sim::Histogram>(kGroups);
};

class Runs {
 public:
  Runs(const Experiment& e, const LoadedScenario& scenario, unsigned jobs)
      : e_(e), scenario_(scenario), jobs_(jobs), values_(e.figures.size()) {}

  /// Replications from where the last call ended up to `upTo`.
  void go(int upTo) {
    ReplicationPlan plan;
    plan.first = done_;
    plan.replications = upTo - done_;
    plan.jobs = jobs_;
    replicate(scenario_, plan, [this](ReplicationRun&& run) {
      for (std::size_t i = 0; i < e_.figures.size(); ++i)
        if (const auto* value = std::get_if<Value>(&e_.figures[i].value))
          values_[i].push_back((*value)(run.outcome));
      for (const FlowOutcome& flow : run.outcome.flows)
        pools_[flow.name].add(run.replication, flow.phases.back().latency);
      addSeries(run.outcome, inside_);
      interval_ = toSeconds(run.outcome.series.interval);
    });
    done_ = upTo;
  }

  /// Replications needed for every figure to be sharp, as the ones so far tell.
  double needed(double relativeHalfWidth) const {
    double most = done_;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const MeanEstimate m = meanEstimate(values(i));
      if (m.mean == 0 || !std::isfinite(m.halfWidth)) continue;
      const double ratio = m.halfWidth / std::abs(m.mean) / relativeHalfWidth;
      most = std::max(most, done_ * ratio * ratio);
    }
    return most;
  }

  /// Independent values whose mean is the figure: of the runs, or of the jackknife.
  std::vector<double> values(std::size_t figure) const {
    const auto* quantile = std::get_if<Quantile>(&e_.figures[figure].value);
    if (quantile == nullptr) return values_[figure];
    std::vector<double> values = pools_.at(quantile->flow).pseudoValues(quantile->p);
    for (double& v : values) v -= quantile->minus;
    return values;
  }
  int done() const { return done_; }
  WarmUp warmUp() const { return mser5(inside_); }
  double interval() const { return interval_; }

 private:
  const Experiment& e_;
  const LoadedScenario& scenario_;
  unsigned jobs_;
  std::vector<std::vector<double>> values_;
  std::map<std::string, LatencyPool> pools_;
  std::vector<double> inside_;
  double interval_ = 1;
  int done_ = 0;
};

Measured judge(const Figure& figure, const std::vector<double>& values, double confidence) {
  Measured m;
  m.figure = figure;
  m.estimate = meanEstimate(values);
  m.familyHalf = values.size() > 1 ? meanEstimate(values, confidence).halfWidth : 0;
  // Means of shares are rounded.
  const double allowed = m.familyHalf + figure.slack + 1e-9 * std::abs(figure.expected) + 1e-12;
  m.agrees = std::abs(m.estimate.mean - figure.expected) <= allowed;
  return m;
}

void runOnce(const Experiment& e, Trial& trial) {
  trial.exact = true;
  trial.span = {0, e.seconds};
  const LoadedScenario scenario = test::load(e.document(trial.span));
  std::vector<double> values;
  if (e.timeline) {
    values = e.timeline(scenario);
  } else {
    const Outcome outcome = simulate(scenario.variants.front(), {});
    for (const Figure& f : e.figures) values.push_back(std::get<Value>(f.value)(outcome));
  }
  for (std::size_t i = 0; i < e.figures.size(); ++i)
    trial.figures.push_back(judge(e.figures[i], {values[i]}, 0.95));
  trial.replications = 1;
}

}  // namespace

double Measured::relativeHalf() const {
  if (estimate.count < 2 || figure.expected == 0) return 0;
  return estimate.halfWidth / std::abs(figure.expected);
}

Trial put(const Row& row, const Effort& effort, std::size_t figures, double level) {
  Trial trial;
  const Expression expression = expressionOf(row);
  if (const auto* missing = std::get_if<Missing>(&expression)) {
    trial.missing = missing->what;
    return trial;
  }
  const Experiment& e = std::get<Experiment>(expression);
  trial.left = e.left;
  trial.heavyTail = e.heavyTail;
  if (e.seconds > 0) {
    runOnce(e, trial);
    return trial;
  }
  double customers = customersOf(e, effort);
  std::optional<LoadedScenario> scenario;
  std::optional<Runs> runs;
  for (int attempt = 0; attempt < kLengths; ++attempt, customers *= 2) {
    trial.span = {kDropped * customers / e.rate, customers / e.rate};
    scenario = test::load(e.document(trial.span));
    runs.emplace(e, *scenario, effort.jobs);
    runs->go(effort.pilots);
    const WarmUp warmUp = runs->warmUp();
    trial.warmUp = static_cast<double>(warmUp.cut) * runs->interval();
    trial.settled = warmUp.settled && trial.warmUp <= trial.span.from;
    if (trial.settled) break;
  }
  if (!trial.settled) customers /= 2;  // The last one stands, and says so.
  const double affordable = budgetOf(e, effort) / (customers * e.eventsPerRequest);
  for (int round = 0; round < kRounds; ++round) {
    const double wanted = 1.1 * runs->needed(effort.relativeHalfWidth);
    const double planned = std::min({wanted, affordable, 1.0 * effort.mostReplications});
    if (planned <= runs->done() || wanted <= 1.1 * runs->done()) break;
    runs->go(static_cast<int>(std::ceil(planned)));
  }
  trial.replications = runs->done();
  const double confidence = 1 - level / static_cast<double>(figures);
  for (std::size_t i = 0; i < e.figures.size(); ++i)
    trial.figures.push_back(judge(e.figures[i], runs->values(i), confidence));
  return trial;
}

std::size_t figuresIn(const std::vector<Row>& rows) {
  std::size_t count = 0;
  for (const Row& row : rows) {
    const Expression expression = expressionOf(row);
    if (const auto* e = std::get_if<Experiment>(&expression)) count += e->figures.size();
  }
  return count;
}

}  // namespace headroom::theory

#include "studies/evidence.h"

#include <limits>

#include "models/outcome/aggregate.h"
#include "studies/judge_runs.h"
#include "studies/run_length.h"

namespace headroom {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? kNothing : static_cast<double>(part) / static_cast<double>(whole);
}

/// As assertions count it: of those that were answered.
double successRatio(const FlowSpan& span) {
  return share(span.cohortSucceeded, span.cohortEnded());
}

}  // namespace

const Figure* Evidence::find(const FigureId& id) const {
  for (const Figure& figure : figures)
    if (figure.id == id) return &figure;
  return nullptr;
}

void EvidenceCollector::put(const FigureId& id, double value) {
  const auto [entry, isNew] = index_.try_emplace(id, evidence_.figures.size());
  if (isNew) evidence_.figures.push_back({id, {}, std::nullopt});
  // What earlier runs did not have, they had nothing of.
  std::vector<double>& values = evidence_.figures[entry->second].values;
  values.resize(static_cast<std::size_t>(evidence_.replications), kNothing);
  values.push_back(value);
}

void EvidenceCollector::addSpan(const std::string& phase, const FigureId& subject,
                                const FlowSpan& span) {
  const auto of = [&](Metric metric) {
    return FigureId{phase, subject.flow, "", "", metric, {}, subject.segment};
  };
  const double seconds = span.seconds();
  put(of(Metric::goodput), seconds > 0 ? static_cast<double>(span.good()) / seconds : kNothing);
  put(of(Metric::successRatio), successRatio(span));
  put(of(Metric::retryAmplification), share(span.attempts, span.offered));
  // Merged once, read twice: the pooled histogram is kept without the aggregation.
  FigureId latency = of(Metric::latency);
  pooled_[latency].merge(span.latency);
  for (const Aggregation how : {Aggregation::p50, Aggregation::p99}) {
    latency.aggregation = how;
    put(latency, span.latency.count() == 0 ? kNothing : aggregate(span.latency, how));
  }
}

void EvidenceCollector::addFlow(const FlowOutcome& flow, const FigureId& subject,
                                const Outcome& outcome) {
  addSpan(kWholeRun, subject, flow.whole);
  for (std::size_t i = 0; outcome.phases.size() > 1 && i < flow.phases.size(); ++i)
    addSpan(outcome.phases[i].name, subject, flow.phases[i]);
}

void EvidenceCollector::addPart(const PartOutcome& part, const Outcome& outcome) {
  const bool phases = outcome.phases.size() > 1;
  for (const ResourceOutcome& resource : part.resources) {
    const auto putSpan = [&](const std::string& phase, const ResourceSpan& span) {
      put({phase, "", part.name, resource.name, Metric::utilisation, {}}, span.utilisation);
      put({phase, "", part.name, resource.name, Metric::queueLength, {}}, span.queue);
    };
    putSpan(kWholeRun, resource.whole);
    for (std::size_t i = 0; phases && i < resource.phases.size(); ++i)
      putSpan(outcome.phases[i].name, resource.phases[i]);
  }
  if (!part.cache) return;
  const auto putHits = [&](const std::string& phase, const CacheCounts& counts) {
    put({phase, "", part.name, "", Metric::hitRatio, {}}, counts.hitRatio().value_or(kNothing));
  };
  putHits(kWholeRun, *part.cache);
  for (std::size_t i = 0; phases && i < part.cachePhases.size(); ++i)
    putHits(outcome.phases[i].name, part.cachePhases[i]);
}

void EvidenceCollector::addAssertions(const Outcome& outcome) {
  if (evidence_.assertions.empty()) {
    evidence_.assertions.resize(outcome.measurements.size());
    pooledAssertions_.resize(outcome.measurements.size());
    doubts_.resize(outcome.measurements.size());
  }
  auto doubts = runLengthDoubts(scenario_, outcome);
  for (std::size_t i = 0; i < outcome.measurements.size(); ++i) {
    const Measurement& measured = outcome.measurements[i];
    evidence_.assertions[i].values.push_back(measured.value.value_or(kNothing));
    if (doubts_[i].empty()) doubts_[i] = std::move(doubts[i]);
    if (!measured.latency) continue;
    if (!pooledAssertions_[i]) pooledAssertions_[i].emplace();
    pooledAssertions_[i]->merge(*measured.latency);
  }
}

void EvidenceCollector::add(const Outcome& outcome) {
  FigureId subject;
  for (const FlowOutcome& flow : outcome.flows) {
    subject.flow = flow.name;
    addFlow(flow, subject, outcome);
  }
  subject.flow.clear();
  for (const FlowOutcome& segment : outcome.segments) {
    subject.segment = segment.name;
    addFlow(segment, subject, outcome);
  }
  for (const PartOutcome& part : outcome.parts) addPart(part, outcome);
  addAssertions(outcome);
  if (!outcome.stopReason.empty()) evidence_.stopped.push_back(outcome.stopReason);
  evidence_.events += outcome.events;
  ++evidence_.replications;
}

Evidence EvidenceCollector::finish() {
  for (Figure& figure : evidence_.figures) {
    if (figure.id.metric != Metric::latency) continue;
    FigureId key = figure.id;
    key.aggregation.reset();
    if (const sim::Histogram& all = pooled_.at(key); all.count() > 0)
      figure.pooled = aggregate(all, *figure.id.aggregation);
  }
  for (std::size_t i = 0; i < evidence_.assertions.size(); ++i) {
    const AssertionSpec& assertion = scenario_.assertions[i];
    const auto how = thresholdOf(assertion).threshold->aggregation;
    Figure& figure = evidence_.assertions[i];
    figure.id.metric = assertion.metric;
    figure.id.aggregation = how;
    if (pooledAssertions_[i] && how && percentileOf(*how))
      figure.pooled = aggregate(*pooledAssertions_[i], *how);
    evidence_.judgements.push_back(judgeRuns(assertion, figure));
    evidence_.judgements.back().doubts = std::move(doubts_[i]);
  }
  return std::move(evidence_);
}

}  // namespace headroom

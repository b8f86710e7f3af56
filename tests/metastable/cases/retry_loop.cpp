#include "tests/metastable/cases/retry_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::metastable {
namespace {

std::string seconds(double s) { return fmt::format("{:.9f}s", s); }

double numberIn(const JsonValue& object, const char* key, double otherwise) {
  const JsonValue* value = object.find(key);
  return value != nullptr && value->isNumber() ? value->number : otherwise;
}

bool flagIn(const JsonValue& object, const char* key) {
  const JsonValue* value = object.find(key);
  return value != nullptr && value->boolean;
}

/// {target, duration} of a piecewise constant load.
std::string stagesOf(const RetryLoop& l) {
  struct Change {
    double at, rate;
  };
  std::vector<Change> changes{{0, l.lambda}};
  if (l.loadFactor != 1) {
    changes.push_back({l.triggerAt, l.lambda * l.loadFactor});
    changes.push_back({l.triggerAt + l.triggerLength, l.lambda});
  }
  if (l.shedLength > 0) {
    changes.push_back({l.shedAt, l.shedTo});
    if (l.shedAt + l.shedLength < l.horizon) changes.push_back({l.shedAt + l.shedLength, l.lambda});
  }
  std::string out;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const double end = i + 1 < changes.size() ? changes[i + 1].at : l.horizon;
    out += fmt::format(
        R"({}{{"target": "{:.9g}/s", "duration": "0s"}}, {{"target": "{:.9g}/s", "duration": "{}"}})",
        out.empty() ? "" : ", ", changes[i].rate, changes[i].rate, seconds(end - changes[i].at));
  }
  return out;
}

std::string faultsOf(const RetryLoop& l) {
  if (l.capacityFactor == 1 || l.triggerLength <= 0) return "";
  if (l.capacityFactor > 0)
    return fmt::format(
        R"({{"at": "{}", "duration": "{}", "part": "server", "slow": {{"factor": {:.12g}}}}})",
        seconds(l.triggerAt), seconds(l.triggerLength), 1 / l.capacityFactor);
  // Only the first service that begins in it is meant, and no second one does.
  return fmt::format(
      R"({{"at": "{}", "duration": "{}", "part": "server", "slow": {{"latency": "{}"}}}})",
      seconds(l.triggerAt), seconds(l.triggerLength / 2), seconds(l.triggerLength));
}

LoopResult resultOf(const RetryLoop& l, const Outcome& outcome) {
  LoopResult r;
  const auto measured = [&](std::size_t i) { return outcome.measurements[i].value.value_or(0); };
  r.goodput = measured(0);
  r.offered = measured(1);
  r.attempts = r.offered * measured(2);
  r.verdict = r.goodput >= 0.99 * r.offered  ? "recovers"
              : r.goodput <= 0.5 * r.offered ? "collapsed"
                                             : "partial";
  r.longestQueue = test::resource(test::part(outcome, "server"), "workers").peakQueue;
  if (r.verdict != "recovers") return r;
  // The first second from which on goodput is what is offered, to a request.
  const SeriesColumn* good = outcome.series.find("", "flow=f", "goodput", "rate");
  const SeriesColumn* offered = outcome.series.find("", "flow=f", "offered", "rate");
  const auto end = static_cast<std::size_t>(std::lround(l.triggerAt + l.triggerLength));
  std::size_t second = outcome.series.intervals;
  while (second > end && good->values[second - 1] >= 0.99 * offered->values[second - 1] - 1)
    --second;
  r.recovery = static_cast<double>(second - end);
  return r;
}

double logChoose(int n, int k) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

}  // namespace

RetryLoop loopOf(const JsonValue& row) {
  RetryLoop l;
  if (const JsonValue* id = row.find("id")) l.id = id->text;
  l.lambda = numberIn(row, "lambda", 0);
  l.mu = numberIn(row, "mu", 0);
  l.timeout = numberIn(row, "timeout_s", 0);
  l.maxAttempts = static_cast<int>(numberIn(row, "max_attempts", 1));
  l.backoff = numberIn(row, "backoff_s", 0);
  l.queueCapacity = static_cast<int>(numberIn(row, "queue_cap", -1));
  l.horizon = numberIn(row, "horizon_s", 700);
  l.triggerLength = numberIn(row, "outage_s", 0);
  if (const JsonValue* trigger = row.find("trigger")) {
    l.triggerAt = numberIn(*trigger, "start_s", 100);
    l.triggerLength = numberIn(*trigger, "len_s", 0);
    l.capacityFactor = numberIn(*trigger, "capacity_factor", 1);
    l.loadFactor = numberIn(*trigger, "load_factor", 1);
  }
  if (const JsonValue* shed = row.find("shed"); shed != nullptr && shed->isObject()) {
    l.shedTo = numberIn(*shed, "to_rps", 0);
    l.shedAt = numberIn(*shed, "at_s", 0);
    l.shedLength = numberIn(*shed, "len_s", 0);
  }
  const JsonValue* discipline = row.find("discipline");
  if (discipline != nullptr && discipline->text != "FIFO")
    l.missing = "a queue served last in first";
  if (flagIn(row, "drop_expired_at_dequeue")) l.missing = "a queue that drops what has expired";
  if (flagIn(row, "retry_budget")) l.missing = "a retry budget";
  return l;
}

std::string documentOf(const RetryLoop& l) {
  const std::string service = l.random
                                  ? fmt::format(R"({{"exponential": "{}"}})", seconds(1 / l.mu))
                                  : fmt::format("\"{}\"", seconds(1 / l.mu));
  const std::string backoff =
      l.backoff > 0 ? fmt::format(R"(, "fixed": {{"delay": "{}"}})", seconds(l.backoff)) : "";
  const std::string queue =
      l.queueCapacity >= 0 ? fmt::format(R"("capacity": {})", l.queueCapacity) : "";
  const std::string window = fmt::format(R"("window": {{"from": "{}", "to": "{}"}})",
                                         seconds(l.horizon - 60), seconds(l.horizon));
  return fmt::format(
      R"({{"headroom": "1", "system": {{
  "flows": {{"f": {{"entry": "server.do", "timeout": "{}", "retry": {{"max_attempts": {}{}}}}}}},
  "parts": {{"server": {{"kind": "instance", "workers": 1, "queue": {{{}}},
                        "operations": {{"do": {{"work": {}}}}}}}}}}},
 "workload": [{{"flow": "f", "arrivals": "{}", "start_rate": "{:.9g}/s", "stages": [{}]}}],
 "faults": [{}],
 "assert": [{{"flow": "f", "metric": "goodput", "threshold": ">=0/s", {}}},
            {{"flow": "f", "metric": "offered", "threshold": ">=0/s", {}}},
            {{"flow": "f", "metric": "retry_amplification", "threshold": ">=0", {}}}]}})",
      seconds(l.timeout), l.maxAttempts, backoff, queue, service, l.random ? "poisson" : "constant",
      l.lambda, stagesOf(l), faultsOf(l), window, window, window);
}

LoopResult runLoop(const RetryLoop& loop) {
  return resultOf(loop, test::runFirst(documentOf(loop)));
}

Collapses countCollapses(const RetryLoop& loop, int runs, unsigned jobs) {
  const LoadedScenario scenario = test::load(documentOf(loop));
  Collapses out;
  ReplicationPlan plan;
  plan.replications = runs;
  plan.jobs = jobs;
  replicate(scenario, plan, [&](ReplicationRun&& run) {
    ++out.runs;
    out.collapsed += resultOf(loop, run.outcome).verdict == "collapsed" ? 1 : 0;
  });
  return out;
}

double criticalLength(RetryLoop loop, double low, double high, double precision) {
  while (high - low > precision) {
    loop.triggerLength = (low + high) / 2;
    (runLoop(loop).verdict == "recovers" ? low : high) = loop.triggerLength;
  }
  return (low + high) / 2;
}

double fisherExact(int hitsA, int trialsA, int hitsB, int trialsB) {
  const int hits = hitsA + hitsB;
  const auto chance = [&](int k) {
    return std::exp(logChoose(trialsA, k) + logChoose(trialsB, hits - k) -
                    logChoose(trialsA + trialsB, hits));
  };
  const double seen = chance(hitsA);
  double sum = 0;
  for (int k = std::max(0, hits - trialsB); k <= std::min(hits, trialsA); ++k)
    if (chance(k) <= seen * (1 + 1e-9)) sum += chance(k);
  return std::min(1.0, sum);
}

}  // namespace headroom::metastable

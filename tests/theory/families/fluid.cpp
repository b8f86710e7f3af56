// Fluid limits: constant arrivals and constant services at one server, checked request by request.
// A fluid has no grain, a timeline has one: figures may be off by a request or two, or 1 %.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/support/scenario.h"
#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

using test::Answer;

constexpr double kBefore = 10;  ///< Seconds at the base rate before anything happens.
constexpr double kGrain = 0.01;

struct Stage {
  double target = 0;
  double seconds = 0;
};

std::string document(double mu, double startRate, const std::vector<Stage>& stages,
                     const std::string& queue, const std::string& more = "") {
  std::string list;
  for (const Stage& s : stages)
    list += fmt::format(R"({}{{"target": "{}", "duration": "{}"}})", list.empty() ? "" : ", ",
                        rateText(s.target), secondsText(s.seconds));
  return fmt::format(
      R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "app.do"}}}}, "parts": {{
  "app": {{"kind": "instance", "workers": 1, "queue": {{{}}}, "operations": {{"do": {{"work": "{}"}}}}}}}}}},
 "workload": [{{"flow": "f", "arrivals": "constant", "start_rate": "{}", "stages": [{}]}}]{}}})",
      queue, secondsText(1 / mu), rateText(startRate), list, more);
}

/// The requests of a run as their waits, in order of arrival, seconds.
class Timeline {
 public:
  Timeline(const LoadedVariant& variant, double mu)
      : answers_(test::answersOf(variant)), service_(1 / mu) {}

  static double at(std::int64_t nanos) { return static_cast<double>(nanos) * 1e-9; }
  double wait(const Answer& a) const {
    return a.cause == Cause::none ? std::max(0.0, at(a.answered - a.issued) - service_) : 0;
  }
  /// Inside at an instant: issued, not answered.
  double backlog(double t) const {
    double inside = 0;
    for (const Answer& a : answers_)
      if (at(a.issued) <= t && at(a.answered) > t) ++inside;
    return inside;
  }
  double longestWait() const {
    double longest = 0;
    for (const Answer& a : answers_) longest = std::max(longest, wait(a));
    return longest;
  }
  double lastWaitUpTo(double t) const {
    double last = 0;
    for (const Answer& a : answers_)
      if (at(a.issued) <= t && a.cause == Cause::none) last = wait(a);
    return last;
  }
  double firstWait() const {
    for (const Answer& a : answers_)
      if (wait(a) > 1e-6) return at(a.issued);
    return -1;
  }
  /// From `t` to the first request after it that finds nobody before it.
  double drainAfter(double t) const {
    for (const Answer& a : answers_)
      if (at(a.issued) > t && a.cause == Cause::none && wait(a) < service_ / 2)
        return at(a.issued) - t;
    return -1;
  }
  double sumOfWaits() const {
    double sum = 0;
    for (const Answer& a : answers_) sum += wait(a);
    return sum;
  }
  double waited() const {
    double count = 0;
    for (const Answer& a : answers_) count += wait(a) > 0 ? 1 : 0;
    return count;
  }
  double failedBy(Cause cause, double until = 1e18) const {
    double count = 0;
    for (const Answer& a : answers_) count += a.cause == cause && at(a.answered) <= until ? 1 : 0;
    return count;
  }
  double firstFailure(Cause cause) const {
    for (const Answer& a : answers_)
      if (a.cause == cause) return at(a.issued);
    return -1;
  }
  double issuedIn(double from, double to) const {
    double count = 0;
    for (const Answer& a : answers_) count += at(a.issued) >= from && at(a.issued) < to ? 1 : 0;
    return count;
  }

 private:
  std::vector<Answer> answers_;
  double service_;
};

/// Figures a row names, from a timeline's, in the order of the row's metrics.
void follow(const Row& row, Experiment& e,
            std::function<std::map<std::string, double>(const LoadedScenario&)> figures) {
  std::vector<std::string> names;
  for (const auto& [metric, expected] : row.metrics) {
    e.figures.push_back({metric, expected, Value{}, kGrain * expected + 1e-9});
    names.push_back(metric);
  }
  e.timeline = [names, figures = std::move(figures)](const LoadedScenario& scenario) {
    const std::map<std::string, double> all = figures(scenario);
    std::vector<double> out;
    for (const std::string& name : names) {
      const auto found = all.find(name);
      out.push_back(found == all.end() ? std::nan("") : found->second);
    }
    return out;
  };
}

Experiment step(const Row& row) {
  Experiment e;
  const double mu = row.number("mu");
  const double base = row.number("lambda_base");
  const double burst = row.number("lambda_burst");
  const double seconds = row.number("burst_s");
  const bool finite = row.has("buffer");
  const double begin = kBefore;
  const double end = begin + seconds;
  const double drain = row.metrics.at("drain_s_after_burst");
  const std::string queue =
      finite ? fmt::format(R"("capacity": {:.0f})", row.number("buffer")) : "";
  e.seconds = end + 1.2 * drain + 10;
  e.document = [=, total = e.seconds](const Span&) {
    return document(mu, base,
                    {{base, begin}, {burst, 0}, {burst, seconds}, {base, 0}, {base, total - end}},
                    queue);
  };
  follow(row, e, [=](const LoadedScenario& scenario) {
    const Timeline t{scenario.variants.front(), mu};
    const double drained = t.drainAfter(end);
    const double lost = t.failedBy(Cause::queueFull);
    return std::map<std::string, double>{
        {"peak_backlog", t.backlog(end)},
        {"drain_s_after_burst", drained},
        {"max_fifo_wait_s", t.longestWait()},
        {"backlog_area", t.sumOfWaits()},
        {"mean_extra_wait_of_affected", t.sumOfWaits() / t.waited()},
        {"time_disturbed_s", seconds + drained},
        {"fills_at_s", t.firstFailure(Cause::queueFull) - begin},
        {"lost", lost},
        {"loss_fraction_of_burst", lost / t.issuedIn(begin, end)}};
  });
  return e;
}

Experiment ramp(const Row& row) {
  Experiment e;
  const double mu = row.number("mu");
  const double seconds = row.number("ramp_s");
  const double first = row.number("lambda_start");
  const double last = row.number("lambda_end");
  const double tail = row.metrics.at("wait_at_ramp_end_s") * 1.1 + 5;
  e.seconds = seconds + tail;
  e.document = [=](const Span&) {
    return document(mu, first, {{last, seconds}, {0, 0}, {0, tail}}, "");
  };
  follow(row, e, [=](const LoadedScenario& scenario) {
    const Timeline t{scenario.variants.front(), mu};
    return std::map<std::string, double>{{"overload_starts_s", t.firstWait()},
                                         {"backlog_at_ramp_end", t.backlog(seconds)},
                                         {"wait_at_ramp_end_s", t.lastWaitUpTo(seconds)}};
  });
  return e;
}

/// No capacity for a while is one service that takes as long; what waits is dropped or kept.
Experiment outage(const Row& row) {
  Experiment e;
  const double mu = row.number("mu");
  const double rate = row.number("lambda");
  const double seconds = row.number("outage_s");
  const double timeout = row.number("timeout_s");
  const double end = kBefore + seconds;
  e.seconds = end + 1.2 * row.metrics.at("drain_no_drop_s") + 10;
  e.document = [=, total = e.seconds](const Span&) {
    return document(
        mu, rate, {{rate, total}}, "",
        fmt::format(
            R"(, "faults": [{{"at": "{}", "duration": "{}", "part": "app", "slow": {{"latency": "{}"}}}}],
 "variants": {{"keep": {{}}, "drop": {{"set": {{"/system/parts/app/queue/timeout": "{}"}}}}}})",
            secondsText(kBefore), secondsText(seconds / 2), secondsText(seconds),
            secondsText(timeout)));
  };
  follow(row, e, [=](const LoadedScenario& scenario) {
    const Timeline keep{scenario.variants[0], mu};
    const Timeline drop{scenario.variants[1], mu};
    return std::map<std::string, double>{
        {"backlog_no_drop", keep.backlog(end)},
        {"drain_no_drop_s", keep.drainAfter(end)},
        {"backlog_with_drop", drop.backlog(end)},
        {"drain_with_drop_s", drop.drainAfter(end)},
        // What a server that knows nothing of it would work on first: expired by then.
        {"wasted_work_if_server_processes_expired", drop.failedBy(Cause::queueTimeout, end)}};
  });
  return e;
}

}  // namespace

Experiment fluidOf(const Row& row) {
  if (row.has("outage_s")) return outage(row);
  if (row.has("ramp_s")) return ramp(row);
  return step(row);
}

}  // namespace headroom::theory

// Several stations: instances of one operation, walked through by a gateway that holds nothing.
#include <fmt/format.h>

#include <algorithm>

#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

std::string station(const std::string& name, double servers, double mu) {
  return fmt::format(
      R"("{}": {{"kind": "instance", "workers": {:.0f}, "operations": {{"do": {{"work": {}}}}}}})",
      name, servers, exponential(1 / mu));
}

/// Mean number inside a station.
Value insideOf(const std::string& name, double servers, Inquiry& ask) {
  const Value busy = ask.part(name, "utilisation", ">=0%", "workers");
  const Value queue = ask.part(name, "queue_length", ">=0", "workers");
  return [=](const Outcome& o) { return queue(o) + servers * busy(o); };
}

Experiment tandem(const Row& row) {
  Experiment e;
  const std::vector<double> mu = row.numbers("mu");
  e.rate = row.number("lambda");
  Inquiry ask;
  Values values;
  std::string parts;
  std::string calls;
  Value total = [](const Outcome&) { return 0.0; };
  const Value goodput = ask.flow("f", "goodput", ">0/s");
  for (std::size_t i = 0; i < mu.size(); ++i) {
    const std::string name = fmt::format("s{}", i + 1);
    parts += station(name, 1, mu[i]) + ",\n  ";
    calls += fmt::format(R"({}{{"call": "{}.do"}})", i == 0 ? "" : ", ", name);
    const Value inside = insideOf(name, 1, ask);
    values[fmt::format("W{}", i + 1)] = [=](const Outcome& o) { return inside(o) / goodput(o); };
    total = [=](const Outcome& o) { return total(o) + inside(o); };
    e.load = std::max(e.load, e.rate / mu[i]);
  }
  values["L_total"] = total;
  values["W_total"] = ask.flow("f", "latency", "mean>0s");
  addQuantiles("f", 0, values);
  parts += fmt::format(R"("line": {{"kind": "gateway", "operations": {{"do": [{}]}}}})", calls);
  e.document = [parts, ask, rate = e.rate](const Span& span) {
    return documentOf(R"("f": {"entry": "line.do"})", parts, loadOf("f", rate, span), ask, span);
  };
  e.eventsPerRequest = 1 + 2 * static_cast<double>(mu.size());
  compare(row, values, "no such metric", e);
  return e;
}

/// The router's operation of node i: the node, then the next one by chance, or the way out.
std::string routeOf(std::size_t i, const std::vector<double>& next) {
  std::string ways;
  double out = 1;
  for (std::size_t j = 0; j < next.size(); ++j) {
    if (next[j] <= 0) continue;
    out -= next[j];
    ways += fmt::format(R"({{"probability": "{:.12g}%", "steps": {{"call": "router.at{}"}}}}, )",
                        100 * next[j], j + 1);
  }
  std::string steps = fmt::format(R"({{"call": "n{}.do"}})", i + 1);
  if (!ways.empty())
    steps += fmt::format(R"(, {{"choice": [{}{{"probability": "{:.12g}%"}}]}})", ways,
                         100 * std::max(0.0, out));
  return fmt::format(R"({}"at{}": [{}])", i == 0 ? "" : ",\n    ", i + 1, steps);
}

/// Nodes that no request ever comes to: the reference data names their zeros.
double arrivalsAt(const Row& row, std::size_t i) {
  const auto found = row.metrics.find(fmt::format("lambda_{}", i + 1));
  return found == row.metrics.end() ? 1 : found->second;
}

Experiment jackson(const Row& row) {
  Experiment e;
  const std::vector<double> mu = row.numbers("mu");
  const std::vector<double> servers = row.numbers("servers");
  const std::vector<double> external = row.numbers("external");
  const std::vector<std::vector<double>> routing = row.matrix("routing");
  Inquiry ask;
  Values values;
  std::string parts, routes, flows;
  Value total = [](const Outcome&) { return 0.0; };
  Value latency = [](const Outcome&) { return 0.0; };
  double visits = 0;
  e.rate = 0;
  for (std::size_t i = 0; i < mu.size(); ++i) {
    const std::string name = fmt::format("n{}", i + 1);
    parts += station(name, servers[i], mu[i]) + ",\n  ";
    routes += routeOf(i, routing[i]);
    const Value inside = insideOf(name, servers[i], ask);
    const Value rate = visitRate(name);
    total = [=](const Outcome& o) { return total(o) + inside(o); };
    const std::string number = std::to_string(i + 1);
    values["L_" + number] = inside;
    values["lambda_" + number] = rate;
    values["W_" + number] = [=](const Outcome& o) { return inside(o) / rate(o); };
    values["rho_" + number] = ask.part(name, "utilisation", ">=0%", "workers");
    visits += arrivalsAt(row, i);
    const auto rho = row.metrics.find("rho_" + number);
    if (rho != row.metrics.end()) e.load = std::max(e.load, rho->second);
    if (external[i] <= 0) continue;
    e.rate += external[i];
    flows += fmt::format(R"({}"f{}": {{"entry": "router.at{}"}})", flows.empty() ? "" : ", ",
                         number, number);
    const Value own = ask.flow("f" + number, "latency", "mean>0s");
    latency = [=, weight = external[i]](const Outcome& o) { return latency(o) + weight * own(o); };
  }
  values["L_total"] = total;
  values["W_end_to_end"] = [=, rate = e.rate](const Outcome& o) { return latency(o) / rate; };
  parts += fmt::format(R"("router": {{"kind": "gateway", "operations": {{{}}}}})", routes);
  e.document = [=](const Span& span) {
    std::string loads;
    for (std::size_t i = 0; i < external.size(); ++i)
      if (external[i] > 0)
        loads += (loads.empty() ? "" : ", ") + loadOf(fmt::format("f{}", i + 1), external[i], span);
    return documentOf(flows, parts, loads, ask, span);
  };
  e.eventsPerRequest = 1 + 2 * visits / e.rate;
  compare(row, values, "no such metric", e);
  return e;
}

Experiment forkJoin(const Row& row) {
  Experiment e;
  e.rate = row.number("lambda");
  const double mu = row.number("mu");
  Inquiry ask;
  Values values;
  const Value inside = insideOf("a", 1, ask);
  const Value goodput = ask.flow("f", "goodput", ">0/s");
  values["W_join"] = ask.flow("f", "latency", "mean>0s");
  values["W_single"] = [=](const Outcome& o) { return inside(o) / goodput(o); };
  const std::string parts =
      station("a", 1, mu) + ", " + station("b", 1, mu) +
      R"(, "fork": {"kind": "gateway", "operations": {"do": {"parallel": [{"call": "a.do"}, {"call": "b.do"}]}}})";
  e.document = [parts, ask, rate = e.rate](const Span& span) {
    return documentOf(R"("f": {"entry": "fork.do"})", parts, loadOf("f", rate, span), ask, span);
  };
  e.load = e.rate / mu;
  e.eventsPerRequest = 6;
  compare(row, values, "no such metric", e);
  return e;
}

Experiment fanOut(const Row& row) {
  Experiment e;
  const int n = static_cast<int>(row.number("n"));
  std::string branches;
  for (int i = 0; i < n; ++i)
    branches +=
        fmt::format(R"({}[{{"work": {}}}])", i == 0 ? "" : ", ", exponential(1 / row.number("mu")));
  Inquiry ask;
  Values values;
  values["mean_max"] = ask.flow("f", "latency", "mean>0s");
  values["p99_max"] = Quantile{"f", 0.99};
  const std::string parts = fmt::format(
      R"("app": {{"kind": "instance", "operations": {{"do": {{"parallel": [{}]}}}}}})", branches);
  e.rate = 10;
  e.document = [parts, ask, rate = e.rate](const Span& span) {
    return documentOf(R"("f": {"entry": "app.do"})", parts, loadOf("f", rate, span), ask, span);
  };
  e.eventsPerRequest = 2 + n;
  compare(row, values, "of single branches nothing is told", e);
  return e;
}

}  // namespace

Experiment networkOf(const Row& row) {
  if (row.model.rfind("tandem", 0) == 0) return tandem(row);
  if (row.model.rfind("Jackson", 0) == 0) return jackson(row);
  if (row.model.rfind("fork-join", 0) == 0) return forkJoin(row);
  return fanOut(row);
}

}  // namespace headroom::theory

// Single stations: one flow into one instance, whose workers are the servers.
#include <fmt/format.h>

#include <cmath>

#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

struct Station {
  double rate = 0;       ///< Of all replicas together.
  std::string arrivals;  ///< Further fields of the workload, each with its comma before.
  bool poisson = true;   ///< Arrivals see time averages.
  int servers = 1;       ///< Of one replica.
  int replicas = 1;      ///< Asked in turn.
  double meanService = 0;
  std::string service;  ///< JSON
  bool constantService = false;
  std::string queue;   ///< JSON members of the queue.
  std::string client;  ///< Further fields of the flow.
};

std::string erlang(double shape, double mean) {
  return fmt::format(R"({{"erlang": {{"shape": {:.0f}, "mean": "{}"}}}})", shape,
                     secondsText(mean));
}

std::string hyperexponential(double p, double first, double second) {
  return fmt::format(
      R"({{"hyperexponential": {{"branches": [{{"probability": "{:.12g}%", "mean": "{}"}},
         {{"probability": "{:.12g}%", "mean": "{}"}}]}}}})",
      100 * p, secondsText(first), 100 * (1 - p), secondsText(second));
}

void exponentialService(Station& s, double mu) {
  s.meanService = 1 / mu;
  s.service = exponential(1 / mu);
}

void constantService(Station& s, double seconds) {
  s.meanService = seconds;
  s.service = "\"" + secondsText(seconds) + "\"";
  s.constantService = true;
}

double or0(const Row& row, const std::string& metric) {
  const auto found = row.metrics.find(metric);
  return found == row.metrics.end() ? 0 : found->second;
}

void generalService(Station& s, const Row& row, bool& heavy) {
  const std::string& law = row.text("service");
  if (law == "BoundedPareto") {
    s.meanService = or0(row, "mean_service");
    s.service = fmt::format(R"({{"pareto": {{"shape": {:.12g}, "scale": "{}", "max": "{}"}}}})",
                            row.number("alpha"), secondsText(row.number("L")),
                            secondsText(row.number("H")));
    return;
  }
  s.meanService = row.has("mean") ? row.number("mean") : or0(row, "mean_service");
  if (law == "Erlang") {
    s.service = erlang(row.number("k"), s.meanService);
  } else if (law.rfind("Hyperexponential", 0) == 0) {
    s.service = hyperexponential(row.number("p1"), row.number("mean1"), row.number("mean2"));
  } else if (law == "Lognormal") {
    const double sigma = row.number("sigma_log");
    heavy = sigma >= 1.5;
    s.service = fmt::format(R"({{"lognormal": {{"mean": "{}", "sigma": {:.12g}}}}})",
                            secondsText(s.meanService), sigma);
  } else if (law == "Pareto") {
    const double alpha = row.number("alpha");
    heavy = alpha <= 3;
    s.service = fmt::format(R"({{"pareto": {{"shape": {:.12g}, "scale": "{}"}}}})", alpha,
                            secondsText(s.meanService * (alpha - 1) / alpha));
  } else if (law == "Uniform") {
    s.service = fmt::format(R"({{"uniform": {{"min": "0s", "max": "{}"}}}})",
                            secondsText(2 * s.meanService));
  } else if (law == "Deterministic") {
    constantService(s, s.meanService);
  } else {
    throw std::runtime_error(row.id + ": service " + law + " is not known");
  }
}

/// D, M, U, E2, E4, ...; H2 of the reference data: 90 % of mean m, 10 % of mean 5 m; RR3: round
/// robin over three servers.
void renewalArrivals(Station& s, const std::string& law) {
  s.poisson = law == "M";
  if (law == "M") return;
  if (law == "D") {
    s.arrivals = R"(, "arrivals": "constant")";
  } else if (law == "U") {
    s.arrivals = R"(, "arrivals": "uniform")";
  } else if (law.rfind("RR", 0) == 0) {
    s.replicas = std::stoi(law.substr(2));
    s.rate *= s.replicas;
  } else {
    s.arrivals = R"(, "arrivals": "renewal", "gaps": )" +
                 (law == "H2" ? hyperexponential(0.9, 1, 5) : erlang(std::stod(law.substr(1)), 1));
  }
}

/// "E2/M/1": law of the gaps, of the service, servers.
void kendall(Station& s, const std::string& name, double meanService) {
  const std::size_t first = name.find('/');
  const std::size_t second = name.find('/', first + 1);
  renewalArrivals(s, name.substr(0, first));
  const std::string service = name.substr(first + 1, second - first - 1);
  s.meanService = meanService;
  if (service == "D")
    constantService(s, meanService);
  else if (service == "M")
    exponentialService(s, 1 / meanService);
  else if (service[0] == 'E')
    s.service = erlang(std::stod(service.substr(1)), meanService);
  else
    throw std::runtime_error(name + ": service " + service + " is not known");
}

Station describeStation(const Row& row, bool& heavy) {
  Station s;
  const std::string& model = row.model;
  if (row.has("lambda")) s.rate = row.number("lambda");
  if (row.has("c")) s.servers = static_cast<int>(row.number("c"));
  if (row.has("mu")) exponentialService(s, row.number("mu"));
  if (row.has("offered_erlangs")) {
    s.rate = row.number("offered_erlangs");
    exponentialService(s, 1);
  }
  if (model.rfind("M/M/c/c", 0) == 0) s.queue = R"("capacity": 0)";
  if (model == "M/G/inf") {
    // As good as none: nobody waits. Insensitive, so the law is one of great variance.
    s.servers = 1'000'000;
    s.service = R"({"lognormal": {"mean": "1s", "sigma": 1}})";
  }
  if (row.has("K")) s.queue = fmt::format(R"("capacity": {:.0f})", row.number("K") - s.servers);
  if (row.has("theta_patience_rate"))
    s.queue = R"("timeout": )" + exponential(1 / row.number("theta_patience_rate"));
  if (row.has("timeout_s"))
    s.queue = fmt::format(R"("timeout": "{}")", secondsText(row.number("timeout_s")));
  if (row.has("D")) constantService(s, row.number("D"));
  if (model == "M/G/1") generalService(s, row, heavy);
  if (row.has("arrival")) renewalArrivals(s, row.text("arrival"));
  if (row.has("case")) kendall(s, row.text("case"), row.number("mean_service"));
  if (row.has("batch")) {
    s.rate = row.number("batch_rate") * row.number("batch");
    s.poisson = false;
    s.arrivals = fmt::format(R"(, "batch": {:.0f})", row.number("batch"));
  }
  if (row.has("retry_rate_per_orbiting_request"))
    s.client = fmt::format(
        R"(, "retry": {{"max_attempts": 1000, "retry_on": ["503"],
             "exponential": {{"initial": "{}", "multiplier": 1, "jitter": "exponential"}}}})",
        secondsText(1 / row.number("retry_rate_per_orbiting_request")));
  return s;
}

std::string partOf(const Station& s) {
  return fmt::format(
      R"("app": {{"kind": "instance", "replicas": {}, "workers": {}, "queue": {{{}}}, "operations": {{"do": {{"work": {}}}}}}})",
      s.replicas, s.servers, s.queue, s.service);
}

/// Whatever the reference data has a name for and an outcome tells.
Values valuesOf(const Station& s, Inquiry& ask) {
  const Value busyShare = ask.part("app", "utilisation", ">0%", "workers");
  const Value waiting = ask.part("app", "queue_length", ">=0", "workers");
  const Value goodput = ask.flow("f", "goodput", ">0/s");
  const Value offered = ask.flow("f", "offered", ">0/s");
  const Value response = ask.flow("f", "latency", "mean>0s");
  const Value refused = ask.flow("f", "refused_ratio", ">=0%");
  const Value attempts = ask.flow("f", "retry_amplification", ">0");
  const double all = s.servers * s.replicas;
  const double n = s.replicas;
  const Value busy = [=](const Outcome& o) { return busyShare(o) * all / n; };
  const Value queue = [=](const Outcome& o) { return waiting(o) / n; };
  const Value inside = [=](const Outcome& o) { return queue(o) + busy(o); };
  const Value wait = [=](const Outcome& o) { return queue(o) / (goodput(o) / n); };
  Values values{{"rho", busyShare},
                {"utilisation", busyShare},
                {"L", inside},
                {"L_in_system", inside},
                {"Lq", queue},
                {"W", response},
                {"W_accepted", response},
                {"W_per_job", response},
                {"W_total_incl_backoff", response},
                {"Wq", wait},
                {"Wq_accepted", wait},
                {"Wq_exact", wait},
                {"Wq_all", Value{[=](const Outcome& o) { return queue(o) / offered(o); }}},
                {"Wq_served", [=](const Outcome& o) { return response(o) - busy(o) / goodput(o); }},
                {"throughput", goodput},
                {"carried_erlangs", busy},
                {"P_block", refused},
                {"P_timeout", refused},
                {"P_abandon", refused},
                {"erlang_B_P_block", refused},
                {"attempts_per_request", attempts},
                {"L_orbit", [=](const Outcome& o) { return offered(o) * response(o) - inside(o); }},
                {"mean_service", [=](const Outcome& o) { return busy(o) / goodput(o); }}};
  if (s.servers == 1) {
    values["p0"] = values["P_idle"] = [=](const Outcome& o) { return 1 - busyShare(o); };
  }
  if (s.poisson && s.replicas == 1) {
    const Value full = allBusy("app", "workers");
    values["P_wait"] = values["erlang_C_P_wait"] = full;
    values["P_no_wait"] = [=](const Outcome& o) { return 1 - full(o); };
  }
  addQuantiles("f", s.constantService ? s.meanService : 0, values);
  return values;
}

}  // namespace

Experiment stationOf(const Row& row) {
  Experiment e;
  const Station s = describeStation(row, e.heavyTail);
  Inquiry ask;
  const Values values = valuesOf(s, ask);
  e.document = [s, ask](const Span& span) {
    return documentOf(R"("f": {"entry": "app.do")" + s.client + "}", partOf(s),
                      loadOf("f", s.rate, span, s.arrivals), ask, span);
  };
  e.rate = s.rate;
  e.load = std::min(1.0, s.rate * s.meanService / (s.servers * s.replicas));
  if (!s.queue.empty() && s.client.empty())
    e.load = std::min(e.load, 0.9);  // Its memory is bounded.
  e.variability = (1 + or0(row, "scv")) / 2;
  compare(row, values, "no such metric", e);
  return e;
}

}  // namespace headroom::theory

#include "tests/metastable/cases/cluster.h"

#include <fmt/format.h>

#include "studies/replicate.h"
#include "tests/support/scenario.h"

namespace headroom::metastable {

int stuckAfter(const Cluster& cluster, double triggerRate, int runs, unsigned jobs) {
  LoadOptions options;
  const auto set = [&](const std::string& pointer, const std::string& value) {
    options.overrides.push_back({pointer, "\"" + value + "\""});
  };
  set("/system/parts/cluster/operations/commit/work/exponential",
      fmt::format("{:.9f}s", 1 / cluster.serviceRate));
  set("/workload/0/start_rate", fmt::format("{:.9g}/s", cluster.baseRate));
  for (const char* stage : {"0", "3", "4"})
    set(fmt::format("/workload/0/stages/{}/target", stage),
        fmt::format("{:.9g}/s", cluster.baseRate));
  for (const char* stage : {"1", "2"})
    set(fmt::format("/workload/0/stages/{}/target", stage), fmt::format("{:.9g}/s", triggerRate));
  options.variants = {"trigger of 36"};  // The one that changes nothing.
  const LoadedScenario scenario =
      test::loadBundled("metastable/replicated-database.scenario.json", options);
  ReplicationPlan plan;
  plan.replications = runs;
  plan.jobs = jobs;
  int stuck = 0;
  replicate(scenario, plan, [&](ReplicationRun&& run) {
    stuck += run.outcome.measurements[0].value.value() < cluster.baseRate / 2 ? 1 : 0;
  });
  return stuck;
}

double tippingRate(const Cluster& cluster, int runs, double precision, unsigned jobs) {
  double low = cluster.baseRate;
  double high = 1.5 * cluster.baseRate;
  while (high - low > precision) {
    const double middle = (low + high) / 2;
    (2 * stuckAfter(cluster, middle, runs, jobs) < runs ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace headroom::metastable

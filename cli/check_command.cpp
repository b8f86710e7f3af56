// headroom check FILE...: load-test every part in the simulation, and hold it against its
// baselines.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/fill_in.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/simulation_options.h"
#include "cli/stamp.h"
#include "models/spec/baseline_reach.h"
#include "report/check_report.h"

namespace headroom {
namespace {

struct CheckArguments {
  std::vector<std::string> files;
  SimulationOptions simulation;
  std::int64_t replications = LevelPlan{}.replications;
  bool stamp = false;
};

void declare(CLI::App& app, CheckArguments& a) {
  app.add_option("FILE", a.files, "Scenario or system files.")->required()->type_name("");
  app.add_option("--replications", a.replications,
                 fmt::format("Searches for each baseline, each with its own random numbers ({}).",
                             a.replications))
      ->check(countUpTo(1001))
      ->type_name("N");
  app.add_flag("--stamp", a.stamp,
               "Write the present fingerprint into every baseline that holds; nothing else of the "
               "file changes.");
  a.simulation.declare(app, "Searches");
  app.footer(
      "A load test sends a Poisson stream of constant rate for 60 s to one replica, under the\n"
      "conditions the baseline states, without retries, with the timeout of the flow that uses\n"
      "the operation. Sustained: at least 99 % of what was answered succeeded, the latency bound\n"
      "holds, and requests do not pile up. The highest rate sustained is found by stochastic\n"
      "bisection on common random numbers: each replication bisects its own threshold to 0.5 %;\n"
      "the median of them is held against the baseline, with an interval by order statistics.\n\n"
      "Exit code: 0 all baselines hold, 1 one misses, 2 usage or invalid input, or a file\n"
      "without baselines, 3 internal error.");
}

bool hasBaselines(const SystemSpec& system) {
  bool any = false;
  forEachBaseline(system,
                  [&any](const std::string&, std::size_t, const BaselineSpec&) { any = true; });
  return any;
}

std::vector<LoadedScenario> loadCheckable(const CheckArguments& a, Diagnostics& diagnostics) {
  LoadOptions options = a.simulation.loadOptions();
  options.maxEvents = 1e300;  // Of the workload, which is not what is run.
  std::vector<LoadedScenario> scenarios;
  for (const std::string& file : a.files) {
    Diagnostics found;
    std::optional<LoadedScenario> scenario = loadScenario(file, options, found);
    if (scenario && !hasBaselines(scenario->document.spec.system))
      found.error("E_EMPTY", {file, 0, 0}, "",
                  "nothing to check: no part has \"baselines\", which say what was measured of it");
    found.sortByPlace();
    diagnostics.merge(found);
    if (scenario) scenarios.push_back(std::move(*scenario));
  }
  return scenarios;
}

CheckResult checkOne(const LoadedScenario& scenario, const CheckArguments& a, Progress& progress) {
  LevelPlan plan;
  plan.replications = static_cast<int>(a.replications);
  plan.jobs = a.simulation.jobsOrDefault();
  plan.progress = [&progress](double share) { progress.update(share); };
  return {scenario.file, scenario.filledIn, checkLevels(scenario.document, plan), plan.replications,
          scenario.document.spec.seed};
}

void print(const std::vector<CheckResult>& results, const CheckArguments& a, Console& console) {
  if (a.simulation.format == "json") {
    JsonValue all = JsonValue::makeArray();
    for (const CheckResult& result : results) all.items.push_back(checkJson(result));
    console.out << toText(results.size() == 1 ? all.items.front() : all, 2) << "\n";
    return;
  }
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i > 0 && !a.simulation.quiet) console.out << "\n";
    console.out << (a.simulation.quiet ? checkLines(results[i], console.style)
                                       : checkReport(results[i], console.style));
  }
}

ExitCode execute(const CheckArguments& a, Console& console) {
  if (a.stamp && !a.simulation.overrides.empty())
    throw UserError{
        "--stamp: found --set beside it; allowed: a fingerprint is of the file as "
        "it is written"};
  Diagnostics diagnostics;
  std::vector<LoadedScenario> scenarios = loadCheckable(a, diagnostics);
  fillInUnknowns(scenarios, a.simulation.jobs, a.simulation.quiet, console, diagnostics);
  if (diagnostics.hasErrors() || !a.simulation.quiet) tell(diagnostics, console.err);
  if (diagnostics.hasErrors()) {
    console.err << summary(diagnostics) << "; nothing was checked\n";
    return ExitCode::badInput;
  }
  Progress progress{console.err, console.progress && !a.simulation.quiet, scenarios.size()};
  std::vector<CheckResult> results;
  for (const LoadedScenario& scenario : scenarios) {
    progress.label(scenario.file);
    results.push_back(checkOne(scenario, a, progress));
    progress.endRun();
  }
  progress.erase();
  print(results, a, console);
  ExitCode exit = ExitCode::pass;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i].holds()) exit = ExitCode::assertionFails;
    if (a.stamp)
      for (const std::string& line : stampBaselines(scenarios[i], results[i].levels))
        console.err << line << "\n";
  }
  return exit;
}

}  // namespace

Command checkCommand(CLI::App& app) {
  CLI::App* sub = app.add_subcommand(
      "check", "Load-test every part in the simulation, and hold it against its baselines.");
  sub->allow_extras();
  auto arguments = std::make_shared<CheckArguments>();
  declare(*sub, *arguments);
  return {sub, [arguments](Console& console) { return execute(*arguments, console); }};
}

}  // namespace headroom

// headroom run FILE...: simulate every variant, judge, report.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/fill_in.h"
#include "cli/input.h"
#include "cli/output_directory.h"
#include "cli/progress.h"
#include "cli/run_scenarios.h"
#include "cli/simulation_options.h"
#include "report/result_json.h"
#include "report/terminal_report.h"

namespace headroom {
namespace {

struct RunArguments {
  SimulationOptions simulation;
  std::vector<std::string> files;
  std::vector<std::string> variants;
  std::optional<std::int64_t> replications;
  bool failOnInconclusive = false;
  double maxEvents = LoadOptions{}.maxEvents;
  std::string out;
  std::string commandLine;
};

void declare(CLI::App& app, RunArguments& a) {
  app.add_option("FILE", a.files, "Scenario files.")->required()->type_name("");
  app.add_option("--variant", a.variants, "Only this variant; may be given again.")
      ->allow_extra_args(false)
      ->type_name("NAME");
  app.add_option("--replications", a.replications,
                 "Runs of each variant, each with its own random numbers; verdicts are then on the "
                 "share of runs that satisfy an assertion.")
      ->check(countUpTo(100'000))
      ->type_name("N");
  app.add_flag("--fail-on-inconclusive", a.failOnInconclusive,
               "Exit code 1 instead of 4 where the runs do not tell.");
  app.add_option("--out", a.out, "Leave result.json, series.csv and run.json there.")
      ->type_name("DIR");
  app.add_option("--max-events", a.maxEvents,
                 fmt::format("Largest estimated size of one run ({:.0e}).", a.maxEvents))
      ->check(positiveNumber())
      ->type_name("N");
  a.simulation.declare(app, "Runs");
  app.footer(
      "Exit code: 0 all hold, 1 an assertion fails, 2 usage or invalid input, 3 internal\n"
      "error, 4 inconclusive. Of several files the gravest: 3, 2, 1, 4, 0.");
}

LoadOptions loadOptions(const RunArguments& a) {
  LoadOptions options = a.simulation.loadOptions();
  options.variants = a.variants;
  options.maxEvents = a.maxEvents;
  return options;
}

void print(const std::vector<ScenarioRun>& runs, const RunArguments& a, Console& console) {
  if (a.simulation.format == "json") {
    // One document is one object; several are an array of them.
    JsonValue all = JsonValue::makeArray();
    for (const ScenarioRun& run : runs) all.items.push_back(resultJson(run.result));
    console.out << toText(runs.size() == 1 ? all.items.front() : all, 2) << "\n";
    return;
  }
  bool first = true;
  for (const ScenarioRun& run : runs) {
    if (!a.simulation.quiet && !first) console.out << "\n\n";
    first = false;
    console.out << (a.simulation.quiet ? verdictLines(run.result, console.style)
                                       : terminalReport(run.result, console.style));
  }
}

ExitCode exitCodeOf(Verdict verdict, bool failOnInconclusive) {
  switch (verdict) {
    case Verdict::pass:
      return ExitCode::pass;
    case Verdict::fail:
      return ExitCode::assertionFails;
    case Verdict::inconclusive:
      return failOnInconclusive ? ExitCode::assertionFails : ExitCode::inconclusive;
  }
  return ExitCode::internal;
}

ExitCode execute(const RunArguments& a, Console& console) {
  const LoadOptions options = loadOptions(a);
  Diagnostics diagnostics;
  std::vector<LoadedScenario> scenarios = loadRunnable(a.files, options, diagnostics);
  fillInUnknowns(scenarios, a.simulation.jobs, a.simulation.quiet, console, diagnostics);
  if (diagnostics.hasErrors() || !a.simulation.quiet) tell(diagnostics, console.err);
  if (diagnostics.hasErrors()) {
    console.err << summary(diagnostics) << "; nothing was run\n";
    return ExitCode::badInput;
  }
  std::optional<OutputDirectory> out;
  if (!a.out.empty()) out.emplace(a.out, a.files);
  Progress progress{console.err, console.progress && !a.simulation.quiet, scenarios.size()};
  const RunPlan plan{a.replications, a.simulation.jobsOrDefault(), a.maxEvents, out.has_value()};
  const std::vector<ScenarioRun> runs = runScenarios(scenarios, plan, progress);
  if (out) out->write(runs, a.commandLine);
  print(runs, a, console);
  ExitCode exit = ExitCode::pass;
  for (const ScenarioRun& run : runs)
    exit = worse(exit, exitCodeOf(overall(run.result), a.failOnInconclusive));
  return exit;
}

}  // namespace

Command runCommand(CLI::App& app, std::string commandLine) {
  CLI::App* sub = app.add_subcommand("run", "Simulate scenarios and tell what happened.");
  sub->allow_extras();
  auto arguments = std::make_shared<RunArguments>();
  arguments->commandLine = std::move(commandLine);
  declare(*sub, *arguments);
  return {sub, [arguments](Console& console) { return execute(*arguments, console); }};
}

}  // namespace headroom

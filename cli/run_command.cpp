// headroom run FILE...: simulate every variant, judge, report.
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <new>
#include <stdexcept>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/output_directory.h"
#include "cli/progress.h"
#include "cli/run_record.h"
#include "models/world/simulate.h"
#include "report/result_json.h"
#include "report/terminal_report.h"

namespace headroom {
namespace {

/// Events may turn out more than were estimated; so many times more stop a run.
constexpr double kEstimateSlack = 10;

struct RunArguments {
  std::vector<std::string> files;
  std::vector<std::string> variants;
  std::vector<std::string> overrides;
  std::optional<std::int64_t> seed;
  double maxEvents = LoadOptions{}.maxEvents;
  std::string format = "text";
  std::string out;
  bool quiet = false;
  std::string commandLine;
};

void declare(CLI::App& app, RunArguments& a) {
  app.add_option("FILE", a.files, "Scenario files.")->required()->type_name("");
  app.add_option("--variant", a.variants, "Only this variant; may be given again.")
      ->allow_extra_args(false)
      ->type_name("NAME");
  app.add_option("--set", a.overrides,
                 "Change the document, e.g. /system/parts/app/workers=200; may be given again.")
      ->allow_extra_args(false)
      ->type_name("/POINTER=VALUE");
  app.add_option("--seed", a.seed, "Seed of the random draws, instead of the document's.")
      ->check(wholeNumber())
      ->type_name("N");
  app.add_option("--format", a.format, "What is printed.")
      ->check(oneOf({"text", "json"}))
      ->type_name("text|json");
  app.add_option("--out", a.out, "Leave result.json, series.csv and run.json there.")
      ->type_name("DIR");
  app.add_option("--max-events", a.maxEvents,
                 fmt::format("Largest estimated size of one run ({:.0e}).", a.maxEvents))
      ->check(positiveNumber())
      ->type_name("N");
  app.add_flag("--quiet", a.quiet, "Only verdicts: no report, no lints, no progress.");
  app.footer(
      "Exit code: 0 all hold, 1 an assertion fails, 2 usage or invalid input, 3 internal\n"
      "error, 4 inconclusive. Of several files the gravest: 3, 2, 1, 4, 0.");
}

LoadOptions loadOptions(const RunArguments& a) {
  LoadOptions options;
  for (const std::string& text : a.overrides) options.overrides.push_back(parseOverride(text));
  options.variants = a.variants;
  options.seed = a.seed;
  options.maxEvents = a.maxEvents;
  return options;
}

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Runs one variant; what must not happen is told with what is needed to see it again.
TimedResult runVariant(const LoadedVariant& variant, double maxEvents, Progress& progress) {
  RunOptions options;
  options.maxEvents = static_cast<std::uint64_t>(std::min(maxEvents * kEstimateSlack, 1e18));
  options.progress = [&progress](double share) {
    progress.update(share);
    return true;
  };
  const auto start = std::chrono::steady_clock::now();
  try {
    Outcome outcome = simulate(variant, options);
    const double seconds = secondsSince(start);
    return {makeResult(variant, std::move(outcome)), seconds};
  } catch (const std::bad_alloc&) {
    throw;  // No fault of ours, and nothing that the seed would tell.
  } catch (const std::exception& error) {
    throw std::runtime_error{
        fmt::format("{} (variant \"{}\", seed {})", error.what(), variant.name, variant.spec.seed)};
  }
}

std::vector<ScenarioRun> runAll(const std::vector<LoadedScenario>& scenarios, const RunArguments& a,
                                Console& console) {
  std::size_t runs = 0;
  for (const LoadedScenario& scenario : scenarios) runs += scenario.variants.size();
  Progress progress{console.err, console.progress && !a.quiet, runs};
  std::vector<ScenarioRun> all;
  for (const LoadedScenario& scenario : scenarios) {
    ScenarioRun run;
    run.result.file = scenario.file;
    for (const LoadedVariant& variant : scenario.variants) {
      progress.beginRun(variant.name.empty() ? scenario.file : variant.name);
      TimedResult timed = runVariant(variant, a.maxEvents, progress);
      run.wallSeconds.push_back(timed.wallSeconds);
      run.result.variants.push_back(std::move(timed.result));
      progress.endRun();
    }
    all.push_back(std::move(run));
  }
  return all;
}

void print(const std::vector<ScenarioRun>& runs, const RunArguments& a, Console& console) {
  if (a.format == "json") {
    // One document is one object; several are an array of them.
    JsonValue all = JsonValue::makeArray();
    for (const ScenarioRun& run : runs) all.items.push_back(resultJson(run.result));
    console.out << toText(runs.size() == 1 ? all.items.front() : all, 2) << "\n";
    return;
  }
  bool first = true;
  for (const ScenarioRun& run : runs) {
    if (!a.quiet && !first) console.out << "\n\n";
    first = false;
    console.out << (a.quiet ? verdictLines(run.result, console.style)
                            : terminalReport(run.result, console.style));
  }
}

ExitCode exitCodeOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return ExitCode::pass;
    case Verdict::fail:
      return ExitCode::assertionFails;
    case Verdict::inconclusive:
      return ExitCode::inconclusive;
  }
  return ExitCode::internal;
}

ExitCode execute(const RunArguments& a, Console& console) {
  const LoadOptions options = loadOptions(a);
  Diagnostics diagnostics;
  const std::vector<LoadedScenario> scenarios = loadRunnable(a.files, options, diagnostics);
  if (diagnostics.hasErrors() || !a.quiet) tell(diagnostics, console.err);
  if (diagnostics.hasErrors()) {
    console.err << summary(diagnostics) << "; nothing was run\n";
    return ExitCode::badInput;
  }
  std::optional<OutputDirectory> out;
  if (!a.out.empty()) out.emplace(a.out, a.files);
  const std::vector<ScenarioRun> runs = runAll(scenarios, a, console);
  if (out) out->write(runs, a.commandLine);
  print(runs, a, console);
  ExitCode exit = ExitCode::pass;
  for (const ScenarioRun& run : runs) exit = worse(exit, exitCodeOf(overall(run.result)));
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

// headroom run FILE...: simulate every variant, judge, report.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/fill_in.h"
#include "cli/input.h"
#include "cli/output_directory.h"
#include "cli/progress.h"
#include "cli/run_record.h"
#include "report/result_json.h"
#include "report/terminal_report.h"
#include "studies/in_order.h"
#include "studies/replicate.h"

namespace headroom {
namespace {

/// Events may turn out more than were estimated; so many times more stop a run.
constexpr double kEstimateSlack = 10;

struct RunArguments {
  std::vector<std::string> files;
  std::vector<std::string> variants;
  std::vector<std::string> overrides;
  std::optional<std::int64_t> seed;
  std::optional<std::int64_t> replications;
  std::optional<std::int64_t> jobs;
  bool failOnInconclusive = false;
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
  app.add_option("--replications", a.replications,
                 "Runs of each variant, each with its own random numbers; verdicts are then on the "
                 "share of runs that satisfy an assertion.")
      ->check(countUpTo(100'000))
      ->type_name("N");
  app.add_option("-j,--jobs", a.jobs,
                 "Runs at a time; as many as the machine has threads when left out. The results "
                 "are the same.")
      ->check(countUpTo(1024))
      ->type_name("N");
  app.add_flag("--fail-on-inconclusive", a.failOnInconclusive,
               "Exit code 1 instead of 4 where the runs do not tell.");
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

/// What the command line says, else what the document asks for.
int replicationsOf(const LoadedScenario& scenario, const RunArguments& a) {
  std::int64_t wanted = 1;
  for (const LoadedVariant& variant : scenario.variants)
    wanted = std::max(wanted, variant.spec.replications);
  return static_cast<int>(a.replications.value_or(wanted));
}

/// Takes the runs of one file as they come and makes results of them.
class Gatherer {
 public:
  Gatherer(const LoadedScenario& scenario, int replications, bool keepSeries)
      : scenario_(scenario), replications_(replications) {
    run_.result.file = scenario.file;
    run_.result.filledIn = scenario.filledIn;
    if (keepSeries) run_.series = std::make_unique<SeriesSpool>();
  }

  void take(ReplicationRun&& run) {
    const LoadedVariant& variant = scenario_.variants[run.variant];
    if (run_.series) run_.series->add(variant.name, run.outcome);
    if (replications_ == 1) {
      run_.result.variants.push_back(makeResult(variant, std::move(run.outcome)));
      run_.wallSeconds.push_back(run.wallSeconds);
      return;
    }
    if (!collector_) {
      collector_.emplace(variant.spec);
      run_.wallSeconds.push_back(0);
    }
    collector_->add(run.outcome);
    run_.wallSeconds.back() += run.wallSeconds;
    if (run.replication == 0) example_ = std::move(run.outcome);
    if (run.replication + 1 < replications_) return;
    run_.result.variants.push_back(makeResult(variant, std::move(example_), collector_->finish()));
    collector_.reset();
  }

  ScenarioRun finish() { return std::move(run_); }

 private:
  const LoadedScenario& scenario_;
  int replications_;
  ScenarioRun run_;
  std::optional<EvidenceCollector> collector_;
  Outcome example_;
};

/// The variant that is being run when so much of all runs is done; the file's name without any.
std::string labelAt(const LoadedScenario& scenario, double share) {
  const auto count = static_cast<double>(scenario.variants.size());
  const auto index = static_cast<std::size_t>(std::min(share * count, count - 1));
  const std::string& name = scenario.variants[index].name;
  return name.empty() ? scenario.file : name;
}

ScenarioRun runScenario(const LoadedScenario& scenario, const RunArguments& a, Progress& progress) {
  ReplicationPlan plan;
  plan.replications = replicationsOf(scenario, a);
  plan.jobs = static_cast<unsigned>(a.jobs.value_or(defaultJobs()));
  plan.maxEvents = static_cast<std::uint64_t>(std::min(a.maxEvents * kEstimateSlack, 1e18));
  plan.progress = [&](double share) {
    progress.label(labelAt(scenario, share));
    progress.update(share);
  };
  Gatherer gatherer{scenario, plan.replications, !a.out.empty()};
  replicate(scenario, plan, [&](ReplicationRun&& run) { gatherer.take(std::move(run)); });
  ScenarioRun run = gatherer.finish();
  run.jobs = plan.jobs;
  return run;
}

std::vector<ScenarioRun> runAll(const std::vector<LoadedScenario>& scenarios, const RunArguments& a,
                                Console& console) {
  Progress progress{console.err, console.progress && !a.quiet, scenarios.size()};
  std::vector<ScenarioRun> all;
  for (const LoadedScenario& scenario : scenarios) {
    all.push_back(runScenario(scenario, a, progress));
    progress.endRun();
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
  fillInUnknowns(scenarios, a.jobs, a.quiet, console, diagnostics);
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

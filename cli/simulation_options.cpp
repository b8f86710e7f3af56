#include "cli/simulation_options.h"

#include "cli/cli_parser.h"
#include "cli/input.h"
#include "studies/in_order.h"

namespace headroom {

void SimulationOptions::declare(CLI::App& app, const std::string& atATime) {
  app.add_option("--set", overrides,
                 "Change the document, e.g. /system/parts/app/workers=200; may be given again.")
      ->allow_extra_args(false)
      ->type_name("/POINTER=VALUE");
  app.add_option("--seed", seed, "Seed of the random draws, instead of the document's.")
      ->check(wholeNumber())
      ->type_name("N");
  app.add_option("-j,--jobs", jobs,
                 atATime +
                     " at a time; as many as the machine has threads when left out. The "
                     "results are the same.")
      ->check(countUpTo(1024))
      ->type_name("N");
  app.add_option("--format", format, "What is printed.")
      ->check(oneOf({"text", "json"}))
      ->type_name("text|json");
  app.add_flag("--quiet", quiet, "Only verdicts: no report, no lints, no progress.");
}

LoadOptions SimulationOptions::loadOptions() const {
  LoadOptions options;
  for (const std::string& text : overrides) options.overrides.push_back(parseOverride(text));
  options.seed = seed;
  return options;
}

unsigned SimulationOptions::jobsOrDefault() const {
  return jobs ? static_cast<unsigned>(*jobs) : defaultJobs();
}

}  // namespace headroom

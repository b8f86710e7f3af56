#include "cli/fill_in.h"

#include "cli/progress.h"
#include "studies/fit.h"
#include "studies/in_order.h"

namespace headroom {

void fillInUnknowns(std::vector<LoadedScenario>& scenarios, std::optional<std::int64_t> jobs,
                    bool quiet, Console& console, Diagnostics& diagnostics) {
  if (diagnostics.hasErrors()) return;
  Progress progress{console.err, console.progress && !quiet, scenarios.size()};
  for (LoadedScenario& scenario : scenarios) {
    progress.label("fitting what nobody measured: " + scenario.file);
    FitOptions options;
    options.jobs = static_cast<unsigned>(jobs.value_or(defaultJobs()));
    options.progress = [&progress](double share) { progress.update(share); };
    resolveFits(scenario, options, diagnostics);
    progress.endRun();
  }
}

}  // namespace headroom

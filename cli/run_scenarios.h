// The runs of `headroom run`: each file's variants, as often as asked, gathered to results.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/progress.h"
#include "cli/run_record.h"
#include "models/spec/load.h"

namespace headroom {

struct RunPlan {
  std::optional<std::int64_t> replications;  ///< Else what the document asks for.
  unsigned jobs = 1;
  double maxEvents = 0;     ///< Estimated; so many times more stop a run.
  bool keepSeries = false;  ///< Of every run, for series.csv.
};

std::vector<ScenarioRun> runScenarios(const std::vector<LoadedScenario>& scenarios,
                                      const RunPlan& plan, Progress& progress);

}  // namespace headroom

// run.json: where a result came from. Unlike the result, it is different every time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/series_spool.h"
#include "models/notation/json_value.h"
#include "report/scenario_result.h"

namespace headroom {

/// One file's results, how long each variant took, and the curves of all runs where they are kept.
struct ScenarioRun {
  ScenarioResult result;
  std::vector<double> wallSeconds;  ///< One per variant: the sum over its runs.
  std::unique_ptr<SeriesSpool> series;
  unsigned jobs = 1;
};

/// Command, time, versions, machine, speed.
JsonValue runRecord(const ScenarioRun& run, const std::string& commandLine);

}  // namespace headroom

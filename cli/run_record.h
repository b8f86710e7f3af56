// run.json: where a result came from. Unlike the result, it is different every time.
#pragma once

#include <string>
#include <vector>

#include "models/notation/json_value.h"
#include "report/scenario_result.h"

namespace headroom {

struct TimedResult {
  VariantResult result;
  double wallSeconds = 0;
};

/// One file's results and how long each variant took.
struct ScenarioRun {
  ScenarioResult result;
  std::vector<double> wallSeconds;  ///< One per variant.
};

/// Command, time, versions, machine, speed.
JsonValue runRecord(const ScenarioRun& run, const std::string& commandLine);

}  // namespace headroom

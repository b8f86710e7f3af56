// What many runs say together, for result.json.
#pragma once

#include "models/notation/json_value.h"
#include "report/scenario_result.h"

namespace headroom {

/// Replications, confidence, and every figure with its estimate. `variant.evidence` is there.
JsonValue evidenceJson(const VariantResult& variant);

/// Per other variant, by name, every figure's paired difference to the reference.
JsonValue differencesJson(const ScenarioResult& scenario, const VariantResult& reference);

/// {"kind": "mean of runs", "runs", "value", "half_width", "min", "max"}; two modes have no value
/// but {"modes": [{"value", "runs"}, ...]}. "never" stands for a recovery that never came.
JsonValue estimateJson(Metric metric, const Estimate& estimate);

}  // namespace headroom

// result.json: everything of a run that the same seed gives again, byte for byte.
#pragma once

#include "models/notation/json_value.h"
#include "report/scenario_result.h"

namespace headroom {

/// Keys in a fixed order, variants by name: the order of a document's keys changes nothing. Times
/// in seconds, rates per second, shares from 0 to 1; null where there is nothing to say.
JsonValue resultJson(const ScenarioResult& scenario);

/// Variants in the order of their names.
std::vector<const VariantResult*> sortedByName(const ScenarioResult& scenario);

}  // namespace headroom

// From a file to the specs of its variants: reading, inlining the system, applying changes,
// checking.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/notation/diagnostic.h"
#include "models/notation/json_value.h"
#include "models/spec/fit_plan.h"
#include "models/spec/samples.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

/// One what-if, ready to be compiled.
struct LoadedVariant {
  std::string name;  ///< "" when the document has no variants.
  ScenarioSpec spec;
  JsonValue document;  ///< After inlining and changes; what JSON pointers address.
  SampleFiles samples;
};

struct LoadedScenario {
  std::string file;
  bool systemOnly = false;              ///< A file without workload, faults and assertions.
  LoadedVariant document;               ///< As it is without variants.
  LoadedVariant asWritten;              ///< And without overrides: fits are made on its system.
  std::vector<LoadedVariant> variants;  ///< In the document's order; at least one.
  std::vector<FilledIn> filledIn;       ///< Unknowns of its system found so far (studies/fit.h).
};

/// `--set /json/pointer=value` of the command line; the value is JSON, or text when it is none.
struct Override {
  std::string pointer;
  std::string value;
};

struct LoadOptions {
  std::vector<Override> overrides;
  std::vector<std::string> variants;  ///< Only these; all when empty.
  std::optional<std::int64_t> seed;
  double maxEvents = 2e9;  ///< Largest estimated size of one run.
};

/// Reads, checks and reports everything at once. Nothing when there was an error.
std::optional<LoadedScenario> loadScenario(const std::string& path, const LoadOptions& options,
                                           Diagnostics& diagnostics);

}  // namespace headroom

// Rules across a whole document: names that exist, cycles that end, times inside the run.
#pragma once

#include "models/notation/diagnostic.h"
#include "models/spec/load.h"

namespace headroom {

/// Reports by JSON pointer; the place in the file is looked up in the document.
class Findings {
 public:
  Findings(const JsonValue& document, const std::string& file, Diagnostics& diagnostics)
      : document_(document), file_(file), diagnostics_(diagnostics) {}
  void error(const std::string& code, const std::string& pointer, const std::string& message);
  void warning(const std::string& lint, const std::string& pointer, const std::string& message);
  /// The value's place, or that of the nearest place above it.
  SourceLocation placeOf(std::string pointer) const;

 private:
  const JsonValue& document_;
  const std::string& file_;
  Diagnostics& diagnostics_;
};

/// Parts, flows, key sets, limits, steps: every name exists, every cycle ends. (check_system.cpp)
void checkSystem(const SystemSpec& system, Findings& findings);
/// Workload, faults, assertions. (check_scenario.cpp)
void checkScenario(const ScenarioSpec& scenario, double maxEvents, Findings& findings);
/// Doubtful but legal. (lints.cpp)
void lintSystem(const ScenarioSpec& scenario, Findings& findings);
/// Every lint's name, for `silence`.
const std::vector<std::string>& lintNames();
/// Reads the CSV files that distributions name, relative to the file that names them (a scenario or
/// its system file); to `directory` when that is none (a change on the command line). (samples.cpp)
void readSamples(const ScenarioSpec& scenario, const std::string& directory, SampleFiles& samples,
                 Findings& findings);

}  // namespace headroom

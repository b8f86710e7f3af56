// Rules across a whole document: names that exist, cycles that end, times inside the run.
#pragma once

#include "models/notation/diagnostic.h"
#include "models/spec/load.h"

namespace headroom {

class MatchCheck;  // check_match.h

/// Reports by JSON pointer; the place in the file is looked up in the document.
class Findings {
 public:
  Findings(const JsonValue& document, const std::string& file, Diagnostics& diagnostics)
      : document_(document), file_(file), diagnostics_(diagnostics) {}
  void error(const std::string& code, const std::string& pointer, const std::string& message);
  void warning(const std::string& lint, const std::string& pointer, const std::string& message);
  bool has(const std::string& pointer) const;
  /// The value's place, or that of the nearest place above it.
  SourceLocation placeOf(std::string pointer) const;

 private:
  const JsonValue& document_;
  const std::string& file_;
  Diagnostics& diagnostics_;
};

/// Parts, flows, key sets, limits, steps: every name exists, every cycle ends. (check_system.cpp)
void checkSystem(const SystemSpec& system, Findings& findings);
/// Attributes, segments, and whom limits match. (check_segments.cpp)
void checkSegments(const ScenarioSpec& scenario, const MatchCheck& matches, Findings& findings);
/// Where limits keep their state, how many limiters they are, and how they are shared out.
/// (check_limit_state.cpp)
void checkLimitState(const SystemSpec& system, const MatchCheck& matches, Findings& findings);
/// Names of limits, and changes of them by hand. (check_changes.cpp)
void checkChanges(const ScenarioSpec& scenario, Findings& findings);
/// Monitors, and what looks at them: rules and conditions. (check_monitors.cpp)
void checkMonitors(const ScenarioSpec& scenario, const MatchCheck& matches, Findings& findings);
/// Limits nobody can see the effect of; rules that act on what is old. (lint_monitors.cpp)
void lintMonitors(const ScenarioSpec& scenario, Findings& findings);
/// The resources a part has, as monitors and assertions call them. (check_scenario.cpp)
std::vector<std::string> resourcesOf(const PartSpec& part);
/// One baseline of a part: operation, key set, absent parts, latency bound. (check_baseline.cpp)
void checkBaseline(const SystemSpec& system, const std::string& part, std::size_t index,
                   Findings& findings);
/// Every unknown duration has a baseline that fills it in. (check_baseline.cpp)
void checkFits(const SystemSpec& system, Findings& findings);
/// A what-if brings no unknown of its own: fits speak of the system as written.
/// (check_baseline.cpp)
void checkFitsOfVariant(const SystemSpec& asWritten, const SystemSpec& variant, Findings& findings);
/// Measurements no setting can reach, or taken on another configuration. (lint_baselines.cpp)
void lintBaselines(const LoadedVariant& document, bool isAsWritten, Findings& findings);
/// Workload, faults, assertions. (check_scenario.cpp)
void checkScenario(const ScenarioSpec& scenario, double maxEvents, Findings& findings);
/// Rules by criticality where all requests have the same. (lint_levels.cpp)
void lintLevels(const ScenarioSpec& scenario, Findings& findings);
/// Doubtful but legal. (lints.cpp)
void lintSystem(const ScenarioSpec& scenario, Findings& findings);
/// Every lint's name, for `silence`.
const std::vector<std::string>& lintNames();
/// Reads the CSV files that distributions name, relative to the file that names them (a scenario or
/// its system file); to `directory` when that is none (a change on the command line). (samples.cpp)
void readSamples(const ScenarioSpec& scenario, const std::string& directory, SampleFiles& samples,
                 Findings& findings);

}  // namespace headroom

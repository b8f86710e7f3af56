// What a check of baselines found, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "models/notation/json_value.h"
#include "models/spec/fit_plan.h"
#include "report/terminal_style.h"
#include "studies/level_check.h"

namespace headroom {

struct CheckResult {
  std::string file;
  std::vector<FilledIn> filledIn;  ///< Durations nobody measured, as they were found.
  std::vector<BaselineLevel> levels;
  int replications = 0;
  std::int64_t seed = 0;
  bool holds() const;
};

/// One baseline in words, cell by cell.
struct LevelWords {
  std::string verdict;               ///< "HOLDS", "MISS"
  std::string measured;              ///< "500/s"
  std::string simulated;             ///< "498.2/s"; "no limit"
  std::string interval;              ///< "495 to 501/s"; "-" of a single search.
  std::string deviation;             ///< "-0.4 %"; "none found"
  std::string allowed;               ///< "10 %"
  std::vector<std::string> remarks;  ///< What stands in the way of more, where it was measured, ...
};
LevelWords wordsOf(const CheckResult& result, const BaselineLevel& level,
                   const TerminalStyle& style);
/// How the simulated figures were found; the result has levels.
std::string methodOf(const CheckResult& result);

std::string checkReport(const CheckResult& result, const TerminalStyle& style);
/// One line for each baseline, and nothing else.
std::string checkLines(const CheckResult& result, const TerminalStyle& style);
JsonValue checkJson(const CheckResult& result);

/// A line for each unknown that was filled in, below a heading; "" when there was none.
std::string filledInText(const std::vector<FilledIn>& filledIn);
JsonValue filledInJson(const std::vector<FilledIn>& filledIn);

}  // namespace headroom

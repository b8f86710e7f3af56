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

std::string checkReport(const CheckResult& result, const TerminalStyle& style);
/// One line for each baseline, and nothing else.
std::string checkLines(const CheckResult& result, const TerminalStyle& style);
JsonValue checkJson(const CheckResult& result);

/// A line for each unknown that was filled in, below a heading; "" when there was none.
std::string filledInText(const std::vector<FilledIn>& filledIn);
JsonValue filledInJson(const std::vector<FilledIn>& filledIn);

}  // namespace headroom

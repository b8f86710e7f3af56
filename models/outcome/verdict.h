// Outcome and assertions to verdicts.
#pragma once

#include <string>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

enum class Verdict { pass, fail, inconclusive };
std::string nameOf(Verdict verdict);

struct Judgement {
  std::string text;    ///< "order success_ratio >= 99 %"
  std::string window;  ///< "65s to 90s", "whole run", "after 90s"
  std::string value;   ///< "76.31 %", "never", "nothing measured"
  std::string limit;   ///< ">= 99 %"
  Verdict verdict = Verdict::inconclusive;
  std::string remark;  ///< From the measurement.
};

/// One per assertion, in the order of the document.
std::vector<Judgement> judge(const ScenarioSpec& scenario, const Outcome& outcome);
/// fail if any fails, else inconclusive if any is, else pass (also without assertions).
Verdict overall(const std::vector<Judgement>& judgements);

}  // namespace headroom

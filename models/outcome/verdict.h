// Outcome and assertions to verdicts.
#pragma once

#include <string>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

enum class Verdict { pass, fail, inconclusive };
std::string nameOf(Verdict verdict);

/// Over several runs: how many satisfied an assertion, and what that says of the next one.
struct RunShare {
  std::uint64_t runs = 0;
  std::uint64_t holds = 0;
  std::uint64_t unmeasured = 0;  ///< Runs with nothing to measure: they may count either way.
  double low = 0, high = 1;      ///< Wilson interval of the share.
  double required = 0.95;
};

struct Judgement {
  std::string text;    ///< "order success_ratio >= 99 %"
  std::string window;  ///< "65s to 90s", "whole run", "after 90s"
  std::string value;   ///< "76.31 %", "never", "nothing measured"
  std::string limit;   ///< ">= 99 %"
  Verdict verdict = Verdict::inconclusive;
  std::string remark;               ///< From the measurement.
  std::optional<RunShare> share;    ///< Of several runs; one run alone has none.
  std::vector<std::string> doubts;  ///< Why a run may have been too short for what is claimed.
};

/// What is asserted, in words; nothing measured yet.
Judgement wordsOf(const AssertionSpec& assertion);
/// Whether a measured value satisfies it.
bool satisfies(const AssertionSpec& assertion, double value);

/// Of one run: one per assertion, in the order of the document.
std::vector<Judgement> judge(const ScenarioSpec& scenario, const Outcome& outcome);
/// fail if any fails, else inconclusive if any is, else pass (also without assertions).
Verdict overall(const std::vector<Judgement>& judgements);

}  // namespace headroom

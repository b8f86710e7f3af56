// What a report is about: the outcomes of one file's variants, and what was judged of them.
#pragma once

#include <string>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/outcome/verdict.h"
#include "models/spec/load.h"
#include "studies/evidence.h"

namespace headroom {

/// When something was done to a part, for marking it.
struct FaultWindow {
  std::string part;
  std::string effect;  ///< "down", "slow", ...
  Time from{};
  Time to{};  ///< Same as `from`: an instant.
};

/// In the document's order; of a run that ends at `end`.
std::vector<FaultWindow> faultWindows(const ScenarioSpec& scenario, Duration end);

struct VariantResult {
  std::string name;  ///< "" when the document has no variants.
  std::string title;
  std::string question;
  std::string modelHash;  ///< Of what was run (models/spec/fingerprint.h).
  bool asWritten = true;  ///< Changes nothing of the document: what the others are compared with.
  std::vector<FaultWindow> faults;   ///< In the document's order.
  Outcome outcome;                   ///< Of the one run; of several, the first, as an example.
  std::optional<Evidence> evidence;  ///< Of several runs.
  std::vector<Judgement> judgements;
  Verdict verdict = Verdict::inconclusive;
};

struct ScenarioResult {
  std::string file;
  std::vector<FilledIn> filledIn;       ///< Durations nobody measured, as they were found.
  std::vector<VariantResult> variants;  ///< In the document's order.
};

/// Judges one run. A run that was stopped before its end never passes: it is inconclusive at best.
VariantResult makeResult(const LoadedVariant& variant, Outcome outcome);
/// The same of several runs: `example` is the first of them.
VariantResult makeResult(const LoadedVariant& variant, Outcome example, Evidence evidence);
/// The variant that others are compared with: the one that changes nothing, else the first by name.
/// nullptr when there are no two.
const VariantResult* referenceOf(const ScenarioResult& scenario);
/// The worst of its variants: fail, then inconclusive, then pass.
Verdict overall(const ScenarioResult& scenario);

}  // namespace headroom

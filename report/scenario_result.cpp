#include "report/scenario_result.h"

#include <algorithm>

#include "models/spec/fingerprint.h"
#include "studies/run_length.h"

namespace headroom {
namespace {

std::string whatHappens(const FaultSpec& fault) {
  struct Name {
    std::string operator()(const DownSpec& d) const {
      return d.mode == DownMode::hang ? "hangs" : "down";
    }
    std::string operator()(const SlowSpec&) const { return "slow"; }
    std::string operator()(const ErrorSpec&) const { return "errors"; }
    std::string operator()(const FlushSpec&) const { return "flushed"; }
    std::string operator()(const InstancesLostSpec&) const { return "instances lost"; }
  };
  return std::visit(Name{}, fault.effect);
}

FaultWindow windowOf(const FaultSpec& fault, Duration end) {
  FaultWindow window;
  window.part = fault.part.name;
  window.effect = whatHappens(fault);
  window.from = fault.at;
  const bool instant = std::holds_alternative<FlushSpec>(fault.effect);
  window.to = instant ? fault.at : fault.duration ? fault.at + *fault.duration : end;
  window.to = std::min<Time>(window.to, std::max<Time>(end, window.from));
  return window;
}

}  // namespace

std::vector<FaultWindow> faultWindows(const ScenarioSpec& scenario, Duration end) {
  std::vector<FaultWindow> windows;
  for (const FaultSpec& fault : scenario.faults) windows.push_back(windowOf(fault, end));
  return windows;
}

namespace {

VariantResult unjudged(const LoadedVariant& variant, Duration end) {
  VariantResult result;
  result.name = variant.name;
  result.title = variant.spec.title;
  result.question = variant.spec.question;
  result.modelHash = modelHash(variant.spec, variant.samples);
  const auto change = variant.spec.variants.find(variant.name);
  result.asWritten = change == variant.spec.variants.end() || change->second.set.empty();
  result.faults = faultWindows(variant.spec, end);
  return result;
}

Verdict verdictOf(const std::vector<Judgement>& judgements, bool complete) {
  const Verdict verdict = overall(judgements);
  return !complete && verdict == Verdict::pass ? Verdict::inconclusive : verdict;
}

}  // namespace

VariantResult makeResult(const LoadedVariant& variant, Outcome outcome) {
  VariantResult result = unjudged(variant, outcome.duration);
  result.judgements = judge(variant.spec, outcome);
  auto doubts = runLengthDoubts(variant.spec, outcome);
  for (std::size_t i = 0; i < result.judgements.size(); ++i)
    result.judgements[i].doubts = std::move(doubts[i]);
  result.verdict = verdictOf(result.judgements, outcome.stopReason.empty());
  result.outcome = std::move(outcome);
  return result;
}

VariantResult makeResult(const LoadedVariant& variant, Outcome example, Evidence evidence) {
  VariantResult result = unjudged(variant, example.duration);
  result.judgements = evidence.judgements;
  result.verdict = verdictOf(result.judgements, evidence.stopped.empty());
  result.outcome = std::move(example);
  result.evidence = std::move(evidence);
  return result;
}

const VariantResult* referenceOf(const ScenarioResult& scenario) {
  if (scenario.variants.size() < 2) return nullptr;
  return &*std::min_element(scenario.variants.begin(), scenario.variants.end(),
                            [](const VariantResult& a, const VariantResult& b) {
                              return std::pair(!a.asWritten, a.name) <
                                     std::pair(!b.asWritten, b.name);
                            });
}

Verdict overall(const ScenarioResult& scenario) {
  const auto any = [&scenario](Verdict verdict) {
    return std::any_of(scenario.variants.begin(), scenario.variants.end(),
                       [verdict](const VariantResult& v) { return v.verdict == verdict; });
  };
  if (any(Verdict::fail)) return Verdict::fail;
  return any(Verdict::inconclusive) ? Verdict::inconclusive : Verdict::pass;
}

}  // namespace headroom

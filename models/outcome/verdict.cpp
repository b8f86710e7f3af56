#include "models/outcome/verdict.h"

#include <fmt/format.h>

#include "models/notation/units.h"
#include "models/spec/threshold.h"

namespace headroom {
namespace {

bool holds(Comparison op, double value, double limit) {
  switch (op) {
    case Comparison::lt:
      return value < limit;
    case Comparison::lte:
      return value <= limit;
    case Comparison::gt:
      return value > limit;
    case Comparison::gte:
      return value >= limit;
  }
  return false;
}

std::string subjectOf(const AssertionSpec& a) {
  std::string out = a.flow      ? a.flow->name
                    : a.segment ? a.segment->name
                    : a.part    ? a.part->name
                                : "";
  out += " " + nameOf(a.metric);
  if (a.resource) out += " of " + *a.resource;
  return out;
}

std::string windowOf(const AssertionSpec& a) {
  if (a.after) return "after " + toText(*a.after);
  if (a.window) return toText(a.window->from) + " to " + toText(a.window->to);
  return "whole run";
}

}  // namespace

std::string nameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::inconclusive:
      return "inconclusive";
  }
  return "";
}

Judgement wordsOf(const AssertionSpec& a) {
  static const char* const kSigns[] = {"<", "<=", ">", ">="};
  const Threshold threshold = *thresholdOf(a).threshold;
  Judgement j;
  j.text = subjectOf(a);
  if (threshold.aggregation)
    j.text +=
        " " + EnumNames<Aggregation>::names()[static_cast<std::size_t>(*threshold.aggregation)];
  j.window = windowOf(a);
  j.limit = fmt::format("{} {}", kSigns[static_cast<std::size_t>(threshold.op)],
                        formatMetric(a.metric, threshold.value));
  j.text += " " + j.limit;
  j.value = "nothing measured";
  return j;
}

bool satisfies(const AssertionSpec& assertion, double value) {
  const Threshold threshold = *thresholdOf(assertion).threshold;
  return holds(threshold.op, value, threshold.value);
}

std::vector<Judgement> judge(const ScenarioSpec& scenario, const Outcome& outcome) {
  std::vector<Judgement> judgements;
  for (std::size_t i = 0; i < scenario.assertions.size(); ++i) {
    const AssertionSpec& a = scenario.assertions[i];
    const Measurement& measured = outcome.measurements[i];
    Judgement j = wordsOf(a);
    j.remark = measured.remark;
    if (measured.value) {
      j.value = formatMetric(a.metric, *measured.value);
      j.verdict = satisfies(a, *measured.value) ? Verdict::pass : Verdict::fail;
    }
    judgements.push_back(std::move(j));
  }
  return judgements;
}

Verdict overall(const std::vector<Judgement>& judgements) {
  bool open = false;
  for (const Judgement& j : judgements) {
    if (j.verdict == Verdict::fail) return Verdict::fail;
    open = open || j.verdict == Verdict::inconclusive;
  }
  return open ? Verdict::inconclusive : Verdict::pass;
}

}  // namespace headroom

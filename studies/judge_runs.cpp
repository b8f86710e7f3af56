#include "studies/judge_runs.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {
namespace {

RunShare shareOf(const AssertionSpec& assertion, const std::vector<double>& values) {
  RunShare share;
  share.runs = values.size();
  for (const double value : values) {
    if (std::isnan(value))
      ++share.unmeasured;
    else if (satisfies(assertion, value))
      ++share.holds;
  }
  share.low = wilsonInterval(share.holds, share.runs).low;
  share.high = wilsonInterval(share.holds + share.unmeasured, share.runs).high;
  share.required = assertion.requiredShare.value;
  return share;
}

Verdict verdictOf(const RunShare& share) {
  if (share.unmeasured == share.runs) return Verdict::inconclusive;
  if (share.low >= share.required) return Verdict::pass;
  return share.high < share.required ? Verdict::fail : Verdict::inconclusive;
}

std::string percent(double share) { return fmt::format("{:.3g} %", share * 100); }

std::string remarkOn(const RunShare& share, Verdict verdict, const std::string& collapse) {
  std::string text =
      fmt::format("{} of {} runs satisfy it: {} to {}, required {}", share.holds, share.runs,
                  percent(share.low), percent(share.high), percent(share.required));
  if (share.unmeasured > 0) text += fmt::format("; {} had nothing to measure", share.unmeasured);
  if (verdict == Verdict::inconclusive && share.holds == share.runs)
    text += fmt::format("; at least {} runs are needed to tell", trialsToShow(share.required));
  return text + collapse;
}

/// "; collapses in 23 of 40 runs: P = 42 % to 71 %"
std::string collapseText(const Figure& measured) {
  const auto collapse = collapseShare(measured.id.metric, measured.estimate());
  if (!collapse) return {};
  return fmt::format("; P(collapse) {} to {} ({} of {} runs)", percent(collapse->interval.low),
                     percent(collapse->interval.high), collapse->collapsed, collapse->runs);
}

}  // namespace

Judgement judgeRuns(const AssertionSpec& assertion, const Figure& measured) {
  Judgement j = wordsOf(assertion);
  j.value = estimateText(assertion.metric, measured.estimate());
  const RunShare share = shareOf(assertion, measured.values);
  j.verdict = verdictOf(share);
  j.remark = remarkOn(share, j.verdict, collapseText(measured));
  j.share = share;
  return j;
}

}  // namespace headroom

// Limits that have names, and the changes made to them by hand.
#include <fmt/format.h>

#include "models/spec/change_spec.h"
#include "models/spec/check.h"
#include "models/spec/each_limit.h"
#include "models/spec/named_limits.h"

namespace headroom {
namespace {

void checkNames(const SystemSpec& system, Findings& findings) {
  const NamedLimits named = namedLimits(system);
  forEachLimit(system, [&](const LimitSpec& limit, const LimitPlace& place) {
    if (!limit.name) return;
    const std::string& at = place.pointer;
    const NamedLimit& first = named.at(place.part).at(*limit.name);
    if (limit.name->empty())
      findings.error("E_EMPTY", at + "/name", "found \"\"; allowed: a name");
    else if (first.pointer != at)
      findings.error("E_DUPLICATE", at + "/name",
                     fmt::format("found \"{}\", which is the name of {} as well; allowed: a name "
                                 "of its own",
                                 *limit.name, first.pointer));
  });
}

void checkBurst(const LimitSpec& limit, std::int64_t burst, const std::string& at,
                Findings& findings) {
  const auto* bucket = std::get_if<TokenBucketSpec>(&limit.limiter);
  if (bucket == nullptr)
    findings.error("E_RULE", at,
                   fmt::format("\"burst\" is changed of a token_bucket only; found a {}",
                               nameOf(limit.limiter)));
  else if (burst < bucket->permits)
    findings.error("E_RULE", at,
                   fmt::format("found {}; allowed: at least the {} permits of one request", burst,
                               bucket->permits));
}

void checkShare(const LimitFigure& figure, double value, const std::string& at,
                Findings& findings) {
  const double share = value / figure.written;
  if (share < kLeastShare || share > kMostShare)
    findings.error("E_RANGE", at,
                   fmt::format("found {}; allowed: from {} to {}, a thousandth to a thousand times "
                               "what is written",
                               figure.text(value), figure.text(figure.at(kLeastShare)),
                               figure.text(figure.at(kMostShare))));
}

void checkChange(const ScenarioSpec& scenario, std::size_t i, Findings& findings) {
  const ChangeSpec& change = scenario.changes[i];
  const std::string at = fmt::format("/changes/{}", i);
  const Duration end = runDuration(scenario);
  if (change.at >= end)
    findings.error("E_RANGE", at + "/at",
                   fmt::format("found {}; the run ends at {}: the change never happens",
                               toText(change.at), toText(end)));
  const LimitSpec* limit =
      findChangeable(scenario.system, change.part.name, change.limit, at, findings);
  if (limit == nullptr) return;
  if (change.burst) return checkBurst(*limit, *change.burst, at + "/burst", findings);
  const LimitFigure figure = *figureOf(limit->limiter);
  if ((change.rate && !figure.isRate) || (change.count && figure.isRate))
    findings.error(
        "E_RULE", at + (change.rate ? "/rate" : "/count"),
        fmt::format("a {} limits {}; allowed: \"{}\" or \"to\"", nameOf(limit->limiter),
                    figure.isRate ? "a rate" : "a number", figure.isRate ? "rate" : "count"));
  else if (change.rate)
    checkShare(figure, change.rate->perSecond, at + "/rate", findings);
  else if (change.count)
    checkShare(figure, static_cast<double>(*change.count), at + "/count", findings);
}

}  // namespace

void checkChanges(const ScenarioSpec& scenario, Findings& findings) {
  checkNames(scenario.system, findings);
  if (scenario.workload.empty()) return;
  for (std::size_t i = 0; i < scenario.changes.size(); ++i) checkChange(scenario, i, findings);
}

}  // namespace headroom

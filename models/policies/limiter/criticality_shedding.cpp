#include "models/policies/limiter/criticality_shedding.h"

#include <fmt/format.h>

#include <limits>

namespace headroom {
namespace {

using Thresholds = std::array<std::optional<std::int64_t>, kCriticalities>;

Thresholds thresholdsOf(const CriticalitySheddingSpec& spec) {
  return {spec.criticalPlus, spec.critical, spec.sheddablePlus, spec.sheddable};
}

/// A level must not outlast one above it.
void checkOrder(const CriticalitySheddingSpec& spec, const JsonValue& at, Reading& reading) {
  const std::vector<std::string> names = EnumNames<Criticality>::names();
  const Thresholds thresholds = thresholdsOf(spec);
  std::optional<std::size_t> above;
  for (std::size_t level = 0; level < kCriticalities; ++level) {
    if (!thresholds[level]) continue;
    if (above && *thresholds[level] > *thresholds[*above])
      reading.error(
          "E_ORDER", at,
          fmt::format("found {} {}, {} {}; allowed: no level has a higher threshold than "
                      "one more critical",
                      names[*above], *thresholds[*above], names[level], *thresholds[level]));
    above = level;
  }
  if (!above)
    reading.error("E_RULE", at, "found no threshold; allowed: at least one, or no such limit");
}

}  // namespace

void describe(Shape<CriticalitySheddingSpec>& s) {
  s.is("CriticalityShedding", "criticality_shedding",
       "Refuses (503) a request when so many are inside that its level is no longer served, the "
       "least critical first. A level left out has the threshold of the next one above it; without "
       "one above, none.");
  const auto threshold = [&s](const char* name,
                              std::optional<std::int64_t> CriticalitySheddingSpec::*member) {
    s(name, member,
      std::string{"Requests inside, of any level, from which on those of "} + name +
          " are refused.")
        .between(0, 1e9);
  };
  threshold("critical_plus", &CriticalitySheddingSpec::criticalPlus);
  threshold("critical", &CriticalitySheddingSpec::critical);
  threshold("sheddable_plus", &CriticalitySheddingSpec::sheddablePlus);
  threshold("sheddable", &CriticalitySheddingSpec::sheddable);
  s.rule(checkOrder);
}

CriticalityShedding::CriticalityShedding(const CriticalitySheddingSpec& spec) {
  std::int64_t threshold = std::numeric_limits<std::int64_t>::max();
  const Thresholds given = thresholdsOf(spec);
  for (std::size_t level = 0; level < kCriticalities; ++level)
    thresholds_[level] = threshold = given[level].value_or(threshold);
}

}  // namespace headroom

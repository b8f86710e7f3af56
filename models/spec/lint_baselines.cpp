// Doubtful baselines of the system as written.
#include <fmt/format.h>

#include "models/analytic/capacity_bound.h"
#include "models/spec/baseline_reach.h"
#include "models/spec/check.h"
#include "models/spec/fingerprint.h"

namespace headroom {
namespace {

/// A measurement that no setting of the model can reach is a mistake in one of the two.
void lintCapacity(const LoadedVariant& system, const std::string& part, const std::string& at,
                  const BaselineSpec& baseline, Findings& findings) {
  const auto bound =
      capacityBound(system.spec.system, system.samples, part, baseline.operation, baseline.without);
  if (bound && baseline.throughput.perSecond > 1.05 * bound->perSecond)
    findings.warning("baseline-above-capacity", at + "/throughput",
                     fmt::format("measured {}, but the {} allow at most {:.4g}/s",
                                 toText(baseline.throughput), bound->resource, bound->perSecond));
}

void lintFingerprint(const LoadedVariant& system, const std::string& part, const std::string& at,
                     const BaselineSpec& baseline, Findings& findings) {
  if (baseline.fingerprint.empty()) return;
  const std::string now = fingerprintOf(system.spec.system, system.samples, part, baseline);
  if (now == baseline.fingerprint) return;
  findings.warning(
      "stale-baseline", at + "/fingerprint",
      fmt::format("\"{}\" was measured on a configuration with fingerprint {}, and the system as "
                  "written has {}; measure it again, then renew the fingerprint with "
                  "`headroom check --stamp`",
                  baselineName(part, baseline), baseline.fingerprint, now));
}

}  // namespace

void lintBaselines(const LoadedVariant& document, bool isAsWritten, Findings& findings) {
  forEachBaseline(document.spec.system,
                  [&](const std::string& part, std::size_t index, const BaselineSpec& baseline) {
                    const std::string at = baselinePointer(part, index);
                    lintCapacity(document, part, at, baseline, findings);
                    if (isAsWritten) lintFingerprint(document, part, at, baseline, findings);
                  });
}

}  // namespace headroom

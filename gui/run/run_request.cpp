#include "gui/run/run_request.h"

#include <algorithm>

namespace headroom::gui {

std::int64_t replicationsAsked(const LoadedScenario& scenario) {
  std::int64_t most = 1;
  for (const LoadedVariant& variant : scenario.variants)
    most = std::max(most, variant.spec.replications);
  return most;
}

}  // namespace headroom::gui

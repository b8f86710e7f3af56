// What is asked of a run.
#pragma once

#include <cstdint>
#include <memory>

#include "models/spec/load.h"

namespace headroom::gui {

struct RunRequest {
  std::shared_ptr<const LoadedScenario> scenario;
  std::uint64_t revision = 0;  ///< Of the document.
  std::size_t first = 0;       ///< The variant that is run first, and watched.
  bool others = true;          ///< Then all other variants.
  int replications = 1;        ///< Of every variant.
  unsigned jobs = 1;           ///< Threads for the replications after the first.
  double speed = 0;            ///< Simulated seconds a second; 0: as fast as possible.
  bool paused = false;         ///< Waits before the first event.
};

/// Replications that a document asks for: the most that any of its variants does, at least 1.
std::int64_t replicationsAsked(const LoadedScenario& scenario);

}  // namespace headroom::gui

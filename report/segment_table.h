// Who got what: the traffic, its goodput and the parts' work, segment by segment.
#pragma once

#include <string>
#include <vector>

#include "report/scenario_result.h"
#include "report/terminal_style.h"

namespace headroom {

/// A segment over a phase, or over the whole run where that is the only one.
struct SegmentTraffic {
  std::string phase;
  const FlowSpan* span = nullptr;
  double offeredShare = 0;  ///< Of the requests of all flows; NaN where there are none.
  double goodputShare = 0;  ///< Of their goodput; NaN where there is none.
};
/// One per phase.
std::vector<SegmentTraffic> segmentTraffic(const Outcome& outcome, const FlowOutcome& segment);
/// Of the service that a part gave, what segment number `segment` got; NaN if it gave none.
double serviceShare(const PartOutcome& part, std::size_t segment);

/// Load, goodput and losses of each segment by phase, and its shares of all; then its share of the
/// service each part gave. "" where the system declares no segments.
std::string segmentTables(const Outcome& outcome, const TerminalStyle& style);

}  // namespace headroom

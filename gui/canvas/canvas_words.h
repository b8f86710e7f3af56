// What the canvas shows, in words: for tooltips, for those who do not see it, and for tests.
#pragma once

#include <QString>

#include "gui/canvas/canvas_state.h"

namespace headroom::gui {

/// "orders-db, database: saturated, connections 100 %, 312 waiting; offered 495/s, ..."
QString partWords(const TopologyPart& part, const PartState& state);
QString flowWords(const TopologyFlow& flow, const FlowState& state);
/// "app → orders-db: 495/s, 2.1 % failed"
QString edgeWords(const Topology& topology, const TopologyEdge& edge, const EdgeState& state);
/// The same over several lines, with what is configured.
QString partToolTip(const TopologyPart& part, const PartState& state);
QString flowToolTip(const TopologyFlow& flow, const FlowState& state);
/// "1 part down, 1 saturated, 2 ok · browse 15 % good"
QString summaryWords(const Topology& topology, const CanvasState& state);

/// "slow", "down": of a fault, else of a condition that is worth a word; "" when all is well.
QString chipWords(const PartState& state);

}  // namespace headroom::gui

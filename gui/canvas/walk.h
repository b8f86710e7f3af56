// Where an arrow key leads from a card.
#pragma once

#include <optional>

#include "gui/canvas/topology.h"
#include "gui/document/focus.h"

namespace headroom::gui {

enum class Direction { left, right, up, down };

/// Left to a caller, right to a callee, the nearest in height; up and down within the column. Where
/// none is, to the nearest card that way, so that every card can be reached; nothing at the end.
/// From nothing, or from what is not there: to the first card.
std::optional<Subject> walk(const Topology& topology, const Layout& layout,
                            const LayoutInput& input, const Subject& from, Direction direction);

/// Of flows and parts, by their place among the nodes of the layout.
Subject subjectOf(const Topology& topology, std::size_t node);
/// Nothing when there is none of that name.
std::optional<std::size_t> nodeOf(const Topology& topology, const Subject& subject);

}  // namespace headroom::gui

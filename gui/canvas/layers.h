// The steps of the layered layout, and what they hand on: a connected graph in which every edge
// leads from one column to the next.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "gui/canvas/layered_layout.h"

namespace headroom::gui {

inline constexpr std::size_t kLane = std::numeric_limits<std::size_t>::max();

/// A node, or the lane of a long edge in a column that it passes.
struct LayerVertex {
  std::size_t node = kLane;  ///< Of the input; kLane for lanes.
  std::size_t rank = 0;
};

struct Layers {
  std::vector<LayerVertex> vertices;
  std::vector<std::vector<std::size_t>> left;   ///< Neighbours in the column before.
  std::vector<std::vector<std::size_t>> right;  ///< Neighbours in the column after.
  std::vector<std::vector<std::size_t>> ranks;  ///< Vertices by column, from top to bottom.
  /// By edge: its vertices from left to right; empty for edges from a node to itself.
  std::vector<std::vector<std::size_t>> paths;
  std::vector<bool> reversed;  ///< Edges that lead from right to left: they closed a cycle.
};

/// Column of every node. Edges that close a cycle are set in `reversed`.
std::vector<std::size_t> rankNodes(const LayoutInput& input, std::vector<bool>& reversed);
/// With lanes, in an order as good as the order of the input.
Layers makeLayers(const LayoutInput& input);

/// Permutes the columns for few crossings; returns how many are left.
std::size_t orderLayers(Layers& layers);

/// Where the nodes and lanes of each column stand.
struct Placement {
  std::vector<LayoutPoint> corners;  ///< By vertex: upper left; of a lane: where it begins.
  std::vector<double> lengths;       ///< By vertex: its width; of a lane: that of its column.
  /// By vertex: levels at which edges reach and leave it past the nodes beside it; NaN where
  /// nothing is in the way.
  std::vector<double> laneIn, laneOut;
  std::vector<double> rankLeft, rankRight;  ///< By column.
  LayoutSize size;
};
Placement placeLayers(const Layers& layers, const LayoutInput& input, const LayoutOptions& options);

}  // namespace headroom::gui

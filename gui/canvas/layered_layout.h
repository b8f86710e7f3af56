// Layered drawing of a directed graph, left to right, callers before callees. No window in it.
//
// Cycles are broken where a depth-first search meets them; a node stands one column right of the
// rightmost of its callers; long edges get a lane of their own in every column they pass; columns
// are ordered by barycentres and by swapping neighbours, the order with the fewest crossings is
// kept; heights come from least squares towards the neighbours, with the lanes pulled straight.
//
// **Source:** K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical
// system structures", IEEE Trans. SMC 11(2), 1981; crossings are counted as W. Barth, P. Mutzel,
// M. Jünger, "Simple and efficient bilayer cross counting", JGAA 8(2), 2004.
// **Simplified:** columns that would become too tall are folded into several side by side.
#pragma once

#include <cstddef>
#include <vector>

namespace headroom::gui {

struct LayoutPoint {
  double x = 0;
  double y = 0;
  bool operator==(const LayoutPoint&) const = default;
};

struct LayoutSize {
  double width = 0;
  double height = 0;
  bool operator==(const LayoutSize&) const = default;
};

struct LayoutNode {
  LayoutSize size;
  bool first = false;  ///< Stands in the first column, even if what it calls stands far right.
};

/// Indices of nodes; several between the same two, and from a node to itself, are allowed.
struct LayoutEdge {
  std::size_t from = 0;
  std::size_t to = 0;
};

struct LayoutInput {
  std::vector<LayoutNode> nodes;
  std::vector<LayoutEdge> edges;
};

/// Lengths in the unit of the nodes' sizes.
struct LayoutOptions {
  double rankGap = 84;          ///< Between columns.
  double nodeGap = 26;          ///< Between nodes of a column.
  double laneGap = 9;           ///< Between long edges that pass a column side by side.
  double aspect = 2.2;          ///< Width to height to aim at, by folding tall columns.
  std::size_t rowsAtLeast = 8;  ///< Columns up to so many nodes are never folded.
};

struct Layout {
  std::vector<LayoutPoint> nodes;  ///< Their upper left corners; the smallest x and y are 0.
  std::vector<std::size_t> ranks;  ///< Their columns, before folding, from 0 in each component.
  /// Where each edge goes, from its first node's border to its second's; at every point it runs
  /// level. Empty for edges from a node to itself.
  std::vector<std::vector<LayoutPoint>> routes;
  LayoutSize size;
  std::size_t crossings = 0;  ///< Of edges and lanes, before folding.
};

/// The same input gives the same layout, everywhere.
Layout layOut(const LayoutInput& input, const LayoutOptions& options = {});

}  // namespace headroom::gui

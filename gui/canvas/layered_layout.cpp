#include "gui/canvas/layered_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>

#include "gui/canvas/layers.h"

namespace headroom::gui {
namespace {

/// A connected part of the graph, with what its nodes and edges are called outside.
struct Component {
  LayoutInput input;
  std::vector<std::size_t> nodes, edges;
  Layers layers;
  Placement placement;
  std::size_t crossings = 0;
  LayoutPoint corner;
};

std::vector<Component> componentsOf(const LayoutInput& input) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  Graph graph(input.nodes.size());
  for (const LayoutEdge& e : input.edges) boost::add_edge(e.from, e.to, graph);
  std::vector<std::size_t> componentOf(input.nodes.size());
  if (input.nodes.empty()) return {};
  std::vector<Component> components(boost::connected_components(graph, componentOf.data()));
  std::vector<std::size_t> inside(input.nodes.size());
  for (std::size_t v = 0; v < input.nodes.size(); ++v) {
    Component& component = components[componentOf[v]];
    inside[v] = component.nodes.size();
    component.nodes.push_back(v);
    component.input.nodes.push_back(input.nodes[v]);
  }
  for (std::size_t e = 0; e < input.edges.size(); ++e) {
    const auto [from, to] = input.edges[e];
    Component& component = components[componentOf[from]];
    component.edges.push_back(e);
    component.input.edges.push_back({inside[from], inside[to]});
  }
  return components;
}

/// The large ones first; side by side on shelves as wide as the widest, or as the aspect asks.
LayoutSize pack(std::vector<Component>& components, const LayoutOptions& options) {
  std::stable_sort(components.begin(), components.end(),
                   [](const auto& a, const auto& b) { return a.nodes.size() > b.nodes.size(); });
  double area = 0;
  double widest = 0;
  for (const Component& c : components) {
    const LayoutSize& size = c.placement.size;
    area += (size.width + options.rankGap) * (size.height + options.nodeGap);
    widest = std::max(widest, size.width);
  }
  const double limit = std::max(widest, std::sqrt(area * options.aspect));
  LayoutSize total;
  LayoutPoint next;
  double shelf = 0;
  for (Component& c : components) {
    const LayoutSize& size = c.placement.size;
    if (next.x > 0 && next.x + size.width > limit) {
      next = {0, next.y + shelf + options.nodeGap};
      shelf = 0;
    }
    c.corner = next;
    next.x += size.width + options.rankGap * 0.6;
    shelf = std::max(shelf, size.height);
    total.width = std::max(total.width, c.corner.x + size.width);
    total.height = std::max(total.height, c.corner.y + size.height);
  }
  return total;
}

/// Where the edges of a component leave and reach its nodes, and the ways between.
class Router {
 public:
  explicit Router(const Component& component) : c_(component) {
    slots_.resize(c_.input.edges.size());
    std::vector<std::vector<std::size_t>> outgoing(c_.input.nodes.size());
    std::vector<std::vector<std::size_t>> incoming(c_.input.nodes.size());
    for (std::size_t e = 0; e < c_.layers.paths.size(); ++e) {
      const std::vector<std::size_t>& path = c_.layers.paths[e];
      if (path.empty()) continue;
      outgoing[path.front()].push_back(e);
      incoming[path.back()].push_back(e);
    }
    for (std::size_t v = 0; v < c_.input.nodes.size(); ++v) {
      spread(
          outgoing[v], [this](std::size_t e) { return c_.layers.paths[e][1]; },
          [this](std::size_t e) -> double& { return slots_[e].first; });
      spread(
          incoming[v],
          [this](std::size_t e) { return c_.layers.paths[e][c_.layers.paths[e].size() - 2]; },
          [this](std::size_t e) -> double& { return slots_[e].second; });
    }
  }

  std::vector<LayoutPoint> route(std::size_t e) const {
    const std::vector<std::size_t>& path = c_.layers.paths[e];
    std::vector<LayoutPoint> points;
    if (path.empty()) return points;
    leave(path.front(), slots_[e].first, points);
    for (std::size_t i = 1; i + 1 < path.size(); ++i) {
      const LayoutPoint at = c_.placement.corners[path[i]];
      points.push_back(at);
      points.push_back({at.x + c_.placement.lengths[path[i]], at.y});
    }
    reach(path.back(), slots_[e].second, points);
    if (c_.layers.reversed[e]) std::reverse(points.begin(), points.end());
    for (LayoutPoint& p : points) p = {p.x + c_.corner.x, p.y + c_.corner.y};
    return points;
  }

 private:
  /// Gives the edges of one side their share of it, in the order of where they come from.
  template <class Other, class Slot>
  void spread(std::vector<std::size_t>& edges, const Other& other, const Slot& slot) {
    const auto level = [&](std::size_t e) {
      const std::size_t v = other(e);
      const std::size_t node = c_.layers.vertices[v].node;
      return c_.placement.corners[v].y + (node == kLane ? 0 : c_.input.nodes[node].size.height / 2);
    };
    std::stable_sort(edges.begin(), edges.end(),
                     [&](std::size_t a, std::size_t b) { return level(a) < level(b); });
    for (std::size_t i = 0; i < edges.size(); ++i)
      slot(edges[i]) = (static_cast<double>(i) + 1) / (static_cast<double>(edges.size()) + 1);
  }

  LayoutPoint port(std::size_t v, double slot, bool right) const {
    const LayoutPoint corner = c_.placement.corners[v];
    const LayoutSize size = c_.input.nodes[c_.layers.vertices[v].node].size;
    return {corner.x + (right ? size.width : 0), corner.y + size.height * (0.2 + 0.6 * slot)};
  }

  /// Past the nodes that stand beside it in a folded column.
  void leave(std::size_t v, double slot, std::vector<LayoutPoint>& points) const {
    const LayoutPoint at = port(v, slot, true);
    points.push_back(at);
    const double lane = c_.placement.laneOut[v];
    if (std::isnan(lane)) return;
    points.push_back({at.x + kBend, lane});
    points.push_back({c_.placement.rankRight[c_.layers.vertices[v].rank], lane});
  }
  void reach(std::size_t v, double slot, std::vector<LayoutPoint>& points) const {
    const LayoutPoint at = port(v, slot, false);
    const double lane = c_.placement.laneIn[v];
    if (!std::isnan(lane)) {
      points.push_back({c_.placement.rankLeft[c_.layers.vertices[v].rank], lane});
      points.push_back({at.x - kBend, lane});
    }
    points.push_back(at);
  }

  static constexpr double kBend = 24;  ///< Less than the gap between folds.
  const Component& c_;
  std::vector<std::pair<double, double>> slots_;  ///< By edge: at its left and its right end.
};

void put(const Component& c, Layout& layout) {
  for (std::size_t v = 0; v < c.nodes.size(); ++v) {
    const LayoutPoint at = c.placement.corners[v];
    layout.nodes[c.nodes[v]] = {at.x + c.corner.x, at.y + c.corner.y};
    layout.ranks[c.nodes[v]] = c.layers.vertices[v].rank;
  }
  const Router router(c);
  for (std::size_t e = 0; e < c.edges.size(); ++e) layout.routes[c.edges[e]] = router.route(e);
}

}  // namespace

Layout layOut(const LayoutInput& input, const LayoutOptions& options) {
  Layout layout;
  layout.nodes.resize(input.nodes.size());
  layout.ranks.resize(input.nodes.size());
  layout.routes.resize(input.edges.size());
  std::vector<Component> components = componentsOf(input);
  for (Component& c : components) {
    c.layers = makeLayers(c.input);
    c.crossings = orderLayers(c.layers);
    c.placement = placeLayers(c.layers, c.input, options);
    layout.crossings += c.crossings;
  }
  layout.size = pack(components, options);
  for (const Component& c : components) put(c, layout);
  return layout;
}

}  // namespace headroom::gui

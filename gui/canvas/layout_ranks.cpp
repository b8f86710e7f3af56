// Columns: cycles broken, longest paths, lanes for edges that pass columns.
#include <algorithm>
#include <iterator>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/topological_sort.hpp>

#include "gui/canvas/layers.h"

namespace headroom::gui {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, boost::property<boost::edge_index_t, int>>;

class CycleFinder : public boost::default_dfs_visitor {
 public:
  explicit CycleFinder(std::vector<bool>& reversed) : reversed_(reversed) {}
  void back_edge(Graph::edge_descriptor e, const Graph& graph) {
    reversed_[static_cast<std::size_t>(get(boost::edge_index, graph, e))] = true;
  }

 private:
  std::vector<bool>& reversed_;
};

/// Edges of nodes to themselves have no place in columns.
Graph graphOf(const LayoutInput& input, const std::vector<bool>& reversed) {
  Graph graph(input.nodes.size());
  for (std::size_t e = 0; e < input.edges.size(); ++e) {
    auto [from, to] = input.edges[e];
    if (from == to) continue;
    if (reversed[e]) std::swap(from, to);
    boost::add_edge(from, to, static_cast<int>(e), graph);
  }
  return graph;
}

/// From those whom nobody calls, so that what they reach is not called a caller of theirs.
std::vector<bool> findBackEdges(const LayoutInput& input) {
  std::vector<bool> reversed(input.edges.size(), false);
  const Graph graph = graphOf(input, reversed);
  std::vector<boost::default_color_type> colours(input.nodes.size(), boost::white_color);
  const auto colourMap =
      boost::make_iterator_property_map(colours.begin(), get(boost::vertex_index, graph));
  const auto search = [&](std::size_t v) {
    if (colours[v] == boost::white_color)
      boost::depth_first_visit(graph, v, CycleFinder{reversed}, colourMap);
  };
  for (std::size_t v = 0; v < input.nodes.size(); ++v)
    if (input.nodes[v].first) search(v);
  for (std::size_t v = 0; v < input.nodes.size(); ++v)
    if (boost::in_degree(v, graph) == 0) search(v);
  for (std::size_t v = 0; v < input.nodes.size(); ++v) search(v);
  return reversed;
}

/// Moves nodes right, towards what they call, where more edges become shorter than longer.
void tighten(const LayoutInput& input, const Graph& graph,
             const std::vector<std::size_t>& calleesFirst, std::vector<std::size_t>& ranks) {
  for (const std::size_t v : calleesFirst) {
    if (input.nodes[v].first || boost::out_degree(v, graph) <= boost::in_degree(v, graph)) continue;
    std::size_t nearest = kLane;
    const auto [begin, end] = boost::out_edges(v, graph);
    for (auto e = begin; e != end; ++e)
      nearest = std::min(nearest, ranks[boost::target(*e, graph)]);
    ranks[v] = std::max(ranks[v], nearest - 1);
  }
}

}  // namespace

std::vector<std::size_t> rankNodes(const LayoutInput& input, std::vector<bool>& reversed) {
  reversed = findBackEdges(input);
  const Graph graph = graphOf(input, reversed);
  std::vector<std::size_t> calleesFirst;
  boost::topological_sort(graph, std::back_inserter(calleesFirst));
  std::vector<std::size_t> ranks(input.nodes.size(), 0);
  for (auto v = calleesFirst.rbegin(); v != calleesFirst.rend(); ++v) {
    const auto [begin, end] = boost::out_edges(*v, graph);
    for (auto e = begin; e != end; ++e) {
      std::size_t& callee = ranks[boost::target(*e, graph)];
      callee = std::max(callee, ranks[*v] + 1);
    }
  }
  tighten(input, graph, calleesFirst, ranks);
  if (ranks.empty()) return ranks;
  const std::size_t lowest = *std::min_element(ranks.begin(), ranks.end());
  for (std::size_t& rank : ranks) rank -= lowest;
  return ranks;
}

namespace {

void addVertex(Layers& layers, std::size_t node, std::size_t rank) {
  layers.vertices.push_back({node, rank});
  layers.left.emplace_back();
  layers.right.emplace_back();
  if (layers.ranks.size() <= rank) layers.ranks.resize(rank + 1);
  layers.ranks[rank].push_back(layers.vertices.size() - 1);
}

std::vector<std::size_t> addPath(Layers& layers, std::size_t from, std::size_t to) {
  std::vector<std::size_t> path{from};
  for (std::size_t rank = layers.vertices[from].rank + 1; rank < layers.vertices[to].rank; ++rank) {
    addVertex(layers, kLane, rank);
    path.push_back(layers.vertices.size() - 1);
  }
  path.push_back(to);
  for (std::size_t i = 1; i < path.size(); ++i) {
    layers.right[path[i - 1]].push_back(path[i]);
    layers.left[path[i]].push_back(path[i - 1]);
  }
  return path;
}

}  // namespace

Layers makeLayers(const LayoutInput& input) {
  Layers layers;
  const std::vector<std::size_t> ranks = rankNodes(input, layers.reversed);
  for (std::size_t v = 0; v < input.nodes.size(); ++v) addVertex(layers, v, ranks[v]);
  for (std::size_t e = 0; e < input.edges.size(); ++e) {
    auto [from, to] = input.edges[e];
    if (layers.reversed[e]) std::swap(from, to);
    layers.paths.push_back(from == to ? std::vector<std::size_t>{} : addPath(layers, from, to));
  }
  return layers;
}

}  // namespace headroom::gui

// The layered layout: what a drawing of a system must hold, on small graphs that can be counted by
// hand and on large ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "gui/canvas/layered_layout.h"

namespace headroom::gui {
namespace {

LayoutInput graph(std::size_t nodes, const std::vector<LayoutEdge>& edges) {
  LayoutInput input;
  input.nodes.assign(nodes, LayoutNode{{160, 90}, false});
  input.edges = edges;
  return input;
}

/// A system of services: few columns, most calls to the next one, some further on. Deterministic.
LayoutInput largeSystem(std::size_t nodes, std::size_t columns, std::size_t callsEach) {
  LayoutInput input = graph(nodes, {});
  std::uint64_t state = 12345;
  const auto next = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state >> 33U) % below);
  };
  const std::size_t tall = nodes / columns;
  for (std::size_t v = tall; v < nodes; ++v) {
    const std::size_t column = v / tall;
    for (std::size_t i = 0; i < callsEach; ++i) {
      const std::size_t from = next(8) == 0 && column > 1 ? next(column) : column - 1;
      input.edges.push_back({from * tall + next(tall), v});
    }
  }
  return input;
}

bool overlap(const LayoutInput& input, const Layout& layout, std::size_t a, std::size_t b) {
  const LayoutPoint p = layout.nodes[a];
  const LayoutPoint q = layout.nodes[b];
  return p.x < q.x + input.nodes[b].size.width && q.x < p.x + input.nodes[a].size.width &&
         p.y < q.y + input.nodes[b].size.height && q.y < p.y + input.nodes[a].size.height;
}

void expectNoOverlaps(const LayoutInput& input, const Layout& layout) {
  for (std::size_t a = 0; a < input.nodes.size(); ++a)
    for (std::size_t b = a + 1; b < input.nodes.size(); ++b)
      ASSERT_FALSE(overlap(input, layout, a, b)) << a << " and " << b;
}

void expectInside(const LayoutInput& input, const Layout& layout) {
  for (std::size_t v = 0; v < input.nodes.size(); ++v) {
    EXPECT_GE(layout.nodes[v].x, 0);
    EXPECT_GE(layout.nodes[v].y, 0);
    EXPECT_LE(layout.nodes[v].x + input.nodes[v].size.width, layout.size.width + 1e-6);
    EXPECT_LE(layout.nodes[v].y + input.nodes[v].size.height, layout.size.height + 1e-6);
  }
}

double middle(const LayoutInput& input, const Layout& layout, std::size_t v) {
  return layout.nodes[v].y + input.nodes[v].size.height / 2;
}

TEST(LayeredLayout, NothingGivesNothing) {
  const Layout layout = layOut({});
  EXPECT_TRUE(layout.nodes.empty());
  EXPECT_EQ(layout.size, LayoutSize{});
}

TEST(LayeredLayout, OneNodeStandsAtTheOrigin) {
  const Layout layout = layOut(graph(1, {}));
  EXPECT_EQ(layout.nodes[0], LayoutPoint{});
  EXPECT_EQ(layout.size, (LayoutSize{160, 90}));
}

TEST(LayeredLayout, AChainIsALevelRow) {
  const LayoutInput input = graph(4, {{0, 1}, {1, 2}, {2, 3}});
  const Layout layout = layOut(input);
  for (std::size_t v = 0; v < 4; ++v) {
    EXPECT_EQ(layout.ranks[v], v);
    EXPECT_NEAR(middle(input, layout, v), middle(input, layout, 0), 0.01);
  }
}

TEST(LayeredLayout, CallersStandLeftOfCallees) {
  const LayoutInput input = largeSystem(120, 8, 2);
  const Layout layout = layOut(input);
  for (const LayoutEdge& e : input.edges)
    EXPECT_LT(layout.nodes[e.from].x + input.nodes[e.from].size.width, layout.nodes[e.to].x);
  expectNoOverlaps(input, layout);
  expectInside(input, layout);
}

TEST(LayeredLayout, ACallerStandsInTheMiddleOfItsCallees) {
  const LayoutInput input = graph(5, {{0, 2}, {1, 2}, {2, 3}, {2, 4}});
  const Layout layout = layOut(input);
  EXPECT_NEAR(middle(input, layout, 2), (middle(input, layout, 3) + middle(input, layout, 4)) / 2,
              0.5);
  EXPECT_NEAR(middle(input, layout, 2), (middle(input, layout, 0) + middle(input, layout, 1)) / 2,
              0.5);
}

TEST(LayeredLayout, ATreeHasNoCrossings) {
  // Children numbered so that the order of the input crosses.
  const LayoutInput input = graph(13, {{0, 3},
                                       {0, 1},
                                       {0, 2},
                                       {1, 12},
                                       {2, 11},
                                       {3, 10},
                                       {1, 9},
                                       {2, 8},
                                       {3, 7},
                                       {1, 6},
                                       {2, 5},
                                       {3, 4}});
  EXPECT_EQ(layOut(input).crossings, 0U);
}

TEST(LayeredLayout, TwoOnTwoCrossOnce) {
  EXPECT_EQ(layOut(graph(4, {{0, 2}, {0, 3}, {1, 2}, {1, 3}})).crossings, 1U);
}

TEST(LayeredLayout, ThreeOnThreeCrossNineTimes) {
  std::vector<LayoutEdge> edges;
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 3; b < 6; ++b) edges.push_back({a, b});
  EXPECT_EQ(layOut(graph(6, edges)).crossings, 9U);
}

TEST(LayeredLayout, APlanarLadderIsUntangled) {
  // Two columns of six; each calls two neighbours of a cycle cut open, the numbers shuffled.
  const std::vector<std::size_t> a{3, 0, 5, 1, 4, 2};
  const std::vector<std::size_t> b{8, 11, 6, 10, 7, 9};
  std::vector<LayoutEdge> edges;
  for (std::size_t i = 0; i < 6; ++i) {
    edges.push_back({a[i], b[i]});
    if (i + 1 < 6) edges.push_back({a[i], b[i + 1]});
  }
  EXPECT_EQ(layOut(graph(12, edges)).crossings, 0U);
}

TEST(LayeredLayout, LongEdgesPassNodesBesideThem) {
  // 0 calls 3 over two columns, beside 1 and 2.
  const LayoutInput input = graph(4, {{0, 1}, {1, 2}, {2, 3}, {0, 3}});
  const Layout layout = layOut(input);
  const std::vector<LayoutPoint>& route = layout.routes[3];
  ASSERT_EQ(route.size(), 6U);
  for (const std::size_t v : {1U, 2U}) {
    const double top = layout.nodes[v].y;
    for (const LayoutPoint& p : route)
      EXPECT_FALSE(p.x >= layout.nodes[v].x && p.x <= layout.nodes[v].x + 160 && p.y >= top &&
                   p.y <= top + 90)
          << v;
  }
  EXPECT_NEAR(route[1].y, route[4].y, 1.0) << "the lane is straight";
}

TEST(LayeredLayout, RoutesLeadFromBorderToBorder) {
  const LayoutInput input = graph(2, {{0, 1}});
  const Layout layout = layOut(input);
  ASSERT_EQ(layout.routes[0].size(), 2U);
  EXPECT_DOUBLE_EQ(layout.routes[0].front().x, layout.nodes[0].x + 160);
  EXPECT_DOUBLE_EQ(layout.routes[0].back().x, layout.nodes[1].x);
}

TEST(LayeredLayout, CyclesAreBrokenWhereTheyClose) {
  const LayoutInput input = graph(4, {{0, 1}, {1, 2}, {2, 3}, {3, 1}});
  const Layout layout = layOut(input);
  EXPECT_EQ(layout.ranks, (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_LT(layout.routes[3].back().x, layout.routes[3].front().x) << "leads back, to the left";
  expectNoOverlaps(input, layout);
}

TEST(LayeredLayout, WhoCallEachOtherAndThemselvesArePlaced) {
  const LayoutInput input = graph(3, {{0, 1}, {1, 0}, {1, 1}, {2, 2}, {0, 1}});
  const Layout layout = layOut(input);
  expectNoOverlaps(input, layout);
  EXPECT_TRUE(layout.routes[2].empty());
  EXPECT_NE(layout.routes[0], layout.routes[4]) << "two edges between the same two lie apart";
}

TEST(LayeredLayout, EntriesStandInTheFirstColumn) {
  LayoutInput input = graph(5, {{0, 1}, {1, 2}, {2, 3}, {4, 3}});
  EXPECT_EQ(layOut(input).ranks[4], 2U) << "beside what it calls";
  input.nodes[4].first = true;
  EXPECT_EQ(layOut(input).ranks[4], 0U);
}

TEST(LayeredLayout, DisconnectedPartsStandApart) {
  const LayoutInput input = graph(9, {{0, 1}, {1, 2}, {3, 4}});
  const Layout layout = layOut(input);
  expectNoOverlaps(input, layout);
  expectInside(input, layout);
  EXPECT_EQ(layout.nodes[0].y, 0) << "the largest comes first";
  EXPECT_LT(layout.size.height, 6 * 90) << "single ones stand side by side";
}

TEST(LayeredLayout, TallColumnsAreFolded) {
  std::vector<LayoutEdge> edges;
  for (std::size_t v = 1; v < 300; ++v) edges.push_back({0, v});
  const LayoutInput input = graph(300, edges);
  const Layout layout = layOut(input);
  expectNoOverlaps(input, layout);
  expectInside(input, layout);
  EXPECT_LT(layout.size.height, 2 * layout.size.width);
  EXPECT_LT(layout.size.width, 5 * layout.size.height);
}

TEST(LayeredLayout, RoutesIntoFoldedColumnsPassBetweenTheNodes) {
  std::vector<LayoutEdge> edges;
  for (std::size_t v = 1; v < 100; ++v) edges.push_back({0, v});
  const LayoutInput input = graph(100, edges);
  const Layout layout = layOut(input);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const std::vector<LayoutPoint>& route = layout.routes[e];
    for (std::size_t i = 1; i + 1 < route.size(); ++i)
      for (std::size_t v = 0; v < 100; ++v)
        EXPECT_FALSE(route[i].x > layout.nodes[v].x && route[i].x < layout.nodes[v].x + 160 &&
                     route[i].y > layout.nodes[v].y && route[i].y < layout.nodes[v].y + 90);
  }
}

// Also those of the last row, which may have free places beside it.
TEST(LayeredLayout, RoutesOutOfFoldedColumnsPassBetweenTheNodes) {
  LayoutInput input = graph(31, {});
  for (std::size_t v = 0; v < 30; ++v) {
    input.nodes[v].first = true;
    input.edges.push_back({v, 30});
  }
  const Layout layout = layOut(input);
  expectInside(input, layout);
  const auto inNode = [&](double x, double y) {
    return std::any_of(layout.nodes.begin(), layout.nodes.end(), [&](const LayoutPoint& node) {
      return x > node.x && x < node.x + 160 && y > node.y && y < node.y + 90;
    });
  };
  for (std::size_t e = 0; e < input.edges.size(); ++e) {
    const std::vector<LayoutPoint>& route = layout.routes[e];
    for (std::size_t i = 0; i + 1 < route.size(); ++i)
      for (double t = 0.05; t < 1; t += 0.05)
        EXPECT_FALSE(inNode(route[i].x + t * (route[i + 1].x - route[i].x),
                            route[i].y + t * (route[i + 1].y - route[i].y)))
            << "edge " << e;
  }
}

TEST(LayeredLayout, IsTheSameEveryTime) {
  const LayoutInput input = largeSystem(300, 10, 3);
  const Layout a = layOut(input);
  const Layout b = layOut(input);
  EXPECT_EQ(a.nodes, b.nodes);
  EXPECT_EQ(a.routes, b.routes);
}

TEST(LayeredLayout, AThousandPartsAreLaidOutAtOnce) {
  const LayoutInput input = largeSystem(1000, 12, 2);
  const auto start = std::chrono::steady_clock::now();
  const Layout layout = layOut(input);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  RecordProperty("layout_ms", static_cast<int>(took.count()));
  expectNoOverlaps(input, layout);
  expectInside(input, layout);
  EXPECT_LT(layout.size.width, 6 * layout.size.height);
  EXPECT_LT(layout.size.height, 3 * layout.size.width);
}

}  // namespace
}  // namespace headroom::gui

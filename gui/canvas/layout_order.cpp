// The order within the columns: barycentres, neighbours swapped, the best order kept.
#include <algorithm>
#include <utility>

#include "gui/canvas/layers.h"

namespace headroom::gui {
namespace {

using Neighbours = std::vector<std::vector<std::size_t>>;

std::vector<std::size_t> positionsOf(const Layers& layers) {
  std::vector<std::size_t> positions(layers.vertices.size());
  for (const std::vector<std::size_t>& rank : layers.ranks)
    for (std::size_t i = 0; i < rank.size(); ++i) positions[rank[i]] = i;
  return positions;
}

/// How many of those before are larger, over all values (Fenwick tree).
std::size_t inversions(const std::vector<std::size_t>& values, std::size_t size) {
  std::vector<std::size_t> tree(size + 1, 0);
  std::size_t found = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::size_t notLarger = 0;
    for (std::size_t at = values[i] + 1; at > 0; at &= at - 1) notLarger += tree[at];
    found += i - notLarger;
    for (std::size_t at = values[i] + 1; at <= size; at += at & (~at + 1)) ++tree[at];
  }
  return found;
}

/// The positions of a vertex's neighbours, ascending.
std::vector<std::size_t> neighbourPositions(const std::vector<std::size_t>& neighbours,
                                            const std::vector<std::size_t>& positions) {
  std::vector<std::size_t> found;
  found.reserve(neighbours.size());
  for (const std::size_t v : neighbours) found.push_back(positions[v]);
  std::sort(found.begin(), found.end());
  return found;
}

std::size_t crossings(const Layers& layers, const std::vector<std::size_t>& positions) {
  std::size_t sum = 0;
  std::vector<std::size_t> targets;
  for (std::size_t r = 0; r + 1 < layers.ranks.size(); ++r) {
    targets.clear();
    for (const std::size_t v : layers.ranks[r]) {
      const auto found = neighbourPositions(layers.right[v], positions);
      targets.insert(targets.end(), found.begin(), found.end());
    }
    sum += inversions(targets, layers.ranks[r + 1].size());
  }
  return sum;
}

/// Sorts a column by the mean position of the neighbours; who has none keeps its place.
void sortByBarycentre(std::vector<std::size_t>& rank, const Neighbours& neighbours,
                      std::vector<std::size_t>& positions, bool tiesReversed) {
  struct Entry {
    std::size_t vertex;
    double key;
  };
  std::vector<Entry> entries;
  for (const std::size_t v : rank) {
    if (neighbours[v].empty()) continue;
    double sum = 0;
    for (const std::size_t n : neighbours[v]) sum += static_cast<double>(positions[n]);
    entries.push_back({v, sum / static_cast<double>(neighbours[v].size())});
  }
  if (tiesReversed) std::reverse(entries.begin(), entries.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.key < b.key; });
  std::size_t next = 0;
  for (std::size_t& v : rank)
    if (!neighbours[v].empty()) v = entries[next++].vertex;
  for (std::size_t i = 0; i < rank.size(); ++i) positions[rank[i]] = i;
}

/// Crossings of the edges of two vertices when the one of `above` stands over that of `below`.
std::size_t pairCrossings(const std::vector<std::size_t>& above,
                          const std::vector<std::size_t>& below) {
  std::size_t sum = 0;
  std::size_t i = 0;
  for (const std::size_t a : above) {
    while (i < below.size() && below[i] < a) ++i;
    sum += i;
  }
  return sum;
}

/// Swaps neighbours of one column as long as that takes crossings away, each pair once.
bool swapNeighbours(Layers& layers, std::size_t r, std::vector<std::size_t>& positions) {
  std::vector<std::size_t>& rank = layers.ranks[r];
  Neighbours left, right;
  for (const std::size_t v : rank) {
    left.push_back(neighbourPositions(layers.left[v], positions));
    right.push_back(neighbourPositions(layers.right[v], positions));
  }
  bool swapped = false;
  for (std::size_t i = 0; i + 1 < rank.size(); ++i) {
    const std::size_t now =
        pairCrossings(left[i], left[i + 1]) + pairCrossings(right[i], right[i + 1]);
    if (now == 0) continue;
    if (pairCrossings(left[i + 1], left[i]) + pairCrossings(right[i + 1], right[i]) >= now)
      continue;
    std::swap(rank[i], rank[i + 1]);
    std::swap(left[i], left[i + 1]);
    std::swap(right[i], right[i + 1]);
    swapped = true;
  }
  for (std::size_t i = 0; i < rank.size(); ++i) positions[rank[i]] = i;
  return swapped;
}

void swapNeighbours(Layers& layers, std::vector<std::size_t>& positions) {
  for (int pass = 0; pass < 4; ++pass) {
    bool swapped = false;
    for (std::size_t r = 0; r < layers.ranks.size(); ++r)
      swapped = swapNeighbours(layers, r, positions) || swapped;
    if (!swapped) return;
  }
}

struct Best {
  std::vector<std::vector<std::size_t>> ranks;
  std::size_t crossings = kLane;
  bool take(const Layers& layers, const std::vector<std::size_t>& positions) {
    const std::size_t now = gui::crossings(layers, positions);
    if (now >= crossings) return false;
    crossings = now;
    ranks = layers.ranks;
    return true;
  }
};

/// Sweeps right and left until nothing has become better for a while.
void sweep(Layers& layers, Best& best) {
  std::vector<std::size_t> positions = positionsOf(layers);
  best.take(layers, positions);
  const int roundsAtMost = layers.vertices.size() > 4000 ? 8 : 24;
  for (int round = 0, idle = 0; round < roundsAtMost && idle < 6 && best.crossings > 0; ++round) {
    const bool tiesReversed = round % 4 >= 2;
    for (std::size_t r = 1; r < layers.ranks.size(); ++r)
      sortByBarycentre(layers.ranks[r], layers.left, positions, tiesReversed);
    const bool better = best.take(layers, positions);
    for (std::size_t r = layers.ranks.size() - 1; r-- > 0;)
      sortByBarycentre(layers.ranks[r], layers.right, positions, tiesReversed);
    swapNeighbours(layers, positions);
    idle = best.take(layers, positions) || better ? 0 : idle + 1;
  }
}

/// Each column in the order in which a depth-first search comes to its vertices.
std::vector<std::vector<std::size_t>> searchOrder(const Layers& layers, bool lastFirst) {
  std::vector<std::vector<std::size_t>> ranks(layers.ranks.size());
  std::vector<bool> seen(layers.vertices.size(), false);
  std::vector<std::size_t> stack;
  const auto push = [&](const std::vector<std::size_t>& vertices) {
    if (lastFirst)
      stack.insert(stack.end(), vertices.begin(), vertices.end());
    else
      stack.insert(stack.end(), vertices.rbegin(), vertices.rend());
  };
  for (const std::vector<std::size_t>& rank : layers.ranks) {
    push(rank);
    while (!stack.empty()) {
      const std::size_t v = stack.back();
      stack.pop_back();
      if (seen[v]) continue;
      seen[v] = true;
      ranks[layers.vertices[v].rank].push_back(v);
      push(layers.right[v]);
    }
  }
  return ranks;
}

}  // namespace

std::size_t orderLayers(Layers& layers) {
  if (layers.ranks.empty()) return 0;
  Best best;
  const auto asGiven = layers.ranks;
  const auto forward = searchOrder(layers, false);
  const auto backward = searchOrder(layers, true);
  for (const auto& start : {asGiven, forward, backward}) {
    layers.ranks = start;
    sweep(layers, best);
    if (best.crossings == 0) break;
  }
  layers.ranks = best.ranks;
  return best.crossings;
}

}  // namespace headroom::gui

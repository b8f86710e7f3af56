#include "gui/canvas/walk.h"

#include <cmath>
#include <limits>
#include <vector>

namespace headroom::gui {
namespace {

class Walk {
 public:
  Walk(const Topology& topology, const Layout& layout, const LayoutInput& input, std::size_t from)
      : layout_(layout), input_(input), from_(from) {
    for (const LayoutEdge& edge : input.edges) {
      if (edge.from == from && edge.to != from) callees_.push_back(edge.to);
      if (edge.to == from && edge.from != from) callers_.push_back(edge.from);
    }
    for (std::size_t v = 0; v < topology.flows.size() + topology.parts.size(); ++v)
      if (v != from) others_.push_back(v);
  }

  std::optional<std::size_t> to(Direction direction) const {
    const bool sideways = direction == Direction::left || direction == Direction::right;
    if (sideways) {
      const auto along = nearestInHeight(direction == Direction::left ? callers_ : callees_);
      return along ? along : nearest(direction, kAnywhere);
    }
    const auto inColumn = nearest(direction, input_.nodes[from_].size.width / 2);
    return inColumn ? inColumn : nearest(direction, kAnywhere);
  }

 private:
  static constexpr double kAnywhere = std::numeric_limits<double>::infinity();

  LayoutPoint centre(std::size_t v) const {
    return {layout_.nodes[v].x + input_.nodes[v].size.width / 2,
            layout_.nodes[v].y + input_.nodes[v].size.height / 2};
  }

  std::optional<std::size_t> nearestInHeight(const std::vector<std::size_t>& nodes) const {
    std::optional<std::size_t> found;
    for (const std::size_t v : nodes)
      if (!found ||
          std::fabs(centre(v).y - centre(from_).y) < std::fabs(centre(*found).y - centre(from_).y))
        found = v;
    return found;
  }

  /// What lies that way; what lies aside counts as four times as far.
  std::optional<std::size_t> nearest(Direction direction, double asideAtMost) const {
    std::optional<std::size_t> found;
    double least = kAnywhere;
    for (const std::size_t v : others_) {
      const double right = centre(v).x - centre(from_).x;
      const double down = centre(v).y - centre(from_).y;
      const bool sideways = direction == Direction::left || direction == Direction::right;
      const bool back = direction == Direction::left || direction == Direction::up;
      const double along = (sideways ? right : down) * (back ? -1 : 1);
      const double aside = std::fabs(sideways ? down : right);
      if (along <= 1 || aside > asideAtMost || along + 4 * aside >= least) continue;
      least = along + 4 * aside;
      found = v;
    }
    return found;
  }

  const Layout& layout_;
  const LayoutInput& input_;
  std::size_t from_;
  std::vector<std::size_t> callers_, callees_, others_;
};

}  // namespace

std::optional<Subject> walk(const Topology& topology, const Layout& layout,
                            const LayoutInput& input, const Subject& from, Direction direction) {
  if (topology.empty()) return std::nullopt;
  const std::optional<std::size_t> at = nodeOf(topology, from);
  if (!at) return subjectOf(topology, 0);
  const std::optional<std::size_t> to = Walk{topology, layout, input, *at}.to(direction);
  if (!to) return std::nullopt;
  return subjectOf(topology, *to);
}

Subject subjectOf(const Topology& topology, std::size_t node) {
  if (node < topology.flows.size()) return {Subject::Kind::flow, topology.flows[node].name};
  return {Subject::Kind::part, topology.parts[node - topology.flows.size()].name};
}

std::optional<std::size_t> nodeOf(const Topology& topology, const Subject& subject) {
  const auto find = [&subject](const auto& things,
                               std::size_t first) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < things.size(); ++i)
      if (things[i].name == subject.name) return first + i;
    return std::nullopt;
  };
  switch (subject.kind) {
    case Subject::Kind::flow:
      return find(topology.flows, 0);
    case Subject::Kind::part:
      return find(topology.parts, topology.flows.size());
    case Subject::Kind::segment:  // Not in the picture: it is in many flows.
    case Subject::Kind::none:
      break;
  }
  return std::nullopt;
}

}  // namespace headroom::gui

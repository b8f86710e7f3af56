// Where everything stands: tall columns folded, heights by least squares.
#include <algorithm>
#include <cmath>
#include <utility>

#include "gui/canvas/layers.h"

namespace headroom::gui {
namespace {

/// What shares a level in a column: one lane, or as many nodes as the column is folded into.
struct Row {
  std::vector<std::size_t> members;
  double height = 0;
  double centre = 0;
  bool lane = false;
};

struct Pull {
  double wish = 0;
  double weight = 0;
};

class Placer {
 public:
  Placer(const Layers& layers, const LayoutInput& input, const LayoutOptions& options)
      : layers_(layers), input_(input), options_(options) {}

  Placement place() {
    makeRows(rowsAtMost());
    placeColumns();
    stack();
    const int sweeps = layers_.vertices.size() > 2000 ? 6 : 30;
    for (int i = 0; i < sweeps; ++i) {
      for (std::size_t r = 1; r < rows_.size(); ++r) align(r, true, i * 2 > sweeps);
      for (std::size_t r = rows_.size() - 1; r-- > 0;) align(r, i * 2 > sweeps, true);
    }
    return result();
  }

 private:
  bool isLane(std::size_t v) const { return layers_.vertices[v].node == kLane; }
  LayoutSize sizeOf(std::size_t v) const {
    return isLane(v) ? LayoutSize{} : input_.nodes[layers_.vertices[v].node].size;
  }
  std::size_t nodesOf(std::size_t rank) const {
    return static_cast<std::size_t>(std::count_if(layers_.ranks[rank].begin(),
                                                  layers_.ranks[rank].end(),
                                                  [&](std::size_t v) { return !isLane(v); }));
  }

  /// The fewest rows, eight or more, at which the picture is not wider than it should be.
  std::size_t rowsAtMost() const {
    std::size_t tallest = 0;
    double width = 0;
    double height = 0;
    for (std::size_t r = 0; r < layers_.ranks.size(); ++r) tallest = std::max(tallest, nodesOf(r));
    for (const LayoutNode& node : input_.nodes) {
      width = std::max(width, node.size.width);
      height = std::max(height, node.size.height);
    }
    std::size_t rows = options_.rowsAtLeast;
    for (; rows < tallest; rows += rows / 8 + 1) {
      std::size_t columns = 0;
      for (std::size_t r = 0; r < layers_.ranks.size(); ++r)
        columns += (nodesOf(r) + rows - 1) / rows;
      if (static_cast<double>(columns) * (width + options_.rankGap) <=
          options_.aspect * static_cast<double>(rows) * (height + options_.nodeGap))
        break;
    }
    return std::max(rows, std::size_t{1});
  }

  void makeRows(std::size_t atMost) {
    for (std::size_t r = 0; r < layers_.ranks.size(); ++r) {
      folds_.push_back(std::max<std::size_t>(1, (nodesOf(r) + atMost - 1) / atMost));
      std::vector<Row>& rows = rows_.emplace_back();
      std::vector<std::size_t> lanes;
      Row row;
      const auto flush = [&] {
        if (!row.members.empty()) rows.push_back(std::exchange(row, {}));
        for (const std::size_t lane : lanes) rows.push_back({{lane}, 0, 0, true});
        lanes.clear();
      };
      for (const std::size_t v : layers_.ranks[r]) {
        if (isLane(v)) {
          lanes.push_back(v);
          if (row.members.empty()) flush();
          continue;
        }
        row.members.push_back(v);
        row.height = std::max(row.height, sizeOf(v).height);
        if (row.members.size() == folds_[r]) flush();
      }
      flush();
    }
    rowOf_.resize(layers_.vertices.size());
    for (std::size_t r = 0; r < rows_.size(); ++r)
      for (std::size_t i = 0; i < rows_[r].size(); ++i)
        for (const std::size_t v : rows_[r][i].members) rowOf_[v] = i;
  }

  double foldGap() const { return options_.rankGap * 0.6; }

  void placeColumns() {
    double x = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      double widest = 0;
      for (const std::size_t v : layers_.ranks[r]) widest = std::max(widest, sizeOf(v).width);
      widest_.push_back(widest);
      left_.push_back(x);
      const auto folds = static_cast<double>(folds_[r]);
      x += folds * widest + (folds - 1) * foldGap();
      right_.push_back(x);
      x += options_.rankGap;
    }
  }

  double apart(const Row& above, const Row& below) const {
    double gap = options_.nodeGap;
    if (above.lane || below.lane)
      gap = above.lane && below.lane ? options_.laneGap : options_.nodeGap * 0.75;
    return (above.height + below.height) / 2 + gap;
  }

  /// Every column packed and centred: where the sweeps start from.
  void stack() {
    for (std::vector<Row>& rows : rows_) {
      for (std::size_t i = 1; i < rows.size(); ++i)
        rows[i].centre = rows[i - 1].centre + apart(rows[i - 1], rows[i]);
      const double middle = rows.empty() ? 0 : (rows.front().centre + rows.back().centre) / 2;
      for (Row& row : rows) row.centre -= middle;
    }
  }

  /// Lanes pull each other hard, so that long edges run straight.
  void addPulls(std::size_t v, const std::vector<std::size_t>& neighbours, std::size_t rank,
                Pull& pull) const {
    for (const std::size_t n : neighbours) {
      const double weight = isLane(v) && isLane(n) ? 8 : isLane(v) || isLane(n) ? 2 : 1;
      pull.wish += weight * rows_[rank][rowOf_[n]].centre;
      pull.weight += weight;
    }
  }

  Pull pullOf(std::size_t r, const Row& row, bool byLeft, bool byRight) const {
    Pull pull;
    for (const std::size_t v : row.members) {
      if (byLeft && r > 0) addPulls(v, layers_.left[v], r - 1, pull);
      if (byRight && r + 1 < rows_.size()) addPulls(v, layers_.right[v], r + 1, pull);
    }
    if (pull.weight > 0) return {pull.wish / pull.weight, pull.weight};
    return {row.centre, 0.01};
  }

  /// As near to the wishes as the order and the distances allow: least squares by pooling adjacent
  /// violators.
  void align(std::size_t r, bool byLeft, bool byRight) {
    struct Block {
      double wish, weight;
      std::size_t rows;
    };
    std::vector<Block> blocks;
    std::vector<double> offsets;
    double offset = 0;
    std::vector<Row>& rows = rows_[r];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i > 0) offset += apart(rows[i - 1], rows[i]);
      offsets.push_back(offset);
      const Pull pull = pullOf(r, rows[i], byLeft, byRight);
      blocks.push_back({pull.wish - offset, pull.weight, 1});
      while (blocks.size() > 1 && blocks[blocks.size() - 2].wish > blocks.back().wish) {
        const Block last = blocks.back();
        blocks.pop_back();
        Block& into = blocks.back();
        into.wish =
            (into.wish * into.weight + last.wish * last.weight) / (into.weight + last.weight);
        into.weight += last.weight;
        into.rows += last.rows;
      }
    }
    std::size_t i = 0;
    for (const Block& block : blocks)
      for (std::size_t n = 0; n < block.rows; ++n, ++i) rows[i].centre = block.wish + offsets[i];
  }

  void placeMember(Placement& placement, std::size_t r, const Row& row, std::size_t fold) const {
    const std::size_t v = row.members[fold];
    if (row.lane) {
      placement.corners[v] = {left_[r], row.centre};
      placement.lengths[v] = right_[r] - left_[r];
      return;
    }
    const auto at = static_cast<double>(fold);
    const double x = left_[r] + at * (widest_[r] + foldGap());
    placement.corners[v] = {x + (widest_[r] - sizeOf(v).width) / 2,
                            row.centre - sizeOf(v).height / 2};
    placement.lengths[v] = sizeOf(v).width;
    const double above = row.centre - row.height / 2 - options_.nodeGap * 0.3;
    const double below = row.centre + row.height / 2 + options_.nodeGap * 0.3;
    if (fold > 0) placement.laneIn[v] = above;
    // Of a row that is not full too: others of the column stand to the right of it.
    if (fold + 1 < folds_[r]) placement.laneOut[v] = below;
  }

  Placement result() const {
    const std::size_t count = layers_.vertices.size();
    Placement placement;
    placement.corners.resize(count);
    placement.lengths.resize(count);
    placement.laneIn.assign(count, std::nan(""));
    placement.laneOut.assign(count, std::nan(""));
    placement.rankLeft = left_;
    placement.rankRight = right_;
    for (std::size_t r = 0; r < rows_.size(); ++r)
      for (const Row& row : rows_[r])
        for (std::size_t fold = 0; fold < row.members.size(); ++fold)
          placeMember(placement, r, row, fold);
    toOrigin(placement);
    return placement;
  }

  void toOrigin(Placement& placement) const {
    double top = 0;
    double bottom = 0;
    bool any = false;
    for (std::size_t v = 0; v < layers_.vertices.size(); ++v) {
      const double y = placement.corners[v].y;
      top = any ? std::min(top, y) : y;
      bottom = any ? std::max(bottom, y + sizeOf(v).height) : y + sizeOf(v).height;
      bottom = std::fmax(bottom, placement.laneOut[v]);
      any = true;
    }
    for (std::size_t v = 0; v < layers_.vertices.size(); ++v) {
      placement.corners[v].y -= top;
      placement.laneIn[v] -= top;
      placement.laneOut[v] -= top;
    }
    placement.size = {right_.empty() ? 0 : right_.back(), bottom - top};
  }

  const Layers& layers_;
  const LayoutInput& input_;
  const LayoutOptions& options_;
  std::vector<std::vector<Row>> rows_;  ///< By column, from top to bottom.
  std::vector<std::size_t> rowOf_;      ///< By vertex: which row of its column.
  std::vector<std::size_t> folds_;
  std::vector<double> left_, right_, widest_;
};

}  // namespace

Placement placeLayers(const Layers& layers, const LayoutInput& input,
                      const LayoutOptions& options) {
  return Placer{layers, input, options}.place();
}

}  // namespace headroom::gui

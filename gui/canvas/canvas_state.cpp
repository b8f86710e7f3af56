#include "gui/canvas/canvas_state.h"

#include <algorithm>

namespace headroom::gui {
namespace {

/// As in the log: failing is when more than one answer in twenty is no success.
constexpr double kGoodEnough = 0.95;

double orZero(double value) { return std::isnan(value) ? 0 : value; }

FlowState flowAt(const Series& series, const FlowColumns& columns, std::size_t interval,
                 bool degradedIsGood) {
  FlowState state;
  state.degradedIsGood = degradedIsGood;
  state.degraded = orZero(valueAt(series, columns.degraded, interval));
  state.offered = valueAt(series, columns.offered, interval);
  state.attempts = valueAt(series, columns.attempts, interval);
  state.goodput = valueAt(series, columns.goodput, interval);
  state.refused = valueAt(series, columns.refused, interval);
  state.failed = valueAt(series, columns.failed, interval);
  if (std::isnan(state.offered)) return state;
  // Without answers nothing failed.
  state.condition = state.goodShare() < kGoodEnough ? Condition::rejecting : Condition::ok;
  return state;
}

template <class Map, class Key>
auto columnsOf(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? typename Map::mapped_type{} : found->second;
}

}  // namespace

void CanvasReader::setTopology(const Topology& topology) {
  topology_ = topology;
  find();
}

void CanvasReader::setCourse(const CoursePtr& course) {
  course_ = course;
  if (!course) {
    key_.reset();
    index_ = {};
    scanned_ = 0;
    busiest_ = 0;
    find();
    return;
  }
  const Series& series = course->series();
  const Key key{course->revision, course->variant, series.columns.size(), course->modelHash};
  if (key_ != key) {
    key_ = key;
    index_ = SeriesIndex(series);
    scanned_ = 0;
    busiest_ = 0;
    find();
  }
  scan();
}

void CanvasReader::find() {
  parts_.clear();
  flows_.clear();
  edges_.clear();
  for (const TopologyFlow& flow : topology_.flows)
    flows_.push_back(columnsOf(index_.flows, flow.name));
  for (const TopologyPart& part : topology_.parts)
    parts_.push_back(columnsOf(index_.parts, part.name));
  for (const TopologyEdge& edge : topology_.edges)
    edges_.push_back(edge.fromFlow
                         ? EdgeColumns{}
                         : columnsOf(index_.edges, std::pair{topology_.parts[edge.from].name,
                                                             topology_.parts[edge.to].name}));
}

/// Looks at what has been added since the last snapshot only.
void CanvasReader::scan() {
  const Series& series = course_->series();
  if (series.interval != interval_ || series.intervals < scanned_) {
    scanned_ = 0;
    busiest_ = 0;
  }
  // The last interval may not be over yet: it is looked at again.
  const std::size_t from = scanned_ == 0 ? 0 : scanned_ - 1;
  const auto see = [&](int column) {
    if (column < 0) return;
    for (std::size_t i = from; i < series.intervals; ++i)
      busiest_ = std::max(busiest_, orZero(valueAt(series, column, i)));
  };
  for (const EdgeColumns& columns : edges_) see(columns.calls);
  for (const FlowColumns& columns : flows_) see(columns.attempts);
  scanned_ = series.intervals;
  interval_ = series.interval;
}

EdgeState CanvasReader::edgeAt(const Series& series, std::size_t edge, std::size_t interval) const {
  EdgeState state;
  const TopologyEdge& line = topology_.edges[edge];
  if (line.fromFlow) {
    const FlowState flow =
        flowAt(series, flows_[line.from], interval, topology_.flows[line.from].degradedIsGood);
    state.known = !std::isnan(flow.attempts);
    state.calls = orZero(flow.attempts);
    state.failedShare = orZero(1 - flow.goodShare());
    return state;
  }
  const double calls = valueAt(series, edges_[edge].calls, interval);
  const double failed = valueAt(series, edges_[edge].failed, interval);
  state.known = !std::isnan(calls);
  state.calls = orZero(calls);
  if (state.calls > 0) state.failedShare = std::clamp(orZero(failed / state.calls), 0.0, 1.0);
  return state;
}

void CanvasReader::read(Time at, CanvasState& state) const {
  state.flows.assign(topology_.flows.size(), {});
  state.parts.assign(topology_.parts.size(), {});
  state.edges.assign(topology_.edges.size(), {});
  const std::optional<std::size_t> interval =
      course_ ? intervalAt(course_->series(), at) : std::nullopt;
  state.known = interval.has_value();
  if (!interval) return;
  const Series& series = course_->series();
  for (std::size_t i = 0; i < flows_.size(); ++i)
    state.flows[i] = flowAt(series, flows_[i], *interval, topology_.flows[i].degradedIsGood);
  for (std::size_t i = 0; i < parts_.size(); ++i)
    // A part that this run does not have stays unknown.
    if (parts_[i].offered >= 0)
      state.parts[i] =
          stateAt(series, parts_[i], *interval, course_->faults, topology_.parts[i].name, at);
  for (std::size_t i = 0; i < edges_.size(); ++i) state.edges[i] = edgeAt(series, i, *interval);
}

int CanvasReader::offeredOfPart(std::size_t part) const { return parts_[part].offered; }
int CanvasReader::offeredOfFlow(std::size_t flow) const { return flows_[flow].offered; }

}  // namespace headroom::gui

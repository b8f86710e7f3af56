// What every card and line shows at an instant, read from a run's curves.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "gui/canvas/topology.h"
#include "gui/run/course.h"
#include "gui/run/series_index.h"

namespace headroom::gui {

/// A flow over the interval at the cursor. NaN where nothing is known.
struct FlowState {
  Condition condition = Condition::unknown;
  double offered = std::nan("");   ///< Requests a second,
  double attempts = std::nan("");  ///< with those tried again,
  double goodput = std::nan("");   ///< answered with success,
  double degraded = 0;             ///< answered by a fallback (also in goodput, if that is good),
  double refused = std::nan("");   ///< refused,
  double failed = std::nan("");    ///< or failed.
  bool degradedIsGood = true;
  /// Of the answers: the share that was good; NaN without any.
  double goodShare() const {
    return goodput / (goodput + (degradedIsGood ? 0 : degraded) + refused + failed);
  }
};

struct EdgeState {
  bool known = false;
  double calls = 0;  ///< A second.
  /// Of those that came to an end; of calls from a flow, of its answers after all tries.
  double failedShare = 0;
  /// Fewer than one in a quarter of an hour.
  bool idle() const { return known && calls < 1e-3; }
  bool mostlyFails() const { return known && !idle() && failedShare > 0.5; }
};

/// In the order of the topology.
struct CanvasState {
  bool known = false;  ///< Something has been simulated at this instant.
  std::vector<FlowState> flows;
  std::vector<PartState> parts;
  std::vector<EdgeState> edges;
};

/// Finds the curves of a topology in the runs of it. Looks names up once for all snapshots.
class CanvasReader {
 public:
  void setTopology(const Topology& topology);
  /// nullptr: nothing has been run.
  void setCourse(const CoursePtr& course);
  const CoursePtr& course() const { return course_; }

  void read(Time at, CanvasState& state) const;
  /// The most calls a second of any edge so far in the run.
  double busiest() const { return busiest_; }
  /// The column of requests offered to a part or a flow, by place in the topology; -1: none.
  int offeredOfPart(std::size_t part) const;
  int offeredOfFlow(std::size_t flow) const;

 private:
  /// Runs with the same key have the same columns.
  struct Key {
    std::uint64_t revision = 0;
    std::size_t variant = 0;
    std::size_t columns = 0;
    std::string modelHash;
    bool operator==(const Key&) const = default;
  };
  void find();
  void scan();
  EdgeState edgeAt(const Series& series, std::size_t edge, std::size_t interval) const;

  Topology topology_;
  CoursePtr course_;
  std::optional<Key> key_;
  SeriesIndex index_;
  std::vector<PartColumns> parts_;
  std::vector<FlowColumns> flows_;
  std::vector<EdgeColumns> edges_;
  double busiest_ = 0;
  std::size_t scanned_ = 0;  ///< Intervals that `busiest_` has seen.
  Duration interval_{};      ///< Of those.
};

}  // namespace headroom::gui

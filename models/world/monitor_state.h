// One monitor at work: what it has counted, the marks of its window, the values on their way.
#pragma once

#include <array>
#include <limits>
#include <vector>

#include "models/observe/failure.h"
#include "models/program/control_model.h"
#include "sim/histogram.h"
#include "sim/level_integral.h"

namespace headroom {

/// Integrals of a resource's servers and of its line.
struct ResourceIntegrals {
  sim::LevelTime busy = 0, waiting = 0;
};

/// Counters are cumulative, with a copy at each sample of a window: a window is a difference of two
/// copies. Latencies are kept in one histogram for each interval of the window. All memory is taken
/// at the start, or when a slice has its first latency.
class MonitorState {
 public:
  explicit MonitorState(const MonitorModel& model);

  void arrived(Time now) {
    ++counts_.offered;
    inside_.add(1, now);
  }
  /// `good`: answered with success, also when degraded and its flow takes that for one.
  void left(Time now, Duration stay, const Failure& failure, bool good);
  /// offered = answered one way or another + inside.
  bool balanced() const {
    return static_cast<std::int64_t>(counts_.offered - counts_.answered()) == inside_.level();
  }

  /// The value of the window that ends now; NaN when there is nothing to say. `capacity`: servers
  /// of the resource.
  double sample(const MonitorModel& model, Time now, const ResourceIntegrals& resource,
                std::int64_t capacity);
  /// A value that will be known later; in the order in which they will be.
  void send(double value);
  double receive();

  double known = std::numeric_limits<double>::quiet_NaN();  ///< The latest value known.

 private:
  struct Counts {
    std::uint64_t offered = 0, completed = 0, degraded = 0, refused = 0, failed = 0;
    std::uint64_t answered() const { return completed + degraded + refused + failed; }
  };
  struct Mark {
    Counts counts;
    sim::LevelTime inside = 0;
    ResourceIntegrals resource;
  };
  double latency(const MonitorModel& model);
  double valueOf(const MonitorModel& model, const Mark& from, const Mark& to, Duration span,
                 std::int64_t capacity) const;

  Counts counts_;
  sim::LevelIntegral inside_;
  std::vector<Mark> marks_;  ///< At the last samples, one more than a window has slices.
  std::vector<sim::Histogram> slices_;
  sim::Histogram merged_;
  std::size_t samples_ = 0;
  std::vector<double> onTheWay_;  ///< A ring.
  std::size_t sent_ = 0, received_ = 0;
};

}  // namespace headroom

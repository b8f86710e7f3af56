// Curves over time in bounded memory: all columns and their room are taken before the run.
#pragma once

#include <vector>

#include "models/outcome/outcome.h"
#include "models/program/model.h"

namespace headroom {

/// Columns in a fixed order: flows by name, then parts by name, then resources. Values are appended
/// column by column in that same order, once per interval.
class SeriesRecorder {
 public:
  SeriesRecorder() = default;
  /// One second an interval, or as many seconds as keep the run within the room there is.
  explicit SeriesRecorder(Duration duration) : duration_(duration) {}

  void addColumn(std::string part, std::string segment, std::string metric, std::string stat,
                 std::string resource, std::string unit);
  /// Chooses the interval and takes the memory; after the last addColumn().
  void reserve();

  Duration interval() const { return series_.interval; }
  /// The interval that `time` lies in: mostly the present one, which needs no division.
  std::size_t indexOf(Time time) const {
    return time >= begun_ ? series_.intervals : static_cast<std::size_t>(time / series_.interval);
  }
  /// Intervals there is room for.
  std::size_t room() const { return room_; }
  void beginSample() { column_ = 0; }
  void put(double value) { series_.columns[column_++].values.push_back(value); }
  void endSample(Time now) {
    ++series_.intervals;
    begun_ = now;
  }
  const Series& series() const { return series_; }

 private:
  Duration duration_{};
  Series series_;
  std::size_t column_ = 0;
  std::size_t room_ = 0;
  Time begun_{};  ///< When the present interval began.
};

}  // namespace headroom

#include "models/observe/series_recorder.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::size_t kMaxIntervals = 7200;   // Two hours in seconds: a screen shows no more.
constexpr std::size_t kMaxCells = 4'000'000;  // 32 MB over all columns.

}  // namespace

void SeriesRecorder::addColumn(std::string part, std::string segment, std::string metric,
                               std::string stat, std::string resource, std::string unit) {
  series_.columns.push_back({std::move(part),
                             std::move(segment),
                             std::move(metric),
                             std::move(stat),
                             std::move(resource),
                             std::move(unit),
                             {}});
}

void SeriesRecorder::reserve() {
  const std::size_t columns = std::max<std::size_t>(series_.columns.size(), 1);
  const std::size_t room = std::clamp<std::size_t>(kMaxCells / columns, 1, kMaxIntervals);
  const auto seconds = static_cast<std::size_t>((duration_.count() + 999'999'999) / 1'000'000'000);
  const std::size_t each = std::max<std::size_t>(1, (seconds + room - 1) / room);
  series_.interval = std::chrono::seconds{static_cast<std::int64_t>(each)};
  room_ = seconds / each + 2;
  for (SeriesColumn& column : series_.columns) column.values.reserve(room_);
}

const SeriesColumn* Series::find(const std::string& part, const std::string& segment,
                                 const std::string& metric, const std::string& stat,
                                 const std::string& resource) const {
  for (const SeriesColumn& column : columns)
    if (column.part == part && column.segment == segment && column.metric == metric &&
        column.stat == stat && column.resource == resource)
      return &column;
  return nullptr;
}

}  // namespace headroom

// What changes limits during a run: by hand, and by what monitors show.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/program/profile_set.h"
#include "models/spec/monitor_spec.h"
#include "sim/strong_id.h"

namespace headroom {

struct MonitorModel {
  std::string name;
  PartId part;  ///< Not valid: of logical requests.
  ProfileSet whom;
  std::int32_t operation = -1;  ///< -1: any.
  std::string resource;
  MonitorMetric metric = MonitorMetric::latency;
  Aggregation aggregation = Aggregation::mean;
  Duration interval{};
  Duration window{};
  Duration delay{};
  std::size_t slices() const { return static_cast<std::size_t>(window / interval); }
};

/// A monitor's value compared: for a limit that is on while it holds, or for a rule.
struct AlertModel {
  std::uint32_t monitor = 0;
  Comparison op = Comparison::gt;
  double value = 0;
  Duration holdFor{};
  PartId part;  ///< With the limit that is switched or changed.
  std::uint32_t limit = 0;
  std::int32_t rule = -1;  ///< -1: the limit's condition.
};

struct RuleModel {
  std::optional<double> scale;  ///< Else `to`.
  double to = 1;                ///< Here and below, shares of what is written.
  double least = 0, most = 1;
  Duration cooldown{};
};

struct ChangeModel {
  Time at{};
  PartId part;
  std::uint32_t limit = 0;
  double share = 1;
  std::optional<std::int64_t> burst;  ///< In place of a share.
};

}  // namespace headroom

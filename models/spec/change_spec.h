// A limit changed by hand, at an instant of the run.
#pragma once

#include <optional>
#include <string>

#include "models/notation/shape.h"

namespace headroom {

/// Exactly one of `to`, `rate`, `count`, `burst`.
struct ChangeSpec {
  Duration at{};
  PartRef part;
  std::string limit;
  std::optional<Ratio> to;
  std::optional<Rate> rate;
  std::optional<std::int64_t> count;
  std::optional<std::int64_t> burst;
  std::string note;
  bool operator==(const ChangeSpec&) const = default;
};

void describe(Shape<ChangeSpec>& s);

/// Shares of what is written that a limit may be set to.
inline constexpr double kLeastShare = 0.001, kMostShare = 1000;

}  // namespace headroom

// Indices that cannot be mistaken for one another.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace headroom {

/// An index into one particular table. Default-constructed: no entry.
template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = kNone;
  constexpr bool valid() const { return value != kNone; }
  auto operator<=>(const Id&) const = default;
};

using PartId = Id<struct PartTag>;
using FlowId = Id<struct FlowTag>;

}  // namespace headroom

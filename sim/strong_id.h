// Indices that cannot be mistaken for one another.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace headroom {

/// An index into one particular table. Default-constructed: no entry.
template <class Tag, class Index = std::uint32_t>
struct Id {
  static constexpr Index kNone = std::numeric_limits<Index>::max();
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : value(static_cast<Index>(index)) {}
  Index value = kNone;
  constexpr bool valid() const { return value != kNone; }
  auto operator<=>(const Id&) const = default;
};

using PartId = Id<struct PartTag>;
using FlowId = Id<struct FlowTag, std::uint16_t>;

}  // namespace headroom

// How much a request matters, for whoever has to choose whom to serve.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/notation/scalar_types.h"

namespace headroom {

/// Google's levels, the most critical first. A request keeps its level through all calls it causes.
/// Source: Beyer et al., Site Reliability Engineering (O'Reilly, 2016), ch. 21.
enum class Criticality : std::uint8_t { criticalPlus, critical, sheddablePlus, sheddable };
inline constexpr std::size_t kCriticalities = 4;

template <>
struct EnumNames<Criticality> {
  static std::string what() { return "a criticality"; }
  static std::vector<std::string> names() {
    return {"critical_plus", "critical", "sheddable_plus", "sheddable"};
  }
};

}  // namespace headroom

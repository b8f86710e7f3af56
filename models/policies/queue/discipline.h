// Who of a waiting line is served next.
//
//   fifo           the first that came
//   lifo           the last that came
//   adaptive_lifo  the first that came; the last while the line is standing, that is when it has
//                  not been empty for `standing_after`
//   priority       the most critical; of equals the first that came
//
// Nobody in service is interrupted.
// Source: adaptive LIFO: Maurer, "Fail at Scale", ACM Queue 13(8), 2015 (Facebook, HHVM).
// Simplified: the article does not say when its servers switch; here it is the same test as that of
// its queue timeout (adaptive_timeout.h).
#pragma once

#include <string>
#include <vector>

#include "models/notation/scalar_types.h"

namespace headroom {

enum class Discipline { fifo, lifo, adaptiveLifo, priority };
template <>
struct EnumNames<Discipline> {
  static std::string what() { return "a discipline"; }
  static std::vector<std::string> names() { return {"fifo", "lifo", "adaptive_lifo", "priority"}; }
};

}  // namespace headroom

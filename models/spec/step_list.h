// A list of steps, for those who hold one: steps themselves, and limits with a fallback.
#pragma once

#include <vector>

namespace headroom {

struct StepSpec;

/// An array of steps; a single step may stand without its brackets.
struct StepList {
  std::vector<StepSpec> steps;
  bool operator==(const StepList&) const = default;
};

}  // namespace headroom

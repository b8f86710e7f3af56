// Outcomes that come in two kinds: a system that survives in some runs and collapses in others. A
// mean over both describes neither.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace headroom {

/// Two groups of values, apart from each other by far more than they are spread in themselves.
struct Modes {
  double low = 0;   ///< Mean of the lower group,
  double high = 0;  ///< and of the upper one; infinite when it is the one of values "never".
  std::size_t lowCount = 0;
  std::size_t highCount = 0;
  double split = 0;  ///< Halfway across the gap: values below belong to the lower group.
};

/// The values split in two where that explains most of their variance (two means, exact in one
/// dimension), if the groups' means are then at least six of the groups' standard deviations apart
/// (more for few values), most of that distance is a gap without values, and it is a fifth of the
/// larger mean. Infinite values are a group of their own, however few there are; else nothing for
/// fewer than five. Sources: Fisher 1958 (exact grouping in one dimension); Ashman, Bird, Zepf 1994
/// (separation in standard deviations). Their bound of two is for fitted mixtures; groups that were
/// chosen to lie apart need a wider one: tests/studies/modes_test.cpp counts the false alarms.
std::optional<Modes> twoModes(std::vector<double> values);

}  // namespace headroom

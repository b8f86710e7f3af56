// Which parts something happens at.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "sim/strong_id.h"

namespace headroom {

/// A set of parts as bits: what is looked at every second costs by the parts in it, not by the size
/// of the system.
class LiveParts {
 public:
  explicit LiveParts(std::size_t parts = 0) : bits_((parts + 63) / 64) {}
  void insert(PartId id) { bits_[id.value / 64] |= 1ULL << (id.value % 64); }
  /// Calls each live part in the order of their ids; those for which it returns false leave.
  template <class Keep>
  void keepIf(const Keep& keep) {
    for (std::size_t word = 0; word < bits_.size(); ++word)
      for (std::uint64_t rest = bits_[word]; rest != 0; rest &= rest - 1) {
        const PartId id{static_cast<std::uint32_t>(
            word * 64 + static_cast<std::size_t>(std::countr_zero(rest)))};
        if (!keep(id)) bits_[word] &= ~(rest & -rest);
      }
  }

 private:
  std::vector<std::uint64_t> bits_;
};

}  // namespace headroom

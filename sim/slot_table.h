// Records in reused slots, with a generation that tells a slot's tenants apart.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/check.h"

namespace headroom::sim {

/// `Record` has a member `generation` (std::uint32_t), which the table owns. Grows by doubling and
/// never shrinks; in steady state taking a slot allocates nothing.
template <class Record>
class SlotTable {
 public:
  std::uint32_t take() {
    std::uint32_t slot;
    if (!free_.empty()) {
      slot = free_.back();
      free_.pop_back();
    } else {
      slot = static_cast<std::uint32_t>(records_.size());
      records_.emplace_back();
      if (free_.capacity() < records_.capacity()) free_.reserve(records_.capacity());
    }
    const std::uint32_t generation = records_[slot].generation;
    records_[slot] = Record{};
    records_[slot].generation = generation;
    records_[slot].taken = true;
    return slot;
  }
  void giveBack(std::uint32_t slot) {
    HEADROOM_CHECK(records_[slot].taken, "slot given back twice");
    ++records_[slot].generation;
    records_[slot].taken = false;
    free_.push_back(slot);
  }
  Record& operator[](std::uint32_t slot) { return records_[slot]; }
  const Record& operator[](std::uint32_t slot) const { return records_[slot]; }
  /// All slots, taken or not.
  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size()); }
  std::uint32_t taken() const { return static_cast<std::uint32_t>(records_.size() - free_.size()); }

 private:
  std::vector<Record> records_;
  std::vector<std::uint32_t> free_;
};

}  // namespace headroom::sim

// Records in reused slots, with a generation that tells a slot's tenants apart.
#pragma once

#include <cstdint>

#include "sim/check.h"
#include "sim/record_array.h"

namespace headroom::sim {

/// `Record` is plain and has the members `generation` (std::uint32_t) and `taken` (bool), which the
/// table owns, and `next` (std::uint32_t), which it uses while the slot is free. Never shrinks; in
/// steady state taking a slot allocates nothing. The slot given back last is taken first: its
/// lines are still in the cache. References do not survive a take().
template <class Record>
class SlotTable {
 public:
  std::uint32_t take() {
    ++taken_;
    if (free_ == kNone) return added();
    const std::uint32_t slot = free_;
    Record& record = records_[slot];
    free_ = record.next;
    const std::uint32_t generation = record.generation;
    record = Record{};
    record.generation = generation;
    record.taken = true;
    return slot;
  }
  void giveBack(std::uint32_t slot) {
    Record& record = records_[slot];
    HEADROOM_CHECK(record.taken, "slot given back twice");
    ++record.generation;
    record.taken = false;
    record.next = free_;
    free_ = slot;
    --taken_;
  }
  Record& operator[](std::uint32_t slot) { return records_[slot]; }
  const Record& operator[](std::uint32_t slot) const { return records_[slot]; }
  /// All slots, taken or not.
  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size()); }
  std::uint32_t taken() const { return taken_; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::uint32_t added() {
    records_.pushBack(Record{}).taken = true;
    return static_cast<std::uint32_t>(records_.size() - 1);
  }

  RecordArray<Record> records_;
  std::uint32_t free_ = kNone;
  std::uint32_t taken_ = 0;
};

}  // namespace headroom::sim

// Where far events wait, sorted no finer than necessary.
//
// A trie over the digits (base 256) of the time, as a hierarchical timing wheel: an event lies at
// the level of the highest digit in which it differs from the wheel's base, in the slot of its own
// digit there. Moving the base on hands a slot's events down one level; those of the lowest level
// leave in batches, each of one slot of time, for a heap to put in order. So an event is moved a
// few times, each time among its neighbours in memory, however many there are; a heap of a million
// misses the cache at every level.
// Source: Varghese and Lauck, SOSP 1987 (hierarchical wheels); Ahuja, Mehlhorn, Orlin and Tarjan,
// J. ACM 37(2), 1990 (radix heaps).
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "sim/event.h"

namespace headroom::sim {

/// Times lie at or after base(), which only grows; they are below 2^62 ns. In steady state nothing
/// is allocated.
class TimeWheel {
 public:
  bool empty() const { return size_ == 0; }
  std::uint64_t size() const { return size_; }
  /// All events in here are due at or after this time.
  Time base() const { return Time{base_}; }
  /// An empty wheel takes up its work after `last`.
  void restartAfter(Time last) { base_ = ((last.count() >> kSlotBits) + 1) << kSlotBits; }

  void insert(const Event& event) {
    ++size_;
    place(event);
  }

  /// Hands out the earliest slot's events, in no particular order, and moves the base beyond them.
  /// When that slot begins after `limit`, moves the base up to it and hands out nothing. There must
  /// be an event.
  template <class Sink>
  void advance(Time limit, const Sink& sink) {
    for (;;) {
      const auto [level, slot] = earliest();
      const std::int64_t start = startOf(level, slot);
      if (start > limit.count()) return moveTo(start);
      if (level == 0) return pour(slot, start, sink);
      moveTo(start);
    }
  }

 private:
  static constexpr int kSlotBits = 16;  ///< The lowest level's slots are 65.5 us long.
  static constexpr int kDigitBits = 8;
  static constexpr int kDigits = 1 << kDigitBits;
  static constexpr int kLevels = (62 - kSlotBits + kDigitBits - 1) / kDigitBits;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Chunk {
    static constexpr std::uint32_t kRoom = 42;
    std::uint32_t next = kNone;
    std::uint32_t used = 0;
    std::array<Event, kRoom> events;
  };
  struct Level {
    Level() { heads.fill(kNone); }
    std::array<std::uint32_t, kDigits> heads;  ///< First chunk of each slot.
    std::array<std::uint64_t, kDigits / 64> filled{};
    /// First filled slot at or after `from`, or kDigits.
    int firstFrom(int from) const {
      for (int word = from / 64; word < kDigits / 64; ++word) {
        const std::uint64_t mask = word == from / 64 ? ~0ULL << (from % 64) : ~0ULL;
        if (const std::uint64_t bits = filled[static_cast<std::size_t>(word)] & mask; bits != 0)
          return word * 64 + std::countr_zero(bits);
      }
      return kDigits;
    }
  };
  struct Slot {
    int level;
    int digit;
  };

  static int digitOf(std::int64_t time, int level) {
    return static_cast<int>(time >> (kSlotBits + kDigitBits * level)) & (kDigits - 1);
  }
  std::int64_t startOf(int level, int digit) const {
    const int shift = kSlotBits + kDigitBits * level;
    const std::int64_t above = base_ >> (shift + kDigitBits) << (shift + kDigitBits);
    return above + (static_cast<std::int64_t>(digit) << shift);
  }

  void place(const Event& event) {
    const auto differing = static_cast<std::uint64_t>(event.time.count() ^ base_) >> kSlotBits;
    const int level =
        differing == 0 ? 0 : (static_cast<int>(std::bit_width(differing)) - 1) / kDigitBits;
    const auto digit = static_cast<std::size_t>(digitOf(event.time.count(), level));
    Level& at = levels_[static_cast<std::size_t>(level)];
    std::uint32_t head = at.heads[digit];
    if (head == kNone || chunks_[head].used == Chunk::kRoom) {
      const std::uint32_t fresh = takeChunk();
      chunks_[fresh].next = head;
      at.heads[digit] = head = fresh;
      at.filled[digit / 64] |= 1ULL << (digit % 64);
    }
    Chunk& chunk = chunks_[head];
    chunk.events[chunk.used++] = event;
  }

  /// Whatever lies at a level comes before everything at the levels above.
  Slot earliest() const {
    for (int level = 0; level < kLevels; ++level) {
      const int digit = levels_[static_cast<std::size_t>(level)].firstFrom(digitOf(base_, level));
      if (digit < kDigits) return {level, digit};
    }
    return {0, 0};
  }

  /// The chunks of a slot, which is empty from then on.
  std::uint32_t takeSlot(int level, int digit) {
    Level& at = levels_[static_cast<std::size_t>(level)];
    const auto index = static_cast<std::size_t>(digit);
    const std::uint32_t head = at.heads[index];
    at.heads[index] = kNone;
    at.filled[index / 64] &= ~(1ULL << (index % 64));
    return head;
  }

  /// Moves the base, and hands down the events of every slot it comes to lie in.
  void moveTo(std::int64_t base) {
    const auto changed = static_cast<std::uint64_t>(base ^ base_) >> kSlotBits;
    base_ = base;
    if (changed == 0) return;
    const int highest = (static_cast<int>(std::bit_width(changed)) - 1) / kDigitBits;
    for (int level = highest; level > 0; --level)
      emptySlot(level, digitOf(base, level), [this](const Event& event) { place(event); });
  }

  template <class Sink>
  void pour(int digit, std::int64_t start, const Sink& sink) {
    emptySlot(0, digit, [this, &sink](const Event& event) {
      --size_;
      sink(event);
    });
    moveTo(start + (std::int64_t{1} << kSlotBits));
  }

  template <class Each>
  void emptySlot(int level, int digit, const Each& each) {
    std::uint32_t at = takeSlot(level, digit);
    while (at != kNone) {
      // `each` may take chunks, which may move them all.
      for (std::uint32_t i = 0; i < chunks_[at].used; ++i) {
        const Event event = chunks_[at].events[i];
        each(event);
      }
      const std::uint32_t next = chunks_[at].next;
      chunks_[at].next = free_;
      free_ = at;
      at = next;
    }
  }

  std::uint32_t takeChunk() {
    if (free_ == kNone) {
      chunks_.emplace_back();
      return static_cast<std::uint32_t>(chunks_.size() - 1);
    }
    const std::uint32_t chunk = free_;
    free_ = chunks_[chunk].next;
    chunks_[chunk].next = kNone;
    chunks_[chunk].used = 0;
    return chunk;
  }

  std::int64_t base_ = 0;
  std::uint64_t size_ = 0;
  std::vector<Level> levels_ = std::vector<Level>(kLevels);
  std::vector<Chunk> chunks_;
  std::uint32_t free_ = kNone;
};

}  // namespace headroom::sim

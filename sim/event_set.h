// The future event set: what is due, in an order that is a contract.
//
// Events leave by (time, class, rank, sequence). Classes run departure, timeout, script, arrival,
// control, observation: a reply at exactly its deadline is in time, and an arrival at the instant
// of a fault meets the fault. A rank belongs to the place an event happens at (by its name, so that
// the order of a file does not matter); the sequence counts insertions.
//
// A 4-ary heap (half the depth of a binary one, and the four children share cache lines) holds what
// is due next. Beside it stand monotone lanes, of which only the head is in the heap, and a time
// wheel for what is due later, once there is so much that the heap would leave the cache.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/event.h"
#include "sim/monotone_lane.h"
#include "sim/record_array.h"
#include "sim/time_wheel.h"

namespace headroom::sim {

inline constexpr std::uint32_t kMaxRank = (1u << 20) - 1;

class EventSet {
 public:
  /// A new lane; `rank` and class of its events are fixed so that its order is the contract's.
  std::uint32_t addLane() {
    lanes_.emplace_back();
    return static_cast<std::uint32_t>(lanes_.size() - 1);
  }

  void schedule(Time time, EventClass eventClass, std::uint32_t rank, std::uint64_t payload) {
    insert({time, orderOf(eventClass, rank), payload});
  }

  /// Into the lane when it may be (times never decrease), else beside it: the order is the same.
  /// All events of a lane must have one class and rank. The payload is below 2^63.
  void scheduleInLane(std::uint32_t lane, Time time, EventClass eventClass, std::uint32_t rank,
                      std::uint64_t payload) {
    const Event event{time, orderOf(eventClass, rank), payload};
    MonotoneLane& line = lanes_[lane];
    if (!line.accepts(time)) return insert(event);
    if (line.empty()) insert({time, event.order, kLaneMark | lane});
    line.push(event);
  }

  bool empty() const { return heap_.empty(); }
  /// The next event's time and order; its payload may stand for a lane.
  const Event& top() const { return heap_[0]; }
  std::uint64_t scheduled() const { return sequence_; }
  /// Calls `each` with the payloads of some of the next few events, of the next one first.
  template <class Each>
  void lookAhead(const Each& each) const {
    const std::size_t end = heap_.size() < 5 ? heap_.size() : 5;
    for (std::size_t i = 0; i < end; ++i)
      if ((heap_[i].payload & kLaneMark) == 0)
        each(heap_[i].payload);
      else
        each(lanes_[heap_[i].payload & ~kLaneMark].front().payload);
  }

  /// Removes and returns the next event. `stale(payload)` says which waiting events no longer
  /// count: those at a lane's head are dropped before they reach the heap.
  template <class Stale>
  Event pop(const Stale& stale) {
    Event event = heap_[0];
    if ((event.payload & kLaneMark) == 0) {
      removeTop();
      refill();
      return event;
    }
    const std::uint64_t mark = event.payload;
    MonotoneLane& lane = lanes_[mark & ~kLaneMark];
    event = lane.front();
    lane.pop();
    while (!lane.empty() && stale(lane.front().payload)) lane.pop();
    if (lane.empty())
      removeTop();
    else
      replaceTop({lane.front().time, lane.front().order, mark});
    refill();
    return event;
  }

 private:
  static constexpr std::uint64_t kLaneMark = 1ULL << 63;
  /// From this size on the heap is spared what the wheel can take: its 24 kB fill half of the
  /// fastest cache.
  static constexpr std::size_t kSmallHeap = 1024;

  std::uint64_t orderOf(EventClass eventClass, std::uint32_t rank) {
    return (static_cast<std::uint64_t>(eventClass) << 61) |
           (static_cast<std::uint64_t>(rank & kMaxRank) << 41) | (sequence_++ & ((1ULL << 41) - 1));
  }

  void insert(const Event& event) {
    if (heap_.size() < kSmallHeap) [[likely]]
      push(event);
    else
      insertAmongMany(event);
  }

  [[gnu::noinline]] void insertAmongMany(const Event& event) {
    if (wheel_.empty()) wheel_.restartAfter(heap_[0].time);
    if (event.time < wheel_.base())
      push(event);
    else
      wheel_.insert(event);
  }

  /// Keeps the next event of all at the heap's top: everything in the wheel is due after it.
  void refill() {
    if (!wheel_.empty() && (heap_.empty() || heap_[0].time >= wheel_.base())) [[unlikely]]
      pour();
  }

  [[gnu::noinline]] void pour() {
    do {
      wheel_.advance(heap_.empty() ? kNever : heap_[0].time,
                     [this](const Event& event) { push(event); });
    } while (!wheel_.empty() && (heap_.empty() || heap_[0].time >= wheel_.base()));
  }

  void push(Event event) {
    std::size_t hole = heap_.size();
    heap_.addUnset();
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (!event.before(heap_[parent])) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    set(heap_[hole], event);
  }

  /// Field by field: what has just been put together in registers is stored from there, not through
  /// a copy on the stack that is read wider than it was written.
  static void set(Event& place, const Event& event) {
    place.time = event.time;
    place.order = event.order;
    place.payload = event.payload;
  }

  void removeTop() {
    const Event last = heap_[heap_.size() - 1];
    heap_.popBack();
    if (!heap_.empty()) replaceTop(last);
  }

  void replaceTop(const Event& event) {
    const std::size_t size = heap_.size();
    std::size_t hole = 0;
    for (;;) {
      const std::size_t first = hole * 4 + 1;
      if (first >= size) break;
      std::size_t least = first;
      const std::size_t end = first + 4 < size ? first + 4 : size;
      for (std::size_t child = first + 1; child < end; ++child)
        if (heap_[child].before(heap_[least])) least = child;
      if (!heap_[least].before(event)) break;
      heap_[hole] = heap_[least];
      hole = least;
    }
    heap_[hole] = event;
  }

  RecordArray<Event> heap_;
  std::vector<MonotoneLane> lanes_;
  TimeWheel wheel_;
  std::uint64_t sequence_ = 0;
};

}  // namespace headroom::sim

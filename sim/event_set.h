// The future event set: what is due, in an order that is a contract.
//
// Events leave by (time, class, rank, sequence). Classes run departure, timeout, script, arrival,
// control, observation: a reply at exactly its deadline is in time, and an arrival at the instant
// of a fault meets the fault. A rank belongs to the place an event happens at (by its name, so that
// the order of a file does not matter); the sequence counts insertions.
//
// A 4-ary heap (half the depth of a binary one, and the four children share cache lines) beside
// monotone lanes: events of one place that are known to come in order (timeouts of one length,
// constant services) wait in a FIFO, and only its head is in the heap.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/check.h"
#include "sim/time.h"

namespace headroom::sim {

enum class EventClass : std::uint8_t { departure, timeout, script, arrival, control, observation };

/// What is due when. The payload means something to whoever scheduled it, nothing here.
struct Event {
  Time time{};
  std::uint64_t order = 0;
  std::uint64_t payload = 0;

  bool before(const Event& other) const {
    return time != other.time ? time < other.time : order < other.order;
  }
  EventClass eventClass() const { return static_cast<EventClass>(order >> 61); }
};

inline constexpr std::uint32_t kMaxRank = (1u << 20) - 1;

/// First in, first out, in times that never decrease; a ring that grows by doubling.
class MonotoneLane {
 public:
  bool empty() const { return head_ == tail_; }
  /// Whether an event at `time` may be appended.
  bool accepts(Time time) const { return empty() || time >= lastTime_; }
  const Event& front() const { return ring_[head_ & mask_]; }
  void pop() { ++head_; }
  void push(const Event& event) {
    if (tail_ - head_ == ring_.size()) grow();
    ring_[tail_++ & mask_] = event;
    lastTime_ = event.time;
  }

 private:
  void grow() {
    std::vector<Event> larger(ring_.empty() ? 64 : ring_.size() * 2);
    for (std::uint64_t i = head_; i != tail_; ++i) larger[i - head_] = ring_[i & mask_];
    tail_ -= head_;
    head_ = 0;
    ring_ = std::move(larger);
    mask_ = ring_.size() - 1;
  }

  std::vector<Event> ring_;
  std::uint64_t head_ = 0;
  std::uint64_t tail_ = 0;
  std::uint64_t mask_ = 0;
  Time lastTime_{};
};

class EventSet {
 public:
  EventSet() { heap_.reserve(4096); }
  /// A new lane; `rank` and class of its events are fixed so that its order is the contract's.
  std::uint32_t addLane() {
    lanes_.emplace_back();
    return static_cast<std::uint32_t>(lanes_.size() - 1);
  }

  void schedule(Time time, EventClass eventClass, std::uint32_t rank, std::uint64_t payload) {
    push({time, orderOf(eventClass, rank), payload});
  }

  /// Into the lane when it may be (times never decrease), else beside it: the order is the same.
  /// All events of a lane must have one class and rank. The payload is below 2^63.
  void scheduleInLane(std::uint32_t lane, Time time, EventClass eventClass, std::uint32_t rank,
                      std::uint64_t payload) {
    const Event event{time, orderOf(eventClass, rank), payload};
    MonotoneLane& line = lanes_[lane];
    if (!line.accepts(time)) return push(event);
    if (line.empty()) push({time, event.order, kLaneMark | lane});
    line.push(event);
  }

  bool empty() const { return heap_.empty(); }
  /// The next event's time and order; its payload may stand for a lane.
  const Event& top() const { return heap_.front(); }
  std::uint64_t scheduled() const { return sequence_; }

  /// Removes and returns the next event. `stale(payload)` says which waiting events no longer
  /// count: those at a lane's head are dropped before they reach the heap.
  template <class Stale>
  Event pop(const Stale& stale) {
    Event event = heap_.front();
    if ((event.payload & kLaneMark) == 0) {
      removeTop();
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
    return event;
  }

 private:
  static constexpr std::uint64_t kLaneMark = 1ULL << 63;

  std::uint64_t orderOf(EventClass eventClass, std::uint32_t rank) {
    return (static_cast<std::uint64_t>(eventClass) << 61) |
           (static_cast<std::uint64_t>(rank & kMaxRank) << 41) | (sequence_++ & ((1ULL << 41) - 1));
  }

  void push(const Event& event) {
    std::size_t hole = heap_.size();
    heap_.push_back(event);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (!event.before(heap_[parent])) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = event;
  }

  void removeTop() {
    const Event last = heap_.back();
    heap_.pop_back();
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

  std::vector<Event> heap_;
  std::vector<MonotoneLane> lanes_;
  std::uint64_t sequence_ = 0;
};

}  // namespace headroom::sim

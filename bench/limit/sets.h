// Sets of what is due next, as one would write them by hand: for one model, no more general than it
// needs. An entry is 16 bytes: an instant, and 63 bits that mean something to the loop and break
// ties.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/event_set.h"
#include "sim/time.h"

namespace headroom::bench {

struct Due {
  Time at{};
  std::uint64_t what = 0;
  bool before(const Due& other) const { return at != other.at ? at < other.at : what < other.what; }
};

/// A 4-ary heap.
class Heap {
 public:
  bool empty() const { return heap_.empty(); }
  const Due& top() const { return heap_.front(); }
  void push(Due due) {
    std::size_t hole = heap_.size();
    heap_.push_back(due);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (!due.before(heap_[parent])) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = due;
  }
  void pop() {
    const Due last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) replaceTop(last);
  }
  /// pop() and push() in one.
  void replaceTop(Due due) {
    const std::size_t size = heap_.size();
    std::size_t hole = 0;
    for (std::size_t first = 1; first < size; first = hole * 4 + 1) {
      std::size_t least = first;
      const std::size_t end = first + 4 < size ? first + 4 : size;
      for (std::size_t child = first + 1; child < end; ++child)
        if (heap_[child].before(heap_[least])) least = child;
      if (!heap_[least].before(due)) break;
      heap_[hole] = heap_[least];
      hole = least;
    }
    heap_[hole] = due;
  }

 private:
  std::vector<Due> heap_;
};

/// Bit of Due::what: an arrival, which comes after all departures of its instant.
inline constexpr std::uint64_t kArrivalMark = 1ULL << 62;
/// Above it, below the mark: of equal instants the lower rank comes first.
inline constexpr int kRankShift = 58;

/// The engine's own set, for the loops that differ from it in everything else.
class EngineSet {
 public:
  bool empty() const { return events_.empty(); }
  Due top() const { return {events_.top().time, events_.top().payload}; }
  void push(Due due) {
    const bool arrival = (due.what & kArrivalMark) != 0;
    events_.schedule(due.at, arrival ? sim::EventClass::arrival : sim::EventClass::departure,
                     static_cast<std::uint32_t>(due.what >> kRankShift) & 15, due.what);
  }
  void pop() {
    events_.pop([](std::uint64_t) { return false; });
  }

 private:
  sim::EventSet events_;
};

/// A few entries kept in order by insertion, the next one last.
class Sorted {
 public:
  bool empty() const { return entries_.empty(); }
  const Due& top() const { return entries_.back(); }
  void push(Due due) {
    entries_.push_back(due);
    std::size_t hole = entries_.size() - 1;
    for (; hole > 0 && entries_[hole - 1].before(due); --hole) entries_[hole] = entries_[hole - 1];
    entries_[hole] = due;
  }
  void pop() { entries_.pop_back(); }

 private:
  std::vector<Due> entries_;
};

/// A few entries in no order, looked through for the next one whenever they change.
class Scanned {
 public:
  bool empty() const { return entries_.empty(); }
  const Due& top() const { return entries_[least_]; }
  void push(Due due) {
    entries_.push_back(due);
    if (due.before(entries_[least_])) least_ = entries_.size() - 1;
  }
  void pop() {
    entries_[least_] = entries_.back();
    entries_.pop_back();
    least_ = 0;
    for (std::size_t i = 1; i < entries_.size(); ++i)
      if (entries_[i].before(entries_[least_])) least_ = i;
  }

 private:
  std::vector<Due> entries_;
  std::size_t least_ = 0;
};

/// At most one entry: the departure from a single server.
class Single {
 public:
  bool empty() const { return !full_; }
  const Due& top() const { return due_; }
  void push(Due due) {
    due_ = due;
    full_ = true;
  }
  void pop() { full_ = false; }

 private:
  Due due_;
  bool full_ = false;
};

/// First in, first out; grows by doubling.
template <class T>
class Ring {
 public:
  bool empty() const { return head_ == tail_; }
  const T& front() const { return ring_[head_ & (ring_.size() - 1)]; }
  void push(const T& item) {
    if (tail_ - head_ == ring_.size()) grow();
    ring_[tail_++ & (ring_.size() - 1)] = item;
  }
  void pop() { ++head_; }

 private:
  void grow() {
    std::vector<T> larger(ring_.size() * 2);
    for (std::uint64_t i = head_; i != tail_; ++i)
      larger[i - head_] = ring_[i & (ring_.size() - 1)];
    tail_ -= head_;
    head_ = 0;
    ring_ = std::move(larger);
  }
  std::vector<T> ring_ = std::vector<T>(1024);
  std::uint64_t head_ = 0, tail_ = 0;
};

}  // namespace headroom::bench

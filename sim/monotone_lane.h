// Events that are known to come in order (timeouts of one length, constant services): a FIFO.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/event.h"

namespace headroom::sim {

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
    std::vector<Event> larger(ring_.empty() ? 8 : ring_.size() * 2);
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

}  // namespace headroom::sim

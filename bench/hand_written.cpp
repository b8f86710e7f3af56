#include "bench/hand_written.h"

#include <vector>

#include "sim/distribution.h"
#include "sim/event_set.h"
#include "sim/math.h"
#include "sim/random.h"

namespace headroom::bench {
namespace {

struct Customer {
  Time arrived{};
  sim::Key key;
};

/// A ring of waiting customers, as one would write it by hand.
class Ring {
 public:
  bool empty() const { return head_ == tail_; }
  void push(std::uint32_t who) {
    if (tail_ - head_ == ring_.size()) grow();
    ring_[tail_++ & (ring_.size() - 1)] = who;
  }
  std::uint32_t pop() { return ring_[head_++ & (ring_.size() - 1)]; }

 private:
  void grow() {
    std::vector<std::uint32_t> larger(ring_.size() * 2);
    for (std::uint64_t i = head_; i != tail_; ++i)
      larger[i - head_] = ring_[i & (ring_.size() - 1)];
    tail_ -= head_;
    head_ = 0;
    ring_ = std::move(larger);
  }
  std::vector<std::uint32_t> ring_ = std::vector<std::uint32_t>(1024);
  std::uint64_t head_ = 0, tail_ = 0;
};

constexpr std::uint64_t kArrival = 1ULL << 62;

}  // namespace

LoopResult handWrittenMmc(int servers, double rate, double serviceSeconds,
                          std::uint64_t customers) {
  LoopResult result;
  sim::EventSet events;
  sim::Stream arrivals{sim::Key{1}};
  const sim::Key requests{2};
  const sim::Exponential service{fromSeconds(serviceSeconds)};
  std::vector<Customer> inside;
  std::vector<std::uint32_t> free;
  Ring waiting;
  int busy = 0;
  double next = 0;
  std::uint64_t arrived = 0;
  const auto scheduleArrival = [&] {
    if (arrived == customers) return;
    next += -sim::log(arrivals.nextUnit()) / rate;
    events.schedule(fromSeconds(next), sim::EventClass::arrival, 0, kArrival);
  };
  const auto start = [&](std::uint32_t who, Time now) {
    const Duration length = sim::draw(service, sim::derive(inside[who].key, 7));
    events.schedule(now + length, sim::EventClass::departure, 1, who);
  };
  scheduleArrival();
  while (!events.empty()) {
    const sim::Event event = events.pop([](std::uint64_t) { return false; });
    if (event.payload == kArrival) {
      std::uint32_t who;
      if (free.empty()) {
        who = static_cast<std::uint32_t>(inside.size());
        inside.emplace_back();
      } else {
        who = free.back();
        free.pop_back();
      }
      inside[who] = {event.time, sim::derive(requests, 3, arrived++)};
      scheduleArrival();
      if (busy < servers) {
        ++busy;
        start(who, event.time);
      } else {
        waiting.push(who);
      }
      continue;
    }
    const auto who = static_cast<std::uint32_t>(event.payload);
    result.sojourn.record(event.time - inside[who].arrived);
    ++result.customers;
    free.push_back(who);
    if (waiting.empty())
      --busy;
    else
      start(waiting.pop(), event.time);
  }
  return result;
}

}  // namespace headroom::bench

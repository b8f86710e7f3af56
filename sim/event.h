// An event: what is due when, and where it stands among those of the same instant.
#pragma once

#include <cstdint>

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

}  // namespace headroom::sim

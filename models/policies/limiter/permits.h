// What limiters share that charge a request more than one permit: the field, and its rule.
#pragma once

#include <string>

#include "models/notation/shape.h"

namespace headroom {

/// Declares `permits`: how many of the limiter's `what` one request takes; 1 when left out.
template <class Spec>
void describePermits(Shape<Spec>& s, std::int64_t Spec::*permits, const std::string& what) {
  s("permits", permits, "How many " + what + " one request takes.")
      .optional()
      .atLeast(1)
      .atMost(1e6);
}

/// A request that takes more than there can ever be would never pass.
void needRoomFor(std::int64_t permits, std::int64_t room, const std::string& roomName,
                 const JsonValue& at, Reading& reading);

}  // namespace headroom

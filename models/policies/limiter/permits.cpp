#include "models/policies/limiter/permits.h"

namespace headroom {

void needRoomFor(std::int64_t permits, std::int64_t room, const std::string& roomName,
                 const JsonValue& at, Reading& reading) {
  if (permits > room)
    reading.error("E_RULE", at,
                  "found permits " + std::to_string(permits) + ", " + roomName + " " +
                      std::to_string(room) + "; allowed: permits <= " + roomName);
}

}  // namespace headroom

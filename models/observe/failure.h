// How, and where, a request went wrong.
#pragma once

#include <cstdint>

#include "models/outcome/outcome.h"
#include "sim/strong_id.h"

namespace headroom {

/// Where in a part something waits or was decided, beside its resources (0 workers, 1 cores,
/// 2 connections, 3.. pools).
namespace place {
inline constexpr std::uint16_t kWorkers = 0, kCores = 1, kConnections = 2, kFirstPool = 3;
inline constexpr std::uint16_t kService = 0xFFF0, kHanging = 0xFFF1, kBackoff = 0xFFF2,
                               kLimit = 0xFFF3, kThroughput = 0xFFF4, kNowhere = 0xFFFF;
}  // namespace place

/// How a request was answered; how and where it went wrong is kept all the way up.
struct Failure {
  Cause cause : 7 = Cause::none;
  bool degraded : 1 = false;    ///< Of an answer: a fallback gave it, or it took one in.
  std::uint8_t status : 7 = 0;  ///< Status minus 400: 429 is 29, 503 is 103.
  bool own : 1 = false;         ///< The caller's own timeout, as seen by that caller.
  std::uint16_t where = place::kNowhere;
  PartId part;  ///< Origin.
  bool failed() const { return cause != Cause::none; }
  /// An answer with nothing to be said about it.
  bool plain() const { return cause == Cause::none && !degraded; }
};

}  // namespace headroom

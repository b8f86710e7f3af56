// What is alive of a waiting line whose members are not simply served as they came.
#pragma once

#include "models/policies/criticality.h"
#include "models/program/model.h"
#include "sim/line_by_level.h"

namespace headroom {

struct RuledLine {
  sim::LineByLevel<kCriticalities> levels;  ///< Of a line by criticality.
  Time lastEmpty{};                         ///< Before the present members came.
  Shedder shedder;

  /// Whether whoever leaves the line now is shed.
  bool sheds(Time now, Duration wait, bool othersWait) {
    if (auto* codel = std::get_if<Codel>(&shedder)) return codel->shed(now, wait, othersWait);
    if (auto* rfc = std::get_if<CodelRfc8289>(&shedder)) return rfc->shed(now, wait, othersWait);
    return false;
  }
  /// A server is free and nobody is left to have it.
  void foundEmpty() {
    if (auto* rfc = std::get_if<CodelRfc8289>(&shedder)) rfc->foundEmpty();
  }
};

/// One line: its servers, its rules as written and what is alive of them.
struct LineView {
  std::uint32_t resource = 0;
  std::uint16_t where = 0;  ///< place::kWorkers, ...
  std::uint32_t timeoutLane = 0;
  const QueueModel* queue = nullptr;
  RuledLine* rule = nullptr;  ///< nullptr: first come, first served.
};

}  // namespace headroom

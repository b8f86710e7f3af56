// The instructions that operations are compiled to.
#pragma once

#include <cstdint>

namespace headroom {

enum class Op : std::uint8_t {
  work,        ///< Occupy a core; `site` in Model::works.
  serve,       ///< Be served by the part itself (no core); `site` in Model::works.
  call,        ///< Call another part and wait; `site` in Model::calls.
  lookup,      ///< Ask a cache; `site` in Model::lookups. A hit goes on at `target`, a miss at the
               ///< next.
  fill,        ///< Fill a cache, awaited or not; `site` in Model::lookups.
  flight,      ///< Lead the flight for a key, or wait for whoever leads it and go on at `target`;
               ///< `site` in Model::lookups.
  land,        ///< The flight is over: its followers go on, too.
  limit,       ///< Ask one of the part's limits; `site` in PartModel::limits.
  choose,      ///< Go on at one of several places; `site` in Model::choices.
  jump,        ///< Go on at `target`.
  fork,        ///< Start branches and wait for all; `site` in Model::forks.
  endBranch,   ///< A branch is done.
  read,        ///< At a cache: is the key there? Replies hit or miss.
  insert,      ///< At a cache: the key is there from now on.
  reply,       ///< The request is done here.
  degrade,     ///< A fallback begins: the answer is degraded.
  passBy,      ///< Go on at `target` unless limit `site` concerns the request.
  limitAlone,  ///< As limit, its store having failed.
  door,        ///< The store of door limit `site` has answered: ask it, then the limits after it.
  doorAlone,   ///< The same, its store having failed.
  clean        ///< An outermost miss: nothing degraded has gone into its value yet.
};

struct Instruction {
  Op op = Op::reply;
  std::uint32_t site = 0;
  std::uint32_t target = 0;
};

}  // namespace headroom

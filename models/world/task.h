// A task: one thread of a request's course. A logical request is a task at the client; a visit is a
// task at a part; a branch is a task inside a visit. It is a place in a program plus what it holds.
#pragma once

#include <cstdint>

#include "models/observe/failure.h"
#include "sim/random.h"
#include "sim/strong_id.h"
#include "sim/time.h"

namespace headroom {

using TaskId = std::uint32_t;
inline constexpr TaskId kNoTask = 0xFFFFFFFF;

enum class TaskKind : std::uint8_t { request, visit, branch };

enum class TaskState : std::uint8_t {
  running,
  waitingPool,  ///< In the line for one of the caller's connections: not sent yet
  grantedPool,
  waitingConnection,  ///< In the line for one of the part's own connections
  grantedConnection,
  waitingDoor,   ///< Told to wait by a limit: before it goes in,
  waitingStep,   ///< or before its next step
  waitingLimit,  ///< In the line of a limit
  grantedLimit,
  turnedAway,  ///< Shed from a line, and about to be told
  waitingWorker,
  grantedWorker,
  waitingCore,
  grantedCore,
  serving,       ///< Work on a core, or service by the part
  waitingChild,  ///< For the reply to a call
  backoff,
  joining,           ///< For branches
  waitingFlight,     ///< For another's answer to the same cache miss
  landed,            ///< That answer is here
  parkedArrival,     ///< Held by a hanging part: before entry,
  parkedDoor,        ///< when a limit's wait is over,
  parkedTurnedAway,  ///< when a line has turned it away,
  parkedRun,         ///< before its next step,
  parkedService,     ///< at the end of a service,
  parkedReply        ///< or with a reply to take in
};

/// Two cache lines: what a hop looks at and links first, what it holds second. Plain, so that a
/// table of millions grows by moving pages.
struct alignas(64) Task {
  sim::Key key;    ///< Of this visit's draws.
  sim::Key root;   ///< Of the logical request's draws (its keys).
  Time entered{};  ///< When it reached the part; of a request: when it was issued.
  Time since{};    ///< When the present wait or service began.
  std::uint32_t generation = 0;
  TaskId parent = kNoTask;
  TaskId child = kNoTask;    ///< The newest attempt of the call it waits for, or its first branch.
  TaskId sibling = kNoTask;  ///< The next branch of the same parent, or the attempt before.
  TaskId previous = kNoTask, next = kNoTask;  ///< In a waiting line.
  std::uint32_t pc = 0;
  PartId part;  ///< Where it is; none for a request.

  std::uint64_t tag = 0;     ///< A request's number in its flow; at a cache, the key asked for.
  Time heldSince{};          ///< Of the part's worker or connection: no part has both.
  Time poolSince{};          ///< Of the caller's connection.
  Time callerLeft = kNever;  ///< From when on its work is wasted.
  Failure failure;  ///< Joined branches' first; a reply held back by a hang, a refusal by a limit.
  FlowId flow;
  std::uint16_t profile = 0;                ///< Who the request is: Model::profiles.
  std::uint32_t poolResource = 0xFFFFFFFF;  ///< The caller's connection it holds or waits for.
  std::uint32_t limits = 0;                 ///< Bits: limits of the part that admitted it.
  std::uint16_t replica = 0;
  std::uint16_t operation = 0;
  std::uint16_t attempts = 0;  ///< Of the call it waits for.
  std::uint16_t open = 0;      ///< Branches not done.
  TaskKind kind = TaskKind::visit;
  TaskState state = TaskState::running;
  bool taken : 1 = false;    ///< Owned by the table.
  bool arrived : 1 = false;  ///< Counted as offered at its part.
  bool holdsWorker : 1 = false;
  bool holdsCore : 1 = false;
  bool holdsConnection : 1 = false;
  bool holdsPool : 1 = false;
  bool hit : 1 = false;       ///< A look-up's answer.
  bool balanced : 1 = false;  ///< Counted by its part's balancer: its caller waits for an answer.
  bool late : 1 = false;  ///< An attempt its caller has timed out and whose answer it would take.
  bool throttled : 1 = false;  ///< Its call is of a site that counts what is accepted.
  bool leads : 1 = false;      ///< Leads at least one flight (World::leads_ says which).
  bool degraded : 1 = false;   ///< A fallback, here or further down, went into its answer,
  bool tainted : 1 = false;    ///< and into the value it is fetching since an outermost miss.
};
static_assert(sizeof(Task) == 128);

}  // namespace headroom

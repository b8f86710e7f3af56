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
  waitingWorker,
  grantedWorker,
  waitingCore,
  grantedCore,
  serving,       ///< Work on a core, or service by the part
  waitingChild,  ///< For the reply to a call
  backoff,
  joining,        ///< For branches
  waitingFlight,  ///< For another's answer to the same cache miss
  landed,         ///< That answer is here
  parkedArrival,  ///< Held by a hanging part: before entry,
  parkedRun,      ///< before its next step,
  parkedService,  ///< at the end of a service,
  parkedReply     ///< or with a reply to take in
};

struct Task {
  sim::Key key;           ///< Of this visit's draws.
  sim::Key root;          ///< Of the logical request's draws (its keys).
  std::uint64_t tag = 0;  ///< A request's number in its flow; at a cache, the key asked for.
  Time issued{};          ///< Attempt or request: when it was sent.
  Time entered{};         ///< When it reached the part.
  Time since{};           ///< When the present wait or service began.
  Time workerSince{};
  Time connectionSince{};    ///< Of the part's own connection.
  Time poolSince{};          ///< Of the caller's connection.
  Time callerLeft = kNever;  ///< From when on its work is wasted.
  Duration lastPause{};
  Failure failure;  ///< Joined branches' first, or a reply held back by a hang.

  std::uint32_t generation = 0;
  TaskId parent = kNoTask;
  TaskId child = kNoTask;    ///< The newest attempt of the call it waits for, or its first branch.
  TaskId sibling = kNoTask;  ///< The next branch of the same parent, or the attempt before.
  TaskId previous = kNoTask, next = kNoTask;  ///< In a waiting line.
  std::uint32_t pc = 0;
  PartId part;  ///< Where it is; none for a request.
  FlowId flow;
  std::uint32_t poolResource = 0xFFFFFFFF;  ///< The caller's connection it holds or waits for.
  std::uint32_t epoch = 0;                  ///< Of a request: in which epoch it arrived.
  std::uint32_t limits = 0;                 ///< Bits: limits of the part that admitted it.
  std::uint32_t leads = 0xFFFFFFFF;         ///< The innermost flight it leads.
  std::uint16_t replica = 0;
  std::uint16_t operation = 0;
  std::uint16_t attempts = 0;  ///< Of the call it waits for.
  std::uint16_t open = 0;      ///< Branches not done.
  TaskKind kind = TaskKind::visit;
  TaskState state = TaskState::running;
  bool taken = false;    ///< Owned by the table.
  bool arrived = false;  ///< Counted as offered at its part.
  bool holdsWorker = false;
  bool holdsCore = false;
  bool holdsConnection = false;
  bool holdsPool = false;
  bool hit = false;       ///< A look-up's answer.
  bool balanced = false;  ///< Counted by its part's balancer: its caller waits for an answer.
  bool late = false;  ///< An attempt its caller has timed out and whose answer it would still take.
};

}  // namespace headroom

// Gateway, application, cache and database by hand: one loop, and several agendas of what is due.
#include <array>

#include "bench/limit/inputs.h"
#include "bench/limit/loops.h"
#include "bench/limit/sets.h"
#include "models/parts/cache_store.h"
#include "models/parts/warm_start.h"

namespace headroom::bench {
namespace {

/// What ends, in the order the engine takes equal instants in: departures by the part's name
/// (app, cache, db, edge), then arrivals.
enum Kind : std::uint32_t { kWork, kLookup, kQuery, kGateway, kArrives, kKinds };
enum StationIndex : std::size_t { kInside, kAtGateway, kAtCores, kAtCache, kAtDatabase, kStations };

struct Next {
  Time at{};
  std::uint32_t kind = 0;
  std::uint32_t slot = 0;
};

constexpr std::uint64_t kSlotBits = 24;
constexpr std::uint32_t slotOf(std::uint64_t what) { return what & ((1U << kSlotBits) - 1); }

/// Everything in one set.
template <class Set>
class OneAgenda {
 public:
  void push(Kind kind, Time at, std::uint32_t slot) {
    const std::uint64_t rank =
        kind == kArrives ? kArrivalMark : static_cast<std::uint64_t>(kind) << kRankShift;
    due_.push({at, rank | sequence_++ << kSlotBits | slot});
  }
  Next pop() {
    const Due due = due_.top();
    due_.pop();
    const bool arrival = (due.what & kArrivalMark) != 0;
    return {due.at, arrival ? kArrives : static_cast<std::uint32_t>(due.what >> kRankShift),
            slotOf(due.what)};
  }

 private:
  Set due_;
  std::uint64_t sequence_ = 0;
};

/// A place for each kind: constant delays end in the order they began, so rings hold them.
template <class Set>
class AgendaByKind {
 public:
  AgendaByKind() { next_.fill(kNever); }
  void push(Kind kind, Time at, std::uint32_t slot) {
    if (kind == kArrives) {
      next_[kArrives] = at;
    } else if (kind == kGateway || kind == kLookup) {
      delays_[kind].push({at, slot});
      next_[kind] = delays_[kind].front().at;
    } else {
      services_[kind].push({at, sequence_++ << kSlotBits | slot});
      next_[kind] = services_[kind].top().at;
    }
  }
  Next pop() {
    std::uint32_t kind = 0;
    for (std::uint32_t k = 1; k < kKinds; ++k)
      if (next_[k] < next_[kind]) kind = k;
    Next next{next_[kind], kind, 0};
    if (kind == kArrives) {
      next_[kArrives] = kNever;
    } else if (kind == kGateway || kind == kLookup) {
      next.slot = slotOf(delays_[kind].front().what);
      delays_[kind].pop();
      next_[kind] = delays_[kind].empty() ? kNever : delays_[kind].front().at;
    } else {
      next.slot = slotOf(services_[kind].top().what);
      services_[kind].pop();
      next_[kind] = services_[kind].empty() ? kNever : services_[kind].top().at;
    }
    return next;
  }

 private:
  std::array<Time, kKinds> next_;
  std::array<Ring<Due>, kKinds> delays_;
  std::array<Set, kKinds> services_;
  std::uint64_t sequence_ = 0;
};

struct Request {
  Time arrived{};
  sim::Key visit;
  Duration work{};
  std::uint64_t wanted = 0;
};

/// Servers that are taken, and who waits for one.
struct Servers {
  int idle = 0;
  Ring<std::uint32_t> line;
};

template <class Agenda, template <std::size_t> class Statistics>
class ThreeTier {
 public:
  explicit ThreeTier(const Model& model)
      : in_(model),
        seen_({Station::kDelay, Station::kDelay, in_.cores, Station::kDelay, in_.connections}),
        store_(in_.cache->capacity, kNever) {
    fillFull(store_, *in_.cache, *in_.allKeys, in_.cacheKey);
    cores_.idle = in_.cores;
    connections_.idle = in_.connections;
  }

  LoopResult run() {
    agenda_.push(kArrives, in_.requests.nextArrival(), 0);
    for (;;) {
      const Next next = agenda_.pop();
      if (next.at > in_.requests.end()) break;
      now_ = next.at;
      seen_.advance(now_);
      switch (next.kind) {
        case kArrives:
          arrive();
          break;
        case kGateway:
          leaveGateway(next.slot);
          break;
        case kWork:
          leaveCores(next.slot);
          break;
        case kLookup:
          leaveCache(next.slot);
          break;
        default:
          leaveDatabase(next.slot);
      }
    }
    return seen_.finish(in_.requests.end());
  }

 private:
  std::uint32_t takeSlot() {
    if (free_.empty()) {
      table_.emplace_back();
      return static_cast<std::uint32_t>(table_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  void arrive() {
    const std::uint32_t slot = takeSlot();
    const sim::Key root = in_.requests.key(number_++);
    const sim::Key visit = in_.visit(root);
    table_[slot] = {now_, visit, in_.appWork(visit), in_.wanted(root)};
    seen_.arrived();
    seen_.move(kInside, 1, now_);
    seen_.move(kAtGateway, 1, now_);
    agenda_.push(kArrives, in_.requests.nextArrival(), 0);
    agenda_.push(kGateway, now_ + in_.gatewayDelay, slot);
  }
  void leaveGateway(std::uint32_t slot) {
    seen_.move(kAtGateway, -1, now_);
    seen_.move(kAtCores, 1, now_);
    if (cores_.idle == 0) return cores_.line.push(slot);
    --cores_.idle;
    work(slot);
  }
  void work(std::uint32_t slot) { agenda_.push(kWork, now_ + table_[slot].work, slot); }
  void leaveCores(std::uint32_t slot) {
    seen_.move(kAtCores, -1, now_);
    seen_.move(kAtCache, 1, now_);
    agenda_.push(kLookup, now_ + in_.cacheDelay, slot);
    if (cores_.line.empty()) {
      ++cores_.idle;
    } else {
      work(cores_.line.front());
      cores_.line.pop();
    }
  }
  void leaveCache(std::uint32_t slot) {
    seen_.move(kAtCache, -1, now_);
    const bool hit = store_.lookup(table_[slot].wanted, now_);
    seen_.looked(hit);
    if (hit) return answer(slot);
    seen_.move(kAtDatabase, 1, now_);
    if (connections_.idle == 0) return connections_.line.push(slot);
    --connections_.idle;
    query(slot);
  }
  void query(std::uint32_t slot) {
    agenda_.push(kQuery, now_ + in_.query(table_[slot].visit), slot);
  }
  void leaveDatabase(std::uint32_t slot) {
    seen_.move(kAtDatabase, -1, now_);
    store_.insert(table_[slot].wanted, now_);
    answer(slot);
    if (connections_.line.empty()) {
      ++connections_.idle;
    } else {
      query(connections_.line.front());
      connections_.line.pop();
    }
  }
  void answer(std::uint32_t slot) {
    seen_.move(kInside, -1, now_);
    seen_.answered(now_ - table_[slot].arrived);
    free_.push_back(slot);
  }

  TiersInputs in_;
  Statistics<kStations> seen_;
  CacheStore store_;
  Agenda agenda_;
  Servers cores_, connections_;
  std::vector<Request> table_;
  std::vector<std::uint32_t> free_;
  std::uint64_t number_ = 0;
  Time now_{};
};

template <class Agenda, template <std::size_t> class Statistics>
LoopResult threeTier(const Model& model) {
  return ThreeTier<Agenda, Statistics>{model}.run();
}

constexpr Loop kThreeTier[] = {
    {"engine_set", Keeps::sojournOnly, threeTier<OneAgenda<EngineSet>, SojournOnly>},
    {"heap", Keeps::sojournOnly, threeTier<OneAgenda<Heap>, SojournOnly>},
    {"heap_by_kind", Keeps::sojournOnly, threeTier<AgendaByKind<Heap>, SojournOnly>},
    {"sorted_by_kind", Keeps::sojournOnly, threeTier<AgendaByKind<Sorted>, SojournOnly>},
    {"engine_set", Keeps::sameStatistics, threeTier<OneAgenda<EngineSet>, SameStatistics>},
    {"heap", Keeps::sameStatistics, threeTier<OneAgenda<Heap>, SameStatistics>},
    {"heap_by_kind", Keeps::sameStatistics, threeTier<AgendaByKind<Heap>, SameStatistics>},
    {"sorted_by_kind", Keeps::sameStatistics, threeTier<AgendaByKind<Sorted>, SameStatistics>},
};

}  // namespace

std::span<const Loop> threeTierLoops() { return kThreeTier; }

}  // namespace headroom::bench

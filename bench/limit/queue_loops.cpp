// M/M/c by hand. Who waits is a pair (when it came, what it needs); a departure carries when its
// request came, so that there is no table of requests at all.
#include <array>

#include "bench/limit/inputs.h"
#include "bench/limit/loops.h"
#include "bench/limit/sets.h"

namespace headroom::bench {
namespace {

struct Waiting {
  Time arrived{};
  Duration service{};
};

/// All that is due in one set, arrivals too.
template <class Set, template <std::size_t> class Statistics>
LoopResult oneSet(const Model& model) {
  QueueInputs in{model};
  Statistics<1> seen{{in.servers}};
  Set due;
  Ring<Waiting> line;
  int busy = 0;
  std::uint64_t number = 0;
  const auto serve = [&](Time arrived, Duration service, Time now) {
    due.push({now + service, static_cast<std::uint64_t>(arrived.count())});
  };
  due.push({in.requests.nextArrival(), kArrivalMark});
  while (due.top().at <= in.requests.end()) {
    const auto [now, what] = due.top();
    due.pop();
    seen.advance(now);
    if (what == kArrivalMark) {
      const Duration service = in.service(in.requests.key(number++));
      seen.arrived();
      seen.move(0, 1, now);
      due.push({in.requests.nextArrival(), kArrivalMark});
      if (busy < in.servers)
        ++busy, serve(now, service, now);
      else
        line.push({now, service});
      continue;
    }
    seen.move(0, -1, now);
    seen.answered(now - Time{static_cast<std::int64_t>(what)});
    if (line.empty()) {
      --busy;
    } else {
      serve(line.front().arrived, line.front().service, now);
      line.pop();
    }
  }
  return seen.finish(in.requests.end());
}

/// The next arrival is a variable; only departures are in the set.
template <class Set, template <std::size_t> class Statistics>
LoopResult arrivalApart(const Model& model) {
  QueueInputs in{model};
  Statistics<1> seen{{in.servers}};
  Set departures;
  Ring<Waiting> line;
  int busy = 0;
  std::uint64_t number = 0;
  const Time end = in.requests.end();
  const auto serve = [&](Time arrived, Duration service, Time now) {
    departures.push({now + service, static_cast<std::uint64_t>(arrived.count())});
  };
  Time arrival = in.requests.nextArrival();
  for (;;) {
    if (departures.empty() || arrival < departures.top().at) {
      const Time now = arrival;
      if (now > end) break;
      seen.advance(now);
      const Duration service = in.service(in.requests.key(number++));
      seen.arrived();
      seen.move(0, 1, now);
      arrival = in.requests.nextArrival();
      if (busy < in.servers)
        ++busy, serve(now, service, now);
      else
        line.push({now, service});
      continue;
    }
    const auto [now, arrived] = departures.top();
    if (now > end) break;
    departures.pop();
    seen.advance(now);
    seen.move(0, -1, now);
    seen.answered(now - Time{static_cast<std::int64_t>(arrived)});
    if (line.empty()) {
      --busy;
    } else {
      serve(line.front().arrived, line.front().service, now);
      line.pop();
    }
  }
  return seen.finish(end);
}

constexpr Loop kSingle[] = {
    {"engine_set", Keeps::sojournOnly, oneSet<EngineSet, SojournOnly>},
    {"heap", Keeps::sojournOnly, oneSet<Heap, SojournOnly>},
    {"two_clocks", Keeps::sojournOnly, arrivalApart<Single, SojournOnly>},
    {"engine_set", Keeps::sameStatistics, oneSet<EngineSet, SameStatistics>},
    {"heap", Keeps::sameStatistics, oneSet<Heap, SameStatistics>},
    {"two_clocks", Keeps::sameStatistics, arrivalApart<Single, SameStatistics>},
};
constexpr Loop kMany[] = {
    {"engine_set", Keeps::sojournOnly, oneSet<EngineSet, SojournOnly>},
    {"heap", Keeps::sojournOnly, oneSet<Heap, SojournOnly>},
    {"heap_of_departures", Keeps::sojournOnly, arrivalApart<Heap, SojournOnly>},
    {"sorted", Keeps::sojournOnly, arrivalApart<Sorted, SojournOnly>},
    {"scanned", Keeps::sojournOnly, arrivalApart<Scanned, SojournOnly>},
    {"engine_set", Keeps::sameStatistics, oneSet<EngineSet, SameStatistics>},
    {"heap", Keeps::sameStatistics, oneSet<Heap, SameStatistics>},
    {"heap_of_departures", Keeps::sameStatistics, arrivalApart<Heap, SameStatistics>},
    {"sorted", Keeps::sameStatistics, arrivalApart<Sorted, SameStatistics>},
    {"scanned", Keeps::sameStatistics, arrivalApart<Scanned, SameStatistics>},
};

}  // namespace

std::span<const Loop> singleServerLoops() { return kSingle; }
std::span<const Loop> manyServerLoops() { return kMany; }

}  // namespace headroom::bench

#include "sim/event_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "sim/random.h"

namespace headroom::sim {
namespace {

constexpr auto kNoneStale = [](std::uint64_t) { return false; };

std::vector<std::uint64_t> drain(EventSet& set) {
  std::vector<std::uint64_t> order;
  while (!set.empty()) order.push_back(set.pop(kNoneStale).payload);
  return order;
}

TEST(EventSet, AtOneInstantClassesGoFromDepartureToObservation) {
  EventSet set;
  const EventClass classes[] = {EventClass::observation, EventClass::control,
                                EventClass::arrival,     EventClass::script,
                                EventClass::timeout,     EventClass::departure};
  for (const EventClass c : classes) set.schedule(Time{5}, c, 0, static_cast<std::uint64_t>(c));
  EXPECT_EQ(drain(set), (std::vector<std::uint64_t>{0, 1, 2, 3, 4, 5}));
}

TEST(EventSet, WithinAClassRankComesBeforeSequence) {
  EventSet set;
  set.schedule(Time{5}, EventClass::departure, 2, 20);
  set.schedule(Time{5}, EventClass::departure, 1, 10);
  set.schedule(Time{5}, EventClass::departure, 1, 11);
  set.schedule(Time{4}, EventClass::observation, 9, 1);
  EXPECT_EQ(drain(set), (std::vector<std::uint64_t>{1, 10, 11, 20}));
}

/// The same random schedule with and without lanes, against a sorted list.
TEST(EventSet, LanesAndHeapGiveTheContractsOrder) {
  Stream stream{Key{4}};
  EventSet plain, laned;
  std::uint32_t lanes[4];
  for (std::uint32_t& lane : lanes) lane = laned.addLane();
  std::vector<std::tuple<Time, int, std::uint32_t, std::uint64_t>> pending;
  Time now{};
  std::uint64_t count = 0;
  for (int round = 0; round < 50'000; ++round) {
    if (stream.next() % 100 < 52) {
      const auto rank = static_cast<std::uint32_t>(stream.next() % 4);
      const bool timeout = rank % 2 == 0;
      const EventClass c = timeout ? EventClass::timeout : EventClass::departure;
      const Time at =
          now + Duration{timeout ? 500 : static_cast<std::int64_t>(stream.next() % 300)};
      plain.schedule(at, c, rank, count);
      laned.scheduleInLane(lanes[rank], at, c, rank, count);
      pending.emplace_back(at, static_cast<int>(c), rank, count++);
    } else if (!plain.empty()) {
      const Event a = plain.pop(kNoneStale);
      const Event b = laned.pop(kNoneStale);
      const auto least = std::min_element(pending.begin(), pending.end());
      ASSERT_EQ(a.payload, std::get<3>(*least));
      ASSERT_EQ(b.payload, a.payload);
      ASSERT_EQ(b.time, a.time);
      pending.erase(least);
      now = a.time;
    }
  }
  EXPECT_GT(count, 20'000u);
}

/// Enough pending for the wheel, with delays from nothing to a day: the order of a sorted set, also
/// while the set shrinks to nothing and fills up again.
TEST(EventSet, TheWheelKeepsTheContractsOrder) {
  Stream stream{Key{11}};
  EventSet events;
  using Entry = std::tuple<Time, int, std::uint32_t, std::uint64_t>;
  std::set<Entry> sorted;
  Time now{};
  std::uint64_t count = 0;
  const auto add = [&] {
    const auto magnitude = static_cast<int>(stream.next() % 47);
    const Time at = now + Duration{static_cast<std::int64_t>(stream.next() >> (63 - magnitude))};
    const auto c = static_cast<EventClass>(stream.next() % 6);
    const auto rank = static_cast<std::uint32_t>(stream.next() % 3);
    events.schedule(at, c, rank, count);
    sorted.emplace(at, static_cast<int>(c), rank, count++);
  };
  const auto take = [&] {
    const Event event = events.pop(kNoneStale);
    ASSERT_EQ(event.payload, std::get<3>(*sorted.begin()));
    ASSERT_EQ(event.time, std::get<0>(*sorted.begin()));
    sorted.erase(sorted.begin());
    now = event.time;
  };
  for (int wave = 0; wave < 3; ++wave) {
    for (int i = 0; i < 20'000; ++i) add();
    for (int i = 0; i < 60'000; ++i) {
      take();
      add();
    }
    while (!events.empty()) take();
    ASSERT_TRUE(sorted.empty());
  }
}

TEST(EventSet, ACopyGoesOnAsItsOriginal) {
  Stream stream{Key{12}};
  EventSet events;
  for (std::uint64_t i = 0; i < 5'000; ++i)
    events.schedule(Time{static_cast<std::int64_t>(stream.next() >> 30)}, EventClass::departure, 0,
                    i);
  for (int i = 0; i < 1'000; ++i) events.pop(kNoneStale);
  EventSet copy = events;
  EXPECT_EQ(drain(copy), drain(events));
}

TEST(EventSet, StaleEventsAtALanesHeadNeverReachTheHeap) {
  EventSet set;
  const std::uint32_t lane = set.addLane();
  for (std::uint64_t i = 0; i < 100; ++i)
    set.scheduleInLane(lane, Time{static_cast<std::int64_t>(i)}, EventClass::timeout, 0, i);
  std::vector<std::uint64_t> seen;
  while (!set.empty()) seen.push_back(set.pop([](std::uint64_t p) { return p % 10 != 0; }).payload);
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{0, 10, 20, 30, 40, 50, 60, 70, 80, 90}));
}

}  // namespace
}  // namespace headroom::sim

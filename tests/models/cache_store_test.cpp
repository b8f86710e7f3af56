#include "models/parts/cache_store.h"

#include <gtest/gtest.h>

#include <cmath>
#include <list>
#include <map>

#include "models/parts/warm_start.h"

namespace headroom {
namespace {

using std::chrono::seconds;

/// The same rules, written the slow and obvious way.
class Reference {
 public:
  Reference(std::size_t capacity, Duration ttl) : capacity_(capacity), ttl_(ttl) {}
  bool lookup(std::uint64_t key, Time now) {
    const auto found = expires_.find(key);
    if (found == expires_.end() || found->second <= now) return false;
    order_.remove(key);
    order_.push_front(key);
    return true;
  }
  void insert(std::uint64_t key, Time now) {
    if (capacity_ == 0) return;
    order_.remove(key);
    if (!expires_.contains(key) && expires_.size() == capacity_) {
      expires_.erase(order_.back());
      order_.pop_back();
    }
    order_.push_front(key);
    expires_[key] = now + ttl_;
  }

 private:
  std::size_t capacity_;
  Duration ttl_;
  std::list<std::uint64_t> order_;
  std::map<std::uint64_t, Time> expires_;
};

TEST(CacheStore, DoesWhatTheObviousListDoes) {
  for (const std::int64_t capacity : {0, 1, 2, 7, 50}) {
    CacheStore store{capacity, seconds{40}};
    Reference reference{static_cast<std::size_t>(capacity), seconds{40}};
    sim::Stream stream{sim::Key{5}};
    int hits = 0;
    for (int i = 0; i < 30'000; ++i) {
      const Time now = seconds{i / 20};
      const std::uint64_t key = stream.next() % 60 % (1 + stream.next() % 60);
      const bool expected = reference.lookup(key, now);
      ASSERT_EQ(store.lookup(key, now), expected) << capacity << " " << i;
      hits += expected ? 1 : 0;
      if (!expected && stream.next() % 4 != 0) {
        store.insert(key, now);
        reference.insert(key, now);
      }
      if (i % 9000 == 8999) {
        store.clear();
        reference = Reference{static_cast<std::size_t>(capacity), seconds{40}};
      }
    }
    if (capacity > 1) {
      EXPECT_GT(hits, 1000);
    }
  }
}

TEST(CacheStore, AHitDoesNotExtendALife) {
  CacheStore store{10, seconds{10}};
  store.insert(1, Time::zero());
  EXPECT_TRUE(store.lookup(1, seconds{9}));
  EXPECT_FALSE(store.lookup(1, seconds{10}));
}

/// Hit ratio of a Poisson stream of Zipf keys over `from`..`to` seconds.
double hitRatio(CacheStore& store, const KeySet& keys, double rate, double from, double to,
                sim::Stream& stream) {
  double now = from;
  int hits = 0;
  int all = 0;
  while (now < to) {
    now += -std::log(stream.nextUnit()) / rate;
    const std::uint64_t key = keys.popularity->draw(stream.next());
    const bool hit = store.lookup(key, fromSeconds(now));
    if (!hit) store.insert(key, fromSeconds(now));
    hits += hit ? 1 : 0;
    ++all;
  }
  return static_cast<double>(hits) / all;
}

KeySet zipf(std::uint64_t count) {
  KeySet keys;
  std::vector<double> weights = sim::zipfWeights(1, count);
  keys.popularity = std::make_shared<sim::AliasTable>(weights);
  double sum = 0;
  for (const double w : weights) sum += w;
  for (double& w : weights) w /= sum;
  keys.weights = std::make_shared<std::vector<double>>(weights);
  return keys;
}

// A warm start is right when nothing changes from there on: the first seconds look like the last.
TEST(WarmStart, IsStationary) {
  const std::vector<KeySet> keys{zipf(20'000)};
  constexpr double kRate = 1000;
  for (const auto& [capacity, ttl] : std::vector<std::pair<std::int64_t, int>>{
           {2000, 0}, {2000, 20}, {2000, 3}, {20'000, 20}, {20'000, 0}}) {
    CacheModel cache;
    cache.capacity = capacity;
    if (ttl > 0) cache.ttl = seconds{ttl};
    cache.offeredKeys = {{0, kRate}};
    CacheStore store{capacity, cache.ttl.value_or(kNever)};
    fillWarm(store, cache, keys, sim::Key{11});
    sim::Stream stream{sim::Key{12}};
    const double first = hitRatio(store, keys[0], kRate, 0, 10, stream);
    hitRatio(store, keys[0], kRate, 10, 200, stream);
    const double late = hitRatio(store, keys[0], kRate, 200, 260, stream);
    // 10 000 look-ups: a standard error of 0.5 %, and contents that come and go together.
    EXPECT_NEAR(first, late, 0.02) << "capacity " << capacity << ", ttl " << ttl;
  }
}

// Fixed TTL and room for all: hit ratio of each key is l T / (1 + l T) (semantics.md, section 4).
TEST(WarmStart, WithRoomForAllGivesTheTtlFormula) {
  const std::vector<KeySet> keys{zipf(1000)};
  CacheModel cache;
  cache.capacity = 1000;
  cache.ttl = seconds{5};
  cache.offeredKeys = {{0, 500.0}};
  double expected = 0;
  for (const double w : *keys[0].weights) expected += w * (500 * w * 5) / (1 + 500 * w * 5);
  double measured = 0;
  for (std::uint64_t round = 0; round < 40; ++round) {
    CacheStore store{1000, seconds{5}};
    fillWarm(store, cache, keys, sim::Key{100 + round});
    sim::Stream stream{sim::Key{200 + round}};
    measured += hitRatio(store, keys[0], 500, 0, 2, stream) / 40;
  }
  EXPECT_NEAR(measured, expected, 0.01);
}

}  // namespace
}  // namespace headroom

#include "models/parts/warm_start.h"

#include <algorithm>
#include <cmath>

#include "sim/ziggurat.h"

namespace headroom {
namespace {

struct Candidate {
  double lastAccess = 0;  ///< Seconds before 0.
  std::uint64_t key = 0;
  double rate = 0;
};

struct Ages {
  double lastAccess = 0;
  double inserted = 0;
};

/// The time since last access alone decides membership; drawn per key, so that a key's draw does
/// not depend on how many others there are.
std::vector<Candidate> lastAccesses(const CacheModel& cache, const std::vector<KeySet>& keys,
                                    sim::Key key) {
  std::vector<Candidate> all;
  for (const auto& [set, rate] : cache.offeredKeys) {
    const std::vector<double>& weights = *keys[set].weights;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double own = rate * weights[i];
      if (own <= 0) continue;
      const sim::Key draw = sim::derive(key, keys[set].salt, i);
      const double age = sim::standardExponential(draw) / own;
      all.push_back({age, keys[set].base + i, own});
    }
  }
  return all;
}

/// Seconds since insertion, for a key that is never evicted between two accesses. Poisson accesses
/// see the stationary cycle "TTL, then the first access after it": the last access found the entry
/// dead, and inserted it, with probability 1/(1 + rate ttl); else its age was uniform on (0, ttl).
double ageByRenewal(double lastAccess, double ttl, double rate, sim::Stream& stream) {
  const double dead = 1 / (1 + rate * ttl);
  if (stream.nextUnit() < dead) return lastAccess;
  return lastAccess + ttl * stream.nextUnit();
}

/// For keys that are often evicted between accesses: back to the access that followed an eviction,
/// then forward over expiries.
double ageByWalk(double lastAccess, double ttl, double rate, double horizon, sim::Stream& stream) {
  std::vector<double> accesses{lastAccess};  // Seconds before 0, growing.
  for (;;) {
    const double gap = sim::standardExponential(stream.nextKey()) / rate;
    if (gap > horizon || accesses.size() > 4096) break;
    accesses.push_back(accesses.back() + gap);
  }
  double inserted = accesses.back();
  for (auto it = accesses.rbegin(); it != accesses.rend(); ++it)
    if (inserted - *it >= ttl) inserted = *it;
  return inserted;
}

/// All keys the cache is asked for, with their rates; with no load at all they are alike.
std::vector<Candidate> offeredKeys(const CacheModel& cache, const std::vector<KeySet>& keys) {
  std::vector<Candidate> all;
  for (const auto& [set, rate] : cache.offeredKeys) {
    const std::vector<double>& weights = *keys[set].weights;
    for (std::size_t i = 0; i < weights.size(); ++i)
      all.push_back({0, keys[set].base + i, rate * weights[i]});
  }
  return all;
}

}  // namespace

void fillFull(CacheStore& store, const CacheModel& cache, const std::vector<KeySet>& keys,
              sim::Key key) {
  std::vector<Candidate> all = offeredKeys(cache, keys);
  std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return a.rate != b.rate ? a.rate > b.rate : a.key < b.key;
  });
  const std::size_t inside = std::min(all.size(), static_cast<std::size_t>(cache.capacity));
  // The most popular last: it is then the most recently used.
  for (std::size_t i = inside; i-- > 0;) {
    Duration age{};
    if (cache.ttl)
      age = fromSeconds(toSeconds(*cache.ttl) *
                        sim::unitInterval(sim::derive(key, all[i].key, 2).bits));
    store.insertAt(all[i].key, Time{-age.count()});
  }
}

void fillWarm(CacheStore& store, const CacheModel& cache, const std::vector<KeySet>& keys,
              sim::Key key) {
  std::vector<Candidate> all = lastAccesses(cache, keys, key);
  const auto newerFirst = [](const Candidate& a, const Candidate& b) {
    return a.lastAccess != b.lastAccess ? a.lastAccess < b.lastAccess : a.key < b.key;
  };
  const std::size_t inside = std::min(all.size(), static_cast<std::size_t>(cache.capacity));
  if (inside == 0) return;
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(inside - 1), all.end(),
                   newerFirst);
  // With room for every key nothing is ever evicted; else the oldest one inside marks the horizon.
  const double horizon = inside == all.size() ? 1e18 : all[inside - 1].lastAccess;
  std::sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(inside), newerFirst);
  for (std::size_t i = inside; i-- > 0;) {
    const Candidate& c = all[i];
    double inserted = c.lastAccess;
    if (cache.ttl) {
      const double ttl = toSeconds(*cache.ttl);
      sim::Stream stream{sim::derive(key, c.key, 1)};
      // Beyond five expected accesses per horizon an eviction is rarer than one access in 150.
      inserted = c.rate * horizon > 5 ? ageByRenewal(c.lastAccess, ttl, c.rate, stream)
                                      : ageByWalk(c.lastAccess, ttl, c.rate, horizon, stream);
    }
    store.insertAt(c.key, Time{-fromSeconds(std::min(inserted, 1e8)).count()});
  }
}

}  // namespace headroom

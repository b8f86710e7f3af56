// What a cache holds at the start: the contents of one that has long been asked for its keys
// (warm), or of one that was preloaded (full).
#pragma once

#include "models/parts/cache_store.h"
#include "models/program/model.h"

namespace headroom {

/// Fills `store` with stationary contents at time 0 for the offered keys (independent reference
/// model). Drawn directly, not simulated: the time since a key's last access is exponential, and
/// the `capacity` most recently accessed keys are inside, in that order (exact for LRU without
/// expiry). With a TTL the age of each entry is drawn from the renewal cycle "TTL, then the first
/// access after it", or, for keys seldom asked for, by walking back over the accesses to the last
/// eviction, whose horizon is the characteristic time. Sources: Che, Tung, Wang 2002
/// (characteristic time); renewal theory for the age.
void fillWarm(CacheStore& store, const CacheModel& cache, const std::vector<KeySet>& keys,
              sim::Key key);

/// Fills `store` at time 0 as a preload does: every offered key once, the most popular first if
/// there is no room for all, each with a remaining life uniform on (0, ttl).
void fillFull(CacheStore& store, const CacheModel& cache, const std::vector<KeySet>& keys,
              sim::Key key);

}  // namespace headroom

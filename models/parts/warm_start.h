// The contents of a cache that has long been asked for its keys: how a run starts warm.
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

}  // namespace headroom

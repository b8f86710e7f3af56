// A cache's contents: keys in order of use, each with an expiry. Least recently used goes first.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/time.h"

namespace headroom {

/// Open addressing over a slab of entries in a doubly linked list; memory is the capacity's, taken
/// as it fills. Expiry is seen on look-up (lazy): an expired entry misses and keeps its place until
/// it is refilled or evicted. Source: Memcached's and Redis' lazy expiry; eviction: exact LRU.
class CacheStore {
 public:
  /// capacity 0 always misses. ttl kNever: no expiry.
  CacheStore(std::int64_t capacity, Duration ttl);

  /// Whether the key is there and alive; a hit makes it the most recently used.
  bool lookup(std::uint64_t key, Time now);
  /// Puts the key there from now on; evicts the least recently used when full.
  void insert(std::uint64_t key, Time now) { insertAt(key, now); }
  /// As insert, for an entry that was inserted at `since` (may lie before the start of the run).
  void insertAt(std::uint64_t key, Time since);
  void clear();
  std::size_t size() const { return used_; }
  std::uint64_t evictions() const { return evictions_; }

 private:
  struct Entry {
    std::uint64_t key = 0;
    Time expires{};
    std::uint32_t previous = 0, next = 0;
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::size_t homeOf(std::uint64_t key) const;
  std::uint32_t find(std::uint64_t key) const;
  void link(std::uint32_t slot);
  void unlink(std::uint32_t slot);
  void enterIndex(std::uint32_t slot);
  void eraseIndex(std::uint64_t key);
  void growIndex();

  std::size_t capacity_;
  Duration ttl_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> index_;  ///< Slot or kNone; a power of two, at most half full.
  std::size_t used_ = 0;
  std::uint32_t newest_ = kNone, oldest_ = kNone;
  std::uint64_t evictions_ = 0;
};

}  // namespace headroom

#include "models/parts/cache_store.h"

#include "sim/random.h"

namespace headroom {

CacheStore::CacheStore(std::int64_t capacity, Duration ttl)
    : capacity_(static_cast<std::size_t>(capacity)), ttl_(ttl), index_(64, kNone) {}

std::size_t CacheStore::homeOf(std::uint64_t key) const {
  return sim::mix64(key) & (index_.size() - 1);
}

std::uint32_t CacheStore::find(std::uint64_t key) const {
  for (std::size_t i = homeOf(key);; i = (i + 1) & (index_.size() - 1)) {
    const std::uint32_t slot = index_[i];
    if (slot == kNone || entries_[slot].key == key) return slot;
  }
}

void CacheStore::link(std::uint32_t slot) {
  Entry& entry = entries_[slot];
  entry.previous = kNone;
  entry.next = newest_;
  (newest_ == kNone ? oldest_ : entries_[newest_].previous) = slot;
  newest_ = slot;
}

void CacheStore::unlink(std::uint32_t slot) {
  const Entry& entry = entries_[slot];
  (entry.previous == kNone ? newest_ : entries_[entry.previous].next) = entry.next;
  (entry.next == kNone ? oldest_ : entries_[entry.next].previous) = entry.previous;
}

void CacheStore::enterIndex(std::uint32_t slot) {
  std::size_t i = homeOf(entries_[slot].key);
  while (index_[i] != kNone) i = (i + 1) & (index_.size() - 1);
  index_[i] = slot;
}

// Backward-shift deletion: no tombstones, so look-ups stay short however long the run.
void CacheStore::eraseIndex(std::uint64_t key) {
  const std::size_t mask = index_.size() - 1;
  std::size_t hole = homeOf(key);
  while (entries_[index_[hole]].key != key) hole = (hole + 1) & mask;
  for (std::size_t i = (hole + 1) & mask; index_[i] != kNone; i = (i + 1) & mask) {
    const std::size_t home = homeOf(entries_[index_[i]].key);
    if (((i - home) & mask) < ((i - hole) & mask)) continue;
    index_[hole] = index_[i];
    hole = i;
  }
  index_[hole] = kNone;
}

void CacheStore::growIndex() {
  index_.assign(index_.size() * 2, kNone);
  for (std::uint32_t slot = 0; slot < used_; ++slot) enterIndex(slot);
}

bool CacheStore::lookup(std::uint64_t key, Time now) {
  if (capacity_ == 0) return false;
  const std::uint32_t slot = find(key);
  if (slot == kNone || entries_[slot].expires <= now) return false;
  if (slot != newest_) {
    unlink(slot);
    link(slot);
  }
  return true;
}

void CacheStore::insertAt(std::uint64_t key, Time since) {
  if (capacity_ == 0) return;
  const Time expires = ttl_ == kNever ? kNever : since + ttl_;
  std::uint32_t slot = find(key);
  if (slot != kNone) {
    unlink(slot);
  } else if (used_ < capacity_) {
    slot = static_cast<std::uint32_t>(used_++);
    if (slot == entries_.size()) entries_.emplace_back();
    entries_[slot].key = key;
    if (used_ * 2 > index_.size())
      growIndex();
    else
      enterIndex(slot);
  } else {
    slot = oldest_;
    unlink(slot);
    eraseIndex(entries_[slot].key);
    entries_[slot].key = key;
    enterIndex(slot);
    ++evictions_;
  }
  entries_[slot].expires = expires;
  link(slot);
}

void CacheStore::clear() {
  index_.assign(index_.size(), kNone);
  used_ = 0;
  newest_ = oldest_ = kNone;
}

}  // namespace headroom

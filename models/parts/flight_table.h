// Flights: for which keys the answer to a cache miss is on its way, and who waits for it.
//
// One flight per look-up step, replica and key. The leader does the work; followers stand in the
// flight's line and share the result, a failure included; the key is free when it is over.
// Source: golang.org/x/sync/singleflight, Group.Do. Simplified: followers wait without a bound of
// their own (their callers' timeouts still hold).
#pragma once

#include <cstdint>
#include <vector>

#include "sim/waiting_line.h"

namespace headroom {

struct Flight {
  std::uint64_t key = 0;
  std::uint32_t site = 0;     ///< Which look-up step.
  std::uint32_t replica = 0;  ///< Of the part that does it.
  std::uint32_t leader = 0;
  std::uint32_t outer = 0xFFFFFFFF;  ///< The flight that its leader leads besides, if any.
  sim::WaitingLine followers;
  bool is(std::uint32_t otherSite, std::uint32_t otherReplica, std::uint64_t otherKey) const {
    return key == otherKey && site == otherSite && replica == otherReplica;
  }
};

/// Open addressing over a slab of reused flights; in steady state nothing is allocated.
class FlightTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  FlightTable() : index_(16, kNone) {}
  /// The flight under way, or kNone.
  std::uint32_t find(std::uint32_t site, std::uint32_t replica, std::uint64_t key) const;
  /// Begins one; there must be none.
  std::uint32_t begin(std::uint32_t site, std::uint32_t replica, std::uint64_t key);
  /// Ends one without followers.
  void end(std::uint32_t flight);
  Flight& operator[](std::uint32_t flight) { return flights_[flight]; }
  const Flight& operator[](std::uint32_t flight) const { return flights_[flight]; }
  std::size_t size() const { return used_; }

 private:
  std::size_t homeOf(const Flight& flight) const;
  void enter(std::uint32_t flight);
  void grow();

  std::vector<Flight> flights_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> index_;  ///< Flight or kNone; a power of two, at most half full.
  std::size_t used_ = 0;
};

}  // namespace headroom
